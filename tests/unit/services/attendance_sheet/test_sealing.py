"""Sealing credits everybody present, in one transaction, each with what keeps it from being fundable."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from domain.attendance_sheet.content import content_hash
from domain.attendance_sheet.filling import Line
from domain.attendance_sheet.sealing import SheetIsNotComplete, SheetIsSealed, SheetSealed
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.attendance_sheet.signing import AbsenceCode, MissingSignatureReason
from domain.calendar import ClockTimes, HalfDay, SubjectMinutes
from domain.facts import Fact
from domain.funded_group.group import FundedGroup
from domain.funded_group.seats import SeatTaken
from domain.ids import PathId, SubjectId
from domain.learner_path.attendance import FundingException, HoursCredited
from domain.learner_path.enrolment import Funding
from domain.refusals import Unknown
from services.attendance_sheet.sealing import SealSheet, seal_sheet
from services.attendance_sheet.signing import MarkAbsent, mark_absent
from tests.support.desk import TestDesk
from tests.support.examples.funded_group.planning import GRANT_ATTACHED
from tests.support.examples.ids import ABSENT_PATH, GROUP, LATE_PATH, PATH, SHEET
from tests.support.examples.operator.staff import TRAINER_QUALIFIED
from tests.support.given import happened
from tests.unit.services.attendance_sheet.morning import (
    DAY,
    ELSEWHERE,
    UNTIL_ELEVEN,
    WHOLE_MORNING,
    countersign_it,
    credits_in,
    fill,
    morning,
    open_it,
    seal,
    sealed_morning,
    seat,
    signed,
)

TWIN = PathId(UUID("00000000-0000-7000-8000-00000000a067"))
NOBODY = PathId(UUID("00000000-0000-7000-8000-00000000a068"))
AFTER_ELEVEN = ClockTimes(starts_at=time(11), ends_at=time(12))


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def only_credit(facts: list[Fact]) -> HoursCredited:
    (credit,) = credits_in(facts)
    return credit


def test_each_learner_is_credited_their_own_minutes(desk: TestDesk) -> None:
    morning(desk)
    for path_id in (PATH, LATE_PATH, ABSENT_PATH):
        seat(desk, path_id)
    absent = Line(path_id=ABSENT_PATH, absent=AbsenceCode.WORK)
    facts = sealed_morning(desk, signed(), signed(LATE_PATH, UNTIL_ELEVEN), absent)
    assert credits_in(facts) == [
        HoursCredited(
            occurred_on=DAY,
            sheet_id=SHEET,
            group_id=GROUP,
            half_day=HalfDay.AM,
            times=WHOLE_MORNING,
            minutes=SubjectMinutes(french=120, code=60),
            fundable=SubjectMinutes(french=120, code=60),
            exceptions=(),
        ),
        HoursCredited(
            occurred_on=DAY,
            sheet_id=SHEET,
            group_id=GROUP,
            half_day=HalfDay.AM,
            times=UNTIL_ELEVEN,
            minutes=SubjectMinutes(french=120),
            fundable=SubjectMinutes(french=120),
            exceptions=(),
        ),
    ]


def test_the_seal_sums_the_credits_and_holds_the_contents_hash(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    seat(desk, LATE_PATH)
    unsigned = Line(path_id=LATE_PATH, missing=MissingSignatureReason.FORGOTTEN)
    sealed = sealed_morning(desk, signed(), unsigned)[0]
    register = desk.log.load(AttendanceSheet, SHEET).register
    assert isinstance(sealed, SheetSealed)
    assert (sealed.attended_minutes, sealed.fundable_minutes) == (360, 180)
    assert [(each.path_id, each.code) for each in sealed.exceptions] == [
        (LATE_PATH, FundingException.SIGNATURE_MISSING)
    ]
    assert sealed.content_hash == content_hash(SHEET, register)


def test_sealing_twice_credits_once(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    sealed_morning(desk, signed())
    assert seal(desk) == []


def test_a_sealed_sheet_is_not_written_on(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    sealed_morning(desk, signed())
    absent = MarkAbsent(on=DAY, path_id=PATH, code=AbsenceCode.WORK)
    assert isinstance(desk.refusal(mark_absent, SHEET, absent), SheetIsSealed)


def test_a_sheet_that_lacks_something_is_not_sealed(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    seat(desk, LATE_PATH)
    open_it(desk)
    fill(desk, Line(path_id=PATH))
    refusal = desk.refusal(seal_sheet, SHEET, SealSheet(on=DAY))
    assert isinstance(refusal, SheetIsNotComplete)
    assert (refusal.values["unmarked"], refusal.values["unsigned"], refusal.values["segments"]) == (1, 1, 2)


def test_a_presence_without_signature_is_attended_and_not_fundable(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    unsigned = Line(path_id=PATH, missing=MissingSignatureReason.REMOTE)
    credit = only_credit(sealed_morning(desk, unsigned))
    assert credit.minutes.total == 180
    assert credit.fundable == SubjectMinutes()
    assert credit.exceptions == (FundingException.SIGNATURE_MISSING,)


def test_a_segment_of_an_unqualified_trainer_is_not_fundable_to_those_who_followed_it(desk: TestDesk) -> None:
    morning(desk, staff=(TRAINER_QUALIFIED,))
    seat(desk)
    seat(desk, LATE_PATH)
    facts = sealed_morning(desk, signed(PATH, UNTIL_ELEVEN), signed(LATE_PATH, AFTER_ELEVEN))
    assert [credit.exceptions for credit in credits_in(facts)] == [
        (),
        (FundingException.TRAINER_NOT_QUALIFIED,),
    ]


@pytest.mark.parametrize(
    ("funding", "exceptions"),
    [
        (Funding.FUNDABLE, ()),
        (Funding.WAITING, (FundingException.ELIGIBILITY_WAITING,)),
        (Funding.NOT_FUNDABLE, (FundingException.NOT_ELIGIBLE,)),
    ],
)
def test_what_a_learners_minutes_are_worth_was_said_at_enrolment(
    desk: TestDesk, funding: Funding, exceptions: tuple[FundingException, ...]
) -> None:
    morning(desk)
    seat(desk, funding=funding)
    assert only_credit(sealed_morning(desk, signed())).exceptions == exceptions


def test_a_session_outside_the_grants_period_is_not_fundable(desk: TestDesk) -> None:
    morning(desk, also=(replace(GRANT_ATTACHED, eligible_from=date(2025, 2, 5)),))
    seat(desk)
    credit = only_credit(sealed_morning(desk, signed()))
    assert credit.exceptions == (FundingException.OUTSIDE_GRANT_PERIOD,)


def test_the_same_person_at_another_operator_at_that_time_is_flagged_never_refused(desk: TestDesk) -> None:
    morning(desk)
    morning(desk, ELSEWHERE)
    seat(desk, person="amina")
    seat(desk, TWIN, ELSEWHERE, person="amina")
    first = only_credit(sealed_morning(desk, signed()))
    second = only_credit(sealed_morning(desk, signed(TWIN), place=ELSEWHERE))
    assert first.exceptions == ()
    assert second.exceptions == (FundingException.SAME_PERSON_ELSEWHERE,)


def test_the_same_person_elsewhere_at_another_time_is_no_exception(desk: TestDesk) -> None:
    morning(desk)
    morning(desk, ELSEWHERE)
    seat(desk, person="amina")
    seat(desk, TWIN, ELSEWHERE, person="amina")
    sealed_morning(desk, signed(PATH, UNTIL_ELEVEN))
    second = only_credit(sealed_morning(desk, signed(TWIN, AFTER_ELEVEN), place=ELSEWHERE))
    assert second.exceptions == ()


def test_another_person_at_that_time_is_no_exception(desk: TestDesk) -> None:
    morning(desk)
    morning(desk, ELSEWHERE)
    seat(desk, person="amina")
    seat(desk, TWIN, ELSEWHERE, person="olha")
    sealed_morning(desk, signed())
    assert only_credit(sealed_morning(desk, signed(TWIN), place=ELSEWHERE)).exceptions == ()


def test_two_paths_of_one_person_on_one_sheet_see_each_other(desk: TestDesk) -> None:
    morning(desk)
    seat(desk, person="amina")
    seat(desk, LATE_PATH, person="amina")
    facts = sealed_morning(desk, signed(), signed(LATE_PATH))
    assert [credit.exceptions for credit in credits_in(facts)] == [
        (),
        (FundingException.SAME_PERSON_ELSEWHERE,),
    ]


def test_a_person_whose_data_were_erased_is_credited_and_looked_for_nowhere(desk: TestDesk) -> None:
    morning(desk)
    seat(desk, person="amina")
    open_it(desk)
    fill(desk, signed())
    countersign_it(desk)
    desk.keyring.shred(SubjectId(PATH), "B", 1)
    assert only_credit(seal(desk)).exceptions == ()


def test_one_refused_credit_leaves_the_sheet_open(desk: TestDesk) -> None:
    morning(desk)
    happened(desk, FundedGroup, GROUP, SeatTaken(occurred_on=date(2025, 2, 3), path_id=NOBODY))
    seat(desk)
    open_it(desk)
    fill(desk, signed(), signed(NOBODY))
    countersign_it(desk)
    assert isinstance(desk.refusal(seal_sheet, SHEET, SealSheet(on=DAY)), Unknown)
    assert not desk.log.load(AttendanceSheet, SHEET).seal.is_sealed
