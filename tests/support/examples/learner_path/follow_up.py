"""A note, the end of her path, and the news three months after her exit."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.follow_up import (
    ExitReason,
    FollowUpDone,
    FollowUpMonth,
    NoteAdded,
    NoteVisibility,
    PathClosed,
    Situation,
)
from tests.support.envelopes import sealed

NOTE_ADDED = NoteAdded(
    occurred_on=date(2025, 3, 12), visibility=NoteVisibility.TEAM, text=sealed("A", "note")
)
PATH_CLOSED = PathClosed(
    occurred_on=date(2025, 6, 20),
    reason=ExitReason.COMPLETED,
    positive_exit=True,
    rule_set="mobility-engaged/1",
)
FOLLOW_UP_DONE = FollowUpDone(
    occurred_on=date(2025, 9, 15), month=FollowUpMonth.THREE, situation=Situation.EMPLOYED
)

EXAMPLES: tuple[Fact, ...] = (NOTE_ADDED, PATH_CLOSED, FOLLOW_UP_DONE)
