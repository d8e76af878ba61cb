"""A place in a funded group (rule 3)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.facts import Tag
from domain.funded_group.seats import Seat
from domain.learner_path import enrolment
from domain.learner_path.eligibility import EligibilityOutcome
from domain.learner_path.enrolment import (
    AdmittedForAnotherCall,
    AlreadyInAGroup,
    Funding,
    GateNotPassed,
    SeatNeedsReason,
    Terms,
    funding_of,
)
from tests.support.envelopes import sealed
from tests.support.examples.ids import GROUP, OTHER_GROUP
from tests.support.examples.learner_path.enrolment import (
    DROPPED_OUT,
    ENROLLED_IN_GROUP,
    ENROLLED_WHILE_WAITING,
    TRAINING_COMPLETED,
)
from tests.support.examples.learner_path.follow_up import PATH_CLOSED
from tests.support.examples.learner_path.positioning import ADMITTED
from tests.support.learner_paths import AT_THE_GATE, IN_TRAINING, REFERRED, path_after

SEAT = Seat(group_id=GROUP, minutes=12_000, call_ref="DREETS-GE-2025", is_open=True)
OTHER_SEAT = replace(SEAT, group_id=OTHER_GROUP)
FUNDABLE = Terms(funding=Funding.FUNDABLE)
ON = ENROLLED_IN_GROUP.occurred_on
ADMITTED_PATH = path_after(*AT_THE_GATE)
SEATED = path_after(*IN_TRAINING)
LEFT = path_after(*IN_TRAINING, DROPPED_OUT)


def test_an_admitted_person_takes_a_place() -> None:
    path = ADMITTED_PATH
    assert enrolment.enrol(path.training, path.gate, SEAT, FUNDABLE, on=ON) == [ENROLLED_IN_GROUP]


def test_a_place_is_taken_once() -> None:
    assert enrolment.enrol(SEATED.training, SEATED.gate, SEAT, FUNDABLE, on=ON) == []


def test_a_learner_sits_in_one_group_at_a_time() -> None:
    with pytest.raises(AlreadyInAGroup):
        enrolment.enrol(SEATED.training, SEATED.gate, OTHER_SEAT, FUNDABLE, on=ON)


def test_a_place_begins_at_the_earliest_when_the_last_one_ended() -> None:
    with pytest.raises(AlreadyInAGroup):
        enrolment.enrol(LEFT.training, LEFT.gate, OTHER_SEAT, FUNDABLE, on=date(2025, 4, 3))


def test_a_learner_who_left_takes_another_place_from_that_day() -> None:
    [enrolled] = enrolment.enrol(LEFT.training, LEFT.gate, OTHER_SEAT, FUNDABLE, on=date(2025, 4, 4))
    assert enrolled == replace(ENROLLED_IN_GROUP, group_id=OTHER_GROUP, occurred_on=date(2025, 4, 4))


def test_a_learner_who_left_can_come_back_to_the_same_group() -> None:
    [enrolled] = enrolment.enrol(LEFT.training, LEFT.gate, SEAT, FUNDABLE, on=date(2025, 5, 5))
    assert enrolled == replace(ENROLLED_IN_GROUP, occurred_on=date(2025, 5, 5))


def test_nobody_takes_a_place_before_the_gate() -> None:
    path = path_after(*REFERRED)
    with pytest.raises(GateNotPassed):
        enrolment.enrol(path.training, path.gate, SEAT, FUNDABLE, on=ON)


def test_nobody_takes_a_place_before_the_day_of_the_gate() -> None:
    path, opened_on = ADMITTED_PATH, ADMITTED.occurred_on
    assert enrolment.enrol(path.training, path.gate, SEAT, FUNDABLE, on=opened_on)
    with pytest.raises(GateNotPassed):
        enrolment.enrol(path.training, path.gate, SEAT, FUNDABLE, on=opened_on - timedelta(days=1))


def test_whom_a_call_admits_enters_its_groups_alone() -> None:
    path = path_after(*REFERRED, replace(ADMITTED, call_ref=SEAT.call_ref))
    assert enrolment.enrol(path.training, path.gate, SEAT, FUNDABLE, on=ON) == [ENROLLED_IN_GROUP]
    with pytest.raises(AdmittedForAnotherCall):
        enrolment.enrol(path.training, path.gate, replace(SEAT, call_ref="FAMI-2025"), FUNDABLE, on=ON)


@pytest.mark.parametrize("funding", [Funding.WAITING, Funding.NOT_FUNDABLE])
def test_a_place_that_the_call_may_not_pay_needs_a_reason(funding: Funding) -> None:
    path = ADMITTED_PATH
    with pytest.raises(SeatNeedsReason):
        enrolment.enrol(path.training, path.gate, SEAT, Terms(funding=funding), on=ON)


def test_a_place_is_taken_with_a_reason_while_funding_waits() -> None:
    path = ADMITTED_PATH
    terms = Terms(funding=Funding.WAITING, reason=sealed("A", "why seated"))
    assert enrolment.enrol(path.training, path.gate, SEAT, terms, on=ON) == [ENROLLED_WHILE_WAITING]


@pytest.mark.parametrize(
    ("outcome", "funding"),
    [
        (EligibilityOutcome.ELIGIBLE, Funding.FUNDABLE),
        (EligibilityOutcome.PROVISIONAL, Funding.WAITING),
        (EligibilityOutcome.NOT_ELIGIBLE, Funding.NOT_FUNDABLE),
        (None, Funding.WAITING),
    ],
)
def test_funding_follows_eligibility(outcome: EligibilityOutcome | None, funding: Funding) -> None:
    assert funding_of(outcome) is funding


def test_a_learner_was_in_the_group_from_the_first_day_to_the_last_included() -> None:
    training = LEFT.training
    days = [date(2025, 2, 2), date(2025, 2, 3), date(2025, 4, 4), date(2025, 4, 5)]
    assert [training.was_in(GROUP, day) for day in days] == [False, True, True, False]
    assert not training.was_in(OTHER_GROUP, date(2025, 2, 3))


def test_facts_bear_the_group_from_enrolment_to_closing() -> None:
    tags = frozenset({Tag(f"group:{GROUP}")})
    assert ADMITTED_PATH.tags == frozenset()
    assert SEATED.tags == LEFT.tags == tags
    assert path_after(*IN_TRAINING, TRAINING_COMPLETED).tags == tags
    assert path_after(*IN_TRAINING, TRAINING_COMPLETED, PATH_CLOSED).tags == frozenset()


def test_facts_bear_the_last_group_after_a_second_enrolment() -> None:
    again = replace(ENROLLED_IN_GROUP, group_id=OTHER_GROUP, occurred_on=date(2025, 5, 5))
    path = path_after(*IN_TRAINING, DROPPED_OUT, again)
    assert path.tags == frozenset({Tag(f"group:{OTHER_GROUP}")})
