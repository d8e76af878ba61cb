"""She takes a place for 200 hours, and follows 170 of them."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.enrolment import (
    DropOutReason,
    DroppedOut,
    EnrolledInGroup,
    Funding,
    TrainingCompleted,
)
from tests.support.envelopes import sealed
from tests.support.examples.ids import GROUP

ENROLLED_IN_GROUP = EnrolledInGroup(
    occurred_on=date(2025, 2, 3), group_id=GROUP, planned_minutes=12_000, funding=Funding.FUNDABLE
)
ENROLLED_WHILE_WAITING = EnrolledInGroup(
    occurred_on=date(2025, 2, 3),
    group_id=GROUP,
    planned_minutes=12_000,
    funding=Funding.WAITING,
    reason=sealed("A", "why seated"),
)
TRAINING_COMPLETED = TrainingCompleted(
    occurred_on=date(2025, 6, 13), group_id=GROUP, attended_minutes=10_200, planned_minutes=12_000
)
COMPLETED_BY_WAIVER = TrainingCompleted(
    occurred_on=date(2025, 6, 13),
    group_id=GROUP,
    attended_minutes=9_000,
    planned_minutes=12_000,
    waiver_reason=sealed("A", "why completed"),
)
DROPPED_OUT = DroppedOut(occurred_on=date(2025, 4, 4), group_id=GROUP, reason=DropOutReason.JOB)

EXAMPLES: tuple[Fact, ...] = (
    ENROLLED_WHILE_WAITING,
    ENROLLED_IN_GROUP,
    COMPLETED_BY_WAIVER,
    TRAINING_COMPLETED,
    DROPPED_OUT,
)
