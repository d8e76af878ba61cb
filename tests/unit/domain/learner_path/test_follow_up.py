"""Follow-ups, notes, and the end of the path."""

from dataclasses import replace
from datetime import date

import pytest

from domain.facts import Fact
from domain.learner_path import follow_up
from domain.learner_path.enrolment import StillInTraining
from domain.learner_path.follow_up import (
    ExitReason,
    FollowUpAlreadyDone,
    FollowUpMonth,
    NoteVisibility,
    NotOutYet,
    PathIsClosed,
    Situation,
)
from tests.support.envelopes import sealed
from tests.support.examples.learner_path.enrolment import ENROLLED_IN_GROUP, TRAINING_COMPLETED
from tests.support.examples.learner_path.follow_up import FOLLOW_UP_DONE, NOTE_ADDED, PATH_CLOSED
from tests.support.examples.learner_path.licence import DRIVING_SCHOOL_ENTERED
from tests.support.learner_paths import AT_THE_GATE, IN_TRAINING, path_after

OUT = (*IN_TRAINING, TRAINING_COMPLETED, DRIVING_SCHOOL_ENTERED)
CLOSED = path_after(*OUT, PATH_CLOSED)
EXIT = TRAINING_COMPLETED.occurred_on


def followed_up(*facts: Fact, done: follow_up.FollowUpDone = FOLLOW_UP_DONE) -> list[Fact]:
    path = path_after(*facts)
    return follow_up.record_follow_up(path.follow_up, path.training, done)


def closed(*facts: Fact, on: date = PATH_CLOSED.occurred_on) -> list[Fact]:
    path = path_after(*facts)
    return follow_up.close(path.follow_up, path.training, path.mobility, ExitReason.COMPLETED, on=on)


def test_a_follow_up_is_kept_after_the_training() -> None:
    assert followed_up(*OUT) == [FOLLOW_UP_DONE]


def test_a_follow_up_is_kept_after_the_path_is_closed() -> None:
    assert followed_up(*OUT, PATH_CLOSED) == [FOLLOW_UP_DONE]


def test_a_path_without_training_is_followed_up_once_closed() -> None:
    assert followed_up(*AT_THE_GATE, replace(PATH_CLOSED, reason=ExitReason.REDIRECTED)) == [FOLLOW_UP_DONE]


@pytest.mark.parametrize("facts", [IN_TRAINING, AT_THE_GATE], ids=["in training", "before it"])
def test_nobody_is_followed_up_before_the_exit(facts: tuple[Fact, ...]) -> None:
    with pytest.raises(NotOutYet):
        followed_up(*facts)


def test_a_follow_up_is_not_older_than_the_exit() -> None:
    assert followed_up(*OUT, done=replace(FOLLOW_UP_DONE, occurred_on=EXIT))
    with pytest.raises(NotOutYet):
        followed_up(*OUT, done=replace(FOLLOW_UP_DONE, occurred_on=date(2025, 6, 12)))


def test_the_same_situation_of_one_month_is_kept_once() -> None:
    again = replace(FOLLOW_UP_DONE, occurred_on=date(2025, 9, 20))
    assert followed_up(*OUT, FOLLOW_UP_DONE, done=again) == []


def test_another_situation_of_one_month_is_refused() -> None:
    with pytest.raises(FollowUpAlreadyDone):
        followed_up(*OUT, FOLLOW_UP_DONE, done=replace(FOLLOW_UP_DONE, situation=Situation.IN_TRAINING))


def test_another_month_is_another_follow_up() -> None:
    six = replace(FOLLOW_UP_DONE, month=FollowUpMonth.SIX)
    assert followed_up(*OUT, FOLLOW_UP_DONE, done=six) == [six]


def test_a_second_training_has_follow_ups_of_its_own() -> None:
    again = replace(ENROLLED_IN_GROUP, occurred_on=date(2025, 10, 1))
    over = replace(TRAINING_COMPLETED, occurred_on=date(2025, 12, 1))
    second = replace(FOLLOW_UP_DONE, occurred_on=date(2026, 3, 1), situation=Situation.OTHER)
    assert followed_up(*OUT, FOLLOW_UP_DONE, again, over, done=second) == [second]


def test_an_earlier_follow_up_told_late_is_not_the_last_contact() -> None:
    six = replace(FOLLOW_UP_DONE, month=FollowUpMonth.SIX, occurred_on=date(2025, 12, 15))
    assert path_after(*OUT, six, FOLLOW_UP_DONE).follow_up.last_done_on == date(2025, 12, 15)


def test_a_note_is_kept() -> None:
    assert follow_up.add_note(path_after(*OUT).follow_up, NOTE_ADDED) == [NOTE_ADDED]


def test_the_last_note_repeated_is_kept_once() -> None:
    assert follow_up.add_note(path_after(*OUT, NOTE_ADDED).follow_up, NOTE_ADDED) == []


def test_another_note_is_kept_even_on_a_closed_path() -> None:
    state = path_after(*OUT, NOTE_ADDED, PATH_CLOSED).follow_up
    for other in (
        replace(NOTE_ADDED, text=sealed("A", "another note")),
        replace(NOTE_ADDED, visibility=NoteVisibility.AUTHOR),
    ):
        assert follow_up.add_note(state, other) == [other]


def test_a_path_is_closed_with_its_success_and_the_rule_set_that_told_it() -> None:
    assert closed(*OUT) == [PATH_CLOSED]


def test_a_path_without_a_way_of_moving_about_is_not_positive() -> None:
    assert closed(*IN_TRAINING, TRAINING_COMPLETED) == [replace(PATH_CLOSED, positive_exit=False)]


def test_a_path_is_closed_once() -> None:
    assert closed(*OUT, PATH_CLOSED) == []


def test_a_path_is_not_closed_during_a_training() -> None:
    with pytest.raises(StillInTraining):
        closed(*IN_TRAINING)


def test_a_path_is_not_closed_before_the_training_ended() -> None:
    with pytest.raises(StillInTraining):
        closed(*OUT, on=date(2025, 6, 12))
    assert closed(*OUT, on=EXIT)


def test_a_closed_path_says_since_when() -> None:
    path_after(*OUT).check_open()
    with pytest.raises(PathIsClosed) as refusal:
        CLOSED.check_open()
    assert refusal.value.values == {"closed_on": PATH_CLOSED.occurred_on}
