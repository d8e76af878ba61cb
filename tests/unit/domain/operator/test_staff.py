"""Who may teach what, since when (rule 5)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.calendar import Subject
from domain.departments import UnknownDepartment
from domain.facts import Fact
from domain.operator.siret import NotASiret
from domain.operator.staff import OperatorHasAlreadyJoined, Staff, evolve, join, qualify
from tests.support.envelopes import sealed
from tests.support.examples.ids import INSTRUCTOR, TRAINER
from tests.support.examples.operator.staff import INSTRUCTOR_QUALIFIED, OPERATOR_JOINED, TRAINER_QUALIFIED
from tests.support.given import folded


def given(*facts: Fact) -> Staff:
    return folded(evolve, Staff(), facts)


BOTH = given(OPERATOR_JOINED, TRAINER_QUALIFIED, INSTRUCTOR_QUALIFIED)


def test_an_operator_joins() -> None:
    assert join(given(), OPERATOR_JOINED) == [OPERATOR_JOINED]


def test_an_operator_that_is_there_just_so_does_not_join_again() -> None:
    assert join(given(OPERATOR_JOINED), OPERATOR_JOINED) == []


def test_an_operator_does_not_join_again_under_another_name() -> None:
    with pytest.raises(OperatorHasAlreadyJoined):
        join(given(OPERATOR_JOINED), replace(OPERATOR_JOINED, name="Mobilité Metz"))


def test_an_operator_has_a_siret() -> None:
    with pytest.raises(NotASiret):
        join(given(), replace(OPERATOR_JOINED, siret="73282932000075"))


def test_an_operator_is_in_a_department_of_france() -> None:
    with pytest.raises(UnknownDepartment):
        join(given(), replace(OPERATOR_JOINED, department="99"))


def test_a_trainer_is_qualified() -> None:
    assert qualify(given(OPERATOR_JOINED), TRAINER_QUALIFIED) == [TRAINER_QUALIFIED]


def test_a_trainer_qualified_since_before_is_not_qualified_again() -> None:
    later = replace(TRAINER_QUALIFIED, occurred_on=date(2024, 1, 8))
    assert qualify(BOTH, later) == []


def test_a_trainer_qualified_since_an_earlier_day_is_qualified_anew() -> None:
    earlier = replace(TRAINER_QUALIFIED, occurred_on=date(2019, 10, 1))
    assert qualify(BOTH, earlier) == [earlier]


def test_a_trainers_identity_may_be_given_anew() -> None:
    married = replace(TRAINER_QUALIFIED, identity=sealed("B", "another name", TRAINER))
    assert qualify(BOTH, married) == [married]


def test_code_is_taught_by_a_driving_instructor_and_french_by_a_language_trainer() -> None:
    on = date(2025, 2, 4)
    assert BOTH.may_teach(TRAINER, Subject.FRENCH, on=on)
    assert BOTH.may_teach(INSTRUCTOR, Subject.CODE, on=on)
    assert not BOTH.may_teach(TRAINER, Subject.CODE, on=on)
    assert not BOTH.may_teach(INSTRUCTOR, Subject.FRENCH, on=on)


@pytest.mark.parametrize(("day", "may"), [(date(2020, 1, 5), False), (date(2020, 1, 6), True)])
def test_a_trainer_may_teach_from_the_day_of_the_qualification(day: date, *, may: bool) -> None:
    assert BOTH.may_teach(TRAINER, Subject.FRENCH, on=day) is may
