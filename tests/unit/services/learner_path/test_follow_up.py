"""Asking to keep a follow-up or a note, and to close the path."""

from datetime import UTC, date, datetime

from domain.facts import Fact
from domain.learner_path.follow_up import (
    ExitReason,
    FollowUpMonth,
    NoteAdded,
    NoteVisibility,
    Situation,
)
from domain.learner_path.path import LearnerPath
from services.context import Role
from services.learner_path.follow_up import (
    AddNote,
    ClosePath,
    RecordFollowUp,
    add_note,
    close_path,
    record_follow_up,
)
from tests.support.desk import TestDesk
from tests.support.envelopes import SOMEONE
from tests.support.examples.ids import PATH
from tests.support.examples.learner_path.enrolment import TRAINING_COMPLETED
from tests.support.examples.learner_path.follow_up import FOLLOW_UP_DONE, PATH_CLOSED
from tests.support.examples.learner_path.licence import DRIVING_SCHOOL_ENTERED
from tests.support.given import happened
from tests.support.learner_paths import IN_TRAINING

OCTOBER = datetime(2025, 10, 1, 10, 0, tzinfo=UTC)
FOLLOW_UP = RecordFollowUp(
    on=FOLLOW_UP_DONE.occurred_on, month=FollowUpMonth.THREE, situation=Situation.EMPLOYED
)
NOTE = AddNote(on=date(2025, 3, 12), text="Cherche une place en crèche.")
CLOSE = ClosePath(on=PATH_CLOSED.occurred_on, reason=ExitReason.COMPLETED)


def out(*facts: Fact) -> TestDesk:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, *IN_TRAINING, TRAINING_COMPLETED, DRIVING_SCHOOL_ENTERED, *facts)
    return desk


def test_a_follow_up_is_kept_on_a_closed_path() -> None:
    assert out(PATH_CLOSED).ask(record_follow_up, PATH, FOLLOW_UP, instant=OCTOBER) == [FOLLOW_UP_DONE]


def test_a_follow_up_to_come_is_refused() -> None:
    assert out().refusal(record_follow_up, PATH, FOLLOW_UP).TYPE == "in-the-future"


def test_a_trainer_adds_a_note_that_is_closed() -> None:
    desk = out()
    assert desk.ask(add_note, PATH, NOTE, role=Role.TRAINER) == [
        NoteAdded(
            occurred_on=NOTE.on,
            visibility=NoteVisibility.TEAM,
            text=desk.keyring.seal(SOMEONE, "A", "Cherche une place en crèche."),
        )
    ]


def test_the_same_note_is_kept_once() -> None:
    desk = out()
    desk.ask(add_note, PATH, NOTE)
    assert desk.ask(add_note, PATH, NOTE) == []


def test_a_path_is_closed() -> None:
    assert out().ask(close_path, PATH, CLOSE) == [PATH_CLOSED]


def test_the_closing_bears_the_group_and_later_facts_do_not() -> None:
    desk = out()
    desk.ask(close_path, PATH, CLOSE)
    desk.ask(add_note, PATH, NOTE)
    closing, note = desk.log.recorded[-2:]
    assert len(closing.context.tags) == 1
    assert note.context.tags == frozenset()
