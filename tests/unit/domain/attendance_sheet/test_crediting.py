"""Attended is one ledger, fundable another (rule 8)."""

from dataclasses import replace
from datetime import date, time

import pytest

from domain.attendance_sheet.crediting import credit, funding_on, of_sheet
from domain.calendar import ClockTimes, HalfDay, SubjectMinutes
from domain.facts import Fact
from domain.learner_path import enrolment
from domain.learner_path.attendance import FundingException, HoursCredited
from domain.learner_path.enrolment import DropOutReason, DroppedOut, EnrolledInGroup, Funding, Training
from tests.support.examples.attendance_sheet.signing import (
    CODE_COUNTERSIGNED,
    DAY,
    FRENCH_COUNTERSIGNED,
    LEARNER_SIGNED,
    PRESENCE_RECORDED,
)
from tests.support.examples.ids import GROUP, LATE_PATH, OTHER_GROUP, PATH, SHEET
from tests.support.examples.learner_path.eligibility import ELIGIBLE, NOT_ELIGIBLE
from tests.support.given import folded
from tests.unit.domain.attendance_sheet.story import COMPLETE, given

MORNING = ClockTimes(starts_at=time(9), ends_at=time(12))
UNTIL_ELEVEN = ClockTimes(starts_at=time(9), ends_at=time(11))
CALL = "DREETS-GE-2025"
MISSING = FundingException.SIGNATURE_MISSING
NOT_QUALIFIED = FundingException.TRAINER_NOT_QUALIFIED
UNQUALIFIED_FOR_CODE = replace(CODE_COUNTERSIGNED, qualified=False)


def test_without_exception_what_was_attended_is_fundable() -> None:
    assert credit(COMPLETE, SHEET, MORNING, ()) == HoursCredited(
        occurred_on=DAY,
        sheet_id=SHEET,
        group_id=GROUP,
        half_day=HalfDay.AM,
        times=MORNING,
        minutes=SubjectMinutes(french=120, code=60),
        fundable=SubjectMinutes(french=120, code=60),
        exceptions=(),
    )


def test_with_any_exception_nothing_is_fundable() -> None:
    credited = credit(COMPLETE, SHEET, MORNING, (MISSING,))
    assert (credited.minutes.total, credited.fundable, credited.exceptions) == (
        180,
        SubjectMinutes(),
        (MISSING,),
    )


def test_who_signed_before_qualified_trainers_has_no_exception() -> None:
    assert of_sheet(COMPLETE, PATH, MORNING) == ()


def test_who_did_not_sign_has_an_exception() -> None:
    assert of_sheet(COMPLETE, LATE_PATH, MORNING) == (MISSING,)


@pytest.mark.parametrize(("times", "exceptions"), [(MORNING, (NOT_QUALIFIED,)), (UNTIL_ELEVEN, ())])
def test_only_those_who_followed_an_unqualified_trainer_have_an_exception(
    times: ClockTimes, exceptions: tuple[FundingException, ...]
) -> None:
    countersigned = (FRENCH_COUNTERSIGNED, UNQUALIFIED_FOR_CODE)
    register = given(PRESENCE_RECORDED, LEARNER_SIGNED, *countersigned)
    assert of_sheet(register, PATH, times) == exceptions


def enrolled(funding: Funding) -> Fact:
    return EnrolledInGroup(
        occurred_on=date(2025, 2, 3), group_id=GROUP, planned_minutes=12_000, funding=funding
    )


LEFT = DroppedOut(occurred_on=date(2025, 2, 10), group_id=GROUP, reason=DropOutReason.JOB)
BACK = replace(enrolled(Funding.WAITING), occurred_on=date(2025, 3, 3))


def trained(*facts: Fact) -> Training:
    return folded(enrolment.evolve, Training(), facts)


@pytest.mark.parametrize("funding", list(Funding))
def test_minutes_are_worth_what_was_said_at_enrolment(funding: Funding) -> None:
    assert funding_on(trained(enrolled(funding)), GROUP, CALL, DAY) is funding


@pytest.mark.parametrize(
    ("decided", "funding"),
    [
        (ELIGIBLE, Funding.FUNDABLE),
        (NOT_ELIGIBLE, Funding.NOT_FUNDABLE),
        (replace(ELIGIBLE, call_ref="FAMI-2025"), Funding.WAITING),
    ],
    ids=["eligible", "not eligible", "another call"],
)
def test_what_the_calls_rule_set_says_after_the_entry_stands(decided: Fact, funding: Funding) -> None:
    training = trained(enrolled(Funding.WAITING), decided)
    assert funding_on(training, GROUP, CALL, DAY) is funding


def test_a_decision_rules_the_last_stay_alone() -> None:
    training = trained(enrolled(Funding.FUNDABLE), LEFT, BACK, NOT_ELIGIBLE)
    assert funding_on(training, GROUP, CALL, DAY) is Funding.FUNDABLE
    assert funding_on(training, GROUP, CALL, date(2025, 3, 4)) is Funding.NOT_FUNDABLE


def test_a_decision_after_the_stay_is_for_another_entry() -> None:
    training = trained(enrolled(Funding.FUNDABLE), LEFT, NOT_ELIGIBLE)
    assert funding_on(training, GROUP, CALL, DAY) is Funding.FUNDABLE


def test_each_stay_in_a_group_has_its_own_worth() -> None:
    training = trained(enrolled(Funding.FUNDABLE), LEFT, BACK)
    assert funding_on(training, GROUP, CALL, DAY) is Funding.FUNDABLE
    assert funding_on(training, GROUP, CALL, date(2025, 3, 4)) is Funding.WAITING


def test_minutes_without_a_place_are_worth_nothing() -> None:
    training = trained(enrolled(Funding.FUNDABLE))
    assert funding_on(training, OTHER_GROUP, CALL, DAY) is Funding.NOT_FUNDABLE
    assert funding_on(training, GROUP, CALL, date(2025, 2, 2)) is Funding.NOT_FUNDABLE
