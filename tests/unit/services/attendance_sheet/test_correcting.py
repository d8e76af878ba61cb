"""A sealed sheet is corrected by two people; minutes are taken back and credited in one transaction."""

from dataclasses import replace
from datetime import date, time

import pytest

from domain.attendance_sheet.filling import Line
from domain.attendance_sheet.marking import NotExpected
from domain.attendance_sheet.register import BeyondTheSheet
from domain.attendance_sheet.sealing import (
    ApproverIsTheAuthor,
    CorrectionNeedsReason,
    DecidedBeforeTheSession,
    NotAnApprover,
    SheetCorrected,
    SheetIsNotSealed,
)
from domain.attendance_sheet.signing import AbsenceCode
from domain.calendar import ClockTimes, SubjectMinutes
from domain.facts import Tag
from domain.ids import EventId, OperatorId, SubjectId
from domain.learner_path.attendance import FundingException, HoursCredited, HoursCreditReversed
from domain.learner_path.path import LearnerPath
from domain.refusals import InTheFuture
from services.attendance_sheet.sealing import CorrectSheet, correct_sheet
from services.context import Role, Standing
from tests.support.desk import COLLEAGUE, OPERATOR, TestDesk
from tests.support.examples.ids import ABSENT_PATH, GROUP, LATE_PATH, PATH, SHEET
from tests.unit.services.attendance_sheet.morning import (
    DAY,
    ELSEWHERE,
    UNTIL_ELEVEN,
    WHOLE_MORNING,
    credits_in,
    fill,
    morning,
    open_it,
    sealed_morning,
    seat,
    signed,
)

DECIDED_ON = date(2025, 2, 6)
LEFT_AT_ELEVEN = CorrectSheet(
    on=DECIDED_ON,
    path_id=PATH,
    times=UNTIL_ELEVEN,
    approver=COLLEAGUE,
    reason="Partie à onze heures.",
)


@pytest.fixture
def desk() -> TestDesk:
    """A morning sealed: one learner there until noon, one absent."""
    desk = TestDesk()
    morning(desk)
    seat(desk, person="amina")
    seat(desk, ABSENT_PATH)
    sealed_morning(desk, signed(), Line(path_id=ABSENT_PATH, absent=AbsenceCode.WORK))
    return desk


def credit_event(desk: TestDesk) -> EventId:
    (event,) = desk.log.load(LearnerPath, PATH).attendance.live
    return event


def test_a_correction_takes_back_the_credit_and_gives_the_right_one(desk: TestDesk) -> None:
    wrong = credit_event(desk)
    corrected, reversed_, credited = desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN)
    assert isinstance(corrected, SheetCorrected)
    assert (corrected.before, corrected.after) == (
        SubjectMinutes(french=120, code=60),
        SubjectMinutes(french=120),
    )
    assert (corrected.occurred_on, corrected.decided_on) == (DAY, DECIDED_ON)
    assert isinstance(reversed_, HoursCreditReversed)
    assert (reversed_.credit, reversed_.occurred_on) == (wrong, DAY)
    assert isinstance(credited, HoursCredited)
    assert credited.minutes == SubjectMinutes(french=120)


def test_a_correction_names_what_it_corrects(desk: TestDesk) -> None:
    wrong = credit_event(desk)
    desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN)
    assert [each.context.supersedes for each in desk.log.recorded[-3:]] == [wrong, wrong, None]


def test_a_correction_bears_the_tags_of_its_sheet_and_group(desk: TestDesk) -> None:
    desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN)
    tags = {each.context.tags for each in desk.log.recorded[-3:]}
    assert tags == {frozenset({Tag(f"group:{GROUP}"), Tag(f"sheet:{SHEET}")})}


def test_somebody_marked_present_by_mistake_loses_the_credit(desk: TestDesk) -> None:
    facts = desk.ask(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, times=None))
    assert credits_in(facts) == []
    assert desk.log.load(LearnerPath, PATH).attendance.attended == 0


def test_somebody_marked_absent_by_mistake_is_credited_without_signature(desk: TestDesk) -> None:
    ask = replace(LEFT_AT_ELEVEN, path_id=ABSENT_PATH, times=WHOLE_MORNING)
    (credit,) = credits_in(desk.ask(correct_sheet, SHEET, ask))
    assert credit.minutes.total == 180
    assert credit.exceptions == (FundingException.SIGNATURE_MISSING,)


def test_the_same_correction_twice_is_made_once(desk: TestDesk) -> None:
    desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN)
    assert desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN) == []


def test_a_corrected_line_can_be_corrected_again(desk: TestDesk) -> None:
    desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN)
    desk.ask(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, times=WHOLE_MORNING))
    assert desk.log.load(LearnerPath, PATH).attendance.attended == 180


def test_as_many_minutes_at_other_times_are_others(desk: TestDesk) -> None:
    first_hour = ClockTimes(starts_at=time(9), ends_at=time(10))
    second_hour = ClockTimes(starts_at=time(10), ends_at=time(11))
    desk.ask(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, times=first_hour))
    (credit,) = credits_in(desk.ask(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, times=second_hour)))
    assert credit.times == second_hour


def test_somebody_taken_off_a_sheet_may_be_put_back(desk: TestDesk) -> None:
    desk.ask(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, times=None))
    (credit,) = credits_in(desk.ask(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, times=WHOLE_MORNING)))
    assert (credit.minutes.total, credit.exceptions) == (180, ())
    assert desk.log.load(LearnerPath, PATH).attendance.attended == 180


def test_a_correction_without_a_reason_is_refused(desk: TestDesk) -> None:
    refusal = desk.refusal(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, reason=" "))
    assert isinstance(refusal, CorrectionNeedsReason)


def test_the_author_of_a_correction_does_not_approve_it(desk: TestDesk) -> None:
    refusal = desk.refusal(correct_sheet, SHEET, LEFT_AT_ELEVEN, actor=COLLEAGUE)
    assert isinstance(refusal, ApproverIsTheAuthor)


def test_nobody_is_no_approver(desk: TestDesk) -> None:
    refusal = desk.refusal(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, approver="account-99"))
    assert isinstance(refusal, NotAnApprover)


@pytest.mark.parametrize(
    ("role", "operator_id"),
    [
        (Role.COORDINATOR, ELSEWHERE.operator_id),
        (Role.COORDINATOR, None),
        (Role.TRAINER, OPERATOR),
        (Role.CASEWORKER, OPERATOR),
        (Role.AUDITOR, None),
        (Role.ADMINISTRATOR, None),
    ],
)
def test_whoever_does_not_answer_for_the_operators_sheets_is_no_approver(
    desk: TestDesk, role: Role, operator_id: OperatorId | None
) -> None:
    desk.standings[COLLEAGUE] = Standing(role=role, operator_id=operator_id)
    refusal = desk.refusal(correct_sheet, SHEET, LEFT_AT_ELEVEN)
    assert isinstance(refusal, NotAnApprover)


def test_the_network_head_approves_where_there_is_one_coordinator(desk: TestDesk) -> None:
    desk.standings[COLLEAGUE] = Standing(role=Role.NETWORK_HEAD, operator_id=None)
    assert isinstance(desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN)[0], SheetCorrected)


def test_a_coordinator_of_the_sheets_operator_approves_what_the_network_head_corrects(desk: TestDesk) -> None:
    head = {"actor": "account-3", "role": Role.NETWORK_HEAD, "operator_id": None}
    assert isinstance(desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN, **head)[0], SheetCorrected)


def test_an_open_sheet_is_changed_not_corrected() -> None:
    desk = TestDesk()
    morning(desk)
    seat(desk)
    open_it(desk)
    fill(desk, signed())
    assert isinstance(desk.refusal(correct_sheet, SHEET, LEFT_AT_ELEVEN), SheetIsNotSealed)


def test_somebody_who_was_not_expected_is_not_corrected(desk: TestDesk) -> None:
    seat(desk, LATE_PATH)
    ask = replace(LEFT_AT_ELEVEN, path_id=LATE_PATH)
    assert isinstance(desk.refusal(correct_sheet, SHEET, ask), NotExpected)


def test_a_correction_stays_within_the_session(desk: TestDesk) -> None:
    too_long = ClockTimes(starts_at=time(9), ends_at=time(13))
    ask = replace(LEFT_AT_ELEVEN, times=too_long)
    assert isinstance(desk.refusal(correct_sheet, SHEET, ask), BeyondTheSheet)


@pytest.mark.parametrize(
    ("decided_on", "refusal"),
    [(date(2025, 2, 3), DecidedBeforeTheSession), (date(2025, 7, 1), InTheFuture)],
)
def test_a_correction_is_decided_between_the_session_and_today(
    desk: TestDesk, decided_on: date, refusal: type[Exception]
) -> None:
    ask = replace(LEFT_AT_ELEVEN, on=decided_on)
    assert isinstance(desk.refusal(correct_sheet, SHEET, ask), refusal)


def test_a_person_taken_off_a_sheet_is_free_to_be_elsewhere(desk: TestDesk) -> None:
    desk.ask(correct_sheet, SHEET, replace(LEFT_AT_ELEVEN, times=None))
    morning(desk, ELSEWHERE)
    seat(desk, LATE_PATH, ELSEWHERE, person="amina")
    (credit,) = credits_in(sealed_morning(desk, signed(LATE_PATH), place=ELSEWHERE))
    assert credit.exceptions == ()


def test_the_reason_of_a_correction_is_sealed_under_the_groups_dossier(desk: TestDesk) -> None:
    corrected = desk.ask(correct_sheet, SHEET, LEFT_AT_ELEVEN)[0]
    assert isinstance(corrected, SheetCorrected)
    assert (corrected.reason.subject, corrected.reason.data_class) == (SubjectId(GROUP), "A")
    assert desk.keyring.open(corrected.reason, str) == "Partie à onze heures."
