"""How a training ends (rule 7)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.learner_path import ending, enrolment
from domain.learner_path.ending import (
    Attended,
    BeforeEnrolment,
    NotEnoughMinutes,
    NotInTraining,
    PresentAfterThatDay,
)
from domain.learner_path.enrolment import DropOutReason
from tests.support.envelopes import sealed
from tests.support.examples.learner_path.enrolment import (
    COMPLETED_BY_WAIVER,
    DROPPED_OUT,
    ENROLLED_IN_GROUP,
    TRAINING_COMPLETED,
)
from tests.support.learner_paths import AT_THE_GATE, IN_TRAINING, path_after

SHARE_BP = 8_000
REASON = sealed("A", "why completed")
LAST_PRESENCE = date(2025, 6, 12)
ON = TRAINING_COMPLETED.occurred_on
ENOUGH = Attended(minutes=10_200, last_on=LAST_PRESENCE)
NEVER_SEATED = path_after(*AT_THE_GATE).training
SEATED = path_after(*IN_TRAINING).training
COMPLETED = path_after(*IN_TRAINING, TRAINING_COMPLETED).training
LEFT = path_after(*IN_TRAINING, DROPPED_OUT).training


def test_a_training_followed_enough_is_completed() -> None:
    assert ending.complete_training(SEATED, ENOUGH, None, share_bp=SHARE_BP, on=ON) == [TRAINING_COMPLETED]


def test_the_share_itself_is_enough() -> None:
    [completed] = ending.complete_training(SEATED, Attended(minutes=9_600), None, share_bp=SHARE_BP, on=ON)
    assert completed == replace(TRAINING_COMPLETED, attended_minutes=9_600)


def test_a_minute_less_is_not_enough() -> None:
    with pytest.raises(NotEnoughMinutes) as refusal:
        ending.complete_training(SEATED, Attended(minutes=9_599), None, share_bp=SHARE_BP, on=ON)
    assert refusal.value.values == {"attended": 9_599, "needed": 9_600}


def test_a_waiver_completes_with_fewer_minutes() -> None:
    few = Attended(minutes=9_000, last_on=LAST_PRESENCE)
    assert ending.complete_training(SEATED, few, REASON, share_bp=SHARE_BP, on=ON) == [COMPLETED_BY_WAIVER]


def test_a_waiver_that_nobody_needs_is_not_kept() -> None:
    assert ending.complete_training(SEATED, ENOUGH, REASON, share_bp=SHARE_BP, on=ON) == [TRAINING_COMPLETED]


def test_a_training_is_completed_once() -> None:
    assert ending.complete_training(COMPLETED, ENOUGH, None, share_bp=SHARE_BP, on=ON) == []


@pytest.mark.parametrize("training", [NEVER_SEATED, LEFT], ids=["never seated", "dropped out"])
def test_only_a_learner_in_training_completes_it(training: enrolment.Training) -> None:
    with pytest.raises(NotInTraining):
        ending.complete_training(training, ENOUGH, None, share_bp=SHARE_BP, on=ON)


def test_a_training_does_not_end_before_it_began() -> None:
    with pytest.raises(BeforeEnrolment):
        ending.drop_out(SEATED, Attended(), DropOutReason.JOB, on=date(2025, 2, 2))


def test_a_training_can_end_on_its_first_day() -> None:
    [left] = ending.drop_out(SEATED, Attended(), DropOutReason.JOB, on=ENROLLED_IN_GROUP.occurred_on)
    assert left == replace(DROPPED_OUT, occurred_on=ENROLLED_IN_GROUP.occurred_on)


def test_a_training_does_not_end_before_the_last_presence() -> None:
    with pytest.raises(PresentAfterThatDay):
        ending.complete_training(SEATED, ENOUGH, None, share_bp=SHARE_BP, on=date(2025, 6, 11))


def test_a_training_can_end_on_the_day_of_the_last_presence() -> None:
    [completed] = ending.complete_training(SEATED, ENOUGH, None, share_bp=SHARE_BP, on=LAST_PRESENCE)
    assert completed == replace(TRAINING_COMPLETED, occurred_on=LAST_PRESENCE)


def test_a_learner_drops_out() -> None:
    left = ending.drop_out(SEATED, Attended(), DropOutReason.JOB, on=DROPPED_OUT.occurred_on)
    assert left == [DROPPED_OUT]


def test_a_learner_drops_out_once() -> None:
    assert ending.drop_out(LEFT, Attended(), DropOutReason.JOB, on=DROPPED_OUT.occurred_on) == []


@pytest.mark.parametrize("training", [NEVER_SEATED, COMPLETED], ids=["never seated", "completed"])
def test_only_a_learner_in_training_drops_out(training: enrolment.Training) -> None:
    with pytest.raises(NotInTraining):
        ending.drop_out(training, Attended(), DropOutReason.JOB, on=ON)


def test_the_minutes_needed_are_whole_and_never_below_the_share() -> None:
    assert ending.minutes_needed(12_000, SHARE_BP) == 9_600
    assert ending.minutes_needed(12_001, SHARE_BP) == 9_601
