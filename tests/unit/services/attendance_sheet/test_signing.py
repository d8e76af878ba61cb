"""Opening a sheet and writing on it, through the desk."""

from datetime import date, timedelta

import pytest

from domain.attendance_sheet.filling import Line
from domain.attendance_sheet.marking import (
    GroupIsSuspended,
    NotExpected,
    NotTheDayOfTheSession,
    SessionHasASheet,
)
from domain.attendance_sheet.signing import (
    AbsenceCode,
    LearnerMarkedAbsent,
    LearnerSigned,
    MissingSignatureReason,
    PresenceRecorded,
    SheetOpened,
    SignatureMethod,
    SignatureMissing,
    TrainerCountersigned,
)
from domain.calendar import SubjectMinutes
from domain.funded_group.planning import GroupSuspended, SuspensionReason
from domain.funded_group.seats import SeatReleased, SeatReleaseReason, SeatTaken
from domain.funded_group.sessions import CancellationReason, NoSuchSession, SheetIsOpenForSession
from domain.refusals import InTheFuture, Unknown
from services.attendance_sheet.signing import (
    Countersign,
    FillRegister,
    MarkAbsent,
    NoteMissingSignature,
    OpenSheet,
    RecordPresence,
    Sign,
    countersign,
    fill_register,
    mark_absent,
    note_missing_signature,
    open_sheet,
    record_presence,
    sign,
)
from services.funded_group.sessions import CancelSession, cancel_session
from tests.support.desk import TestDesk
from tests.support.examples.ids import (
    ABSENT_PATH,
    GROUP,
    LATE_PATH,
    OTHER_SHEET,
    PATH,
    SESSION,
    SHEET,
    TRAINER,
)
from tests.unit.services.attendance_sheet.morning import (
    DAY,
    ELSEWHERE,
    UNTIL_ELEVEN,
    fill,
    morning,
    open_it,
    seat,
    signed,
)

OPEN = OpenSheet(on=DAY, group_id=GROUP, session_id=SESSION)


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def test_a_sheet_expects_those_who_had_a_seat_on_the_day_of_the_session(desk: TestDesk) -> None:
    day_before, day_after = DAY - timedelta(days=1), DAY + timedelta(days=1)
    dropped_out = SeatReleaseReason.DROPPED_OUT
    morning(
        desk,
        also=(
            SeatTaken(occurred_on=day_before, path_id=PATH),
            SeatTaken(occurred_on=day_after, path_id=LATE_PATH),
            SeatTaken(occurred_on=day_before, path_id=ABSENT_PATH),
            SeatReleased(occurred_on=day_after, path_id=ABSENT_PATH, reason=dropped_out),
        ),
    )
    (opened,) = desk.ask(open_sheet, SHEET, OPEN)
    assert isinstance(opened, SheetOpened)
    assert opened.expected == (PATH, ABSENT_PATH)


def test_every_fact_of_a_sheet_is_found_under_its_group_and_itself(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    open_it(desk)
    fill(desk, signed())
    tags = [each.context.tags for each in desk.log.recorded if each.originator_id == SHEET]
    assert tags == [{f"group:{GROUP}", f"sheet:{SHEET}"}] * 3


def test_opening_a_sheet_again_opens_nothing(desk: TestDesk) -> None:
    morning(desk)
    open_it(desk)
    assert desk.ask(open_sheet, SHEET, OPEN) == []


def test_a_session_has_one_sheet(desk: TestDesk) -> None:
    morning(desk)
    open_it(desk)
    assert isinstance(desk.refusal(open_sheet, OTHER_SHEET, OPEN), SessionHasASheet)


def test_a_session_to_come_has_no_sheet_yet(desk: TestDesk) -> None:
    morning(desk)
    early = desk.context.instant - timedelta(days=200)
    assert isinstance(desk.refusal(open_sheet, SHEET, OPEN, instant=early), InTheFuture)


def test_a_sheet_is_of_its_sessions_day(desk: TestDesk) -> None:
    morning(desk)
    another_day = OpenSheet(on=date(2025, 2, 5), group_id=GROUP, session_id=SESSION)
    assert isinstance(desk.refusal(open_sheet, SHEET, another_day), NotTheDayOfTheSession)


def test_no_sheet_is_opened_while_the_sessions_are_stopped(desk: TestDesk) -> None:
    morning(desk, also=(GroupSuspended(occurred_on=DAY, reason=SuspensionReason.PREMISES),))
    assert isinstance(desk.refusal(open_sheet, SHEET, OPEN), GroupIsSuspended)


def test_a_cancelled_session_has_no_sheet(desk: TestDesk) -> None:
    morning(desk)
    cancel = CancelSession(on=date(2025, 2, 3), session_id=SESSION, reason=CancellationReason.WEATHER)
    desk.ask(cancel_session, GROUP, cancel)
    assert isinstance(desk.refusal(open_sheet, SHEET, OPEN), NoSuchSession)


def test_a_session_with_a_sheet_is_not_cancelled(desk: TestDesk) -> None:
    morning(desk)
    open_it(desk)
    cancel = CancelSession(on=DAY, session_id=SESSION, reason=CancellationReason.WEATHER)
    assert isinstance(desk.refusal(cancel_session, GROUP, cancel), SheetIsOpenForSession)


def test_a_sheet_of_another_operator_gives_no_sign_of_existing(desk: TestDesk) -> None:
    morning(desk, ELSEWHERE)
    open_it(desk, ELSEWHERE)
    mark = MarkAbsent(on=DAY, path_id=PATH, code=AbsenceCode.WORK)
    assert isinstance(desk.refusal(mark_absent, ELSEWHERE.sheet_id, mark), Unknown)


def test_a_presence_is_the_whole_session_unless_times_are_given(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    open_it(desk)
    (whole,) = desk.ask(record_presence, SHEET, RecordPresence(on=DAY, path_id=PATH))
    until_eleven = RecordPresence(on=DAY, path_id=PATH, left_at=UNTIL_ELEVEN.ends_at)
    (part,) = desk.ask(record_presence, SHEET, until_eleven)
    assert isinstance(whole, PresenceRecorded)
    assert isinstance(part, PresenceRecorded)
    assert (whole.minutes, part.minutes) == (
        SubjectMinutes(french=120, code=60),
        SubjectMinutes(french=120),
    )


def test_a_learner_signs_after_being_present(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    open_it(desk)
    desk.ask(record_presence, SHEET, RecordPresence(on=DAY, path_id=PATH))
    missing = NoteMissingSignature(on=DAY, path_id=PATH, reason=MissingSignatureReason.FORGOTTEN)
    (noted,) = desk.ask(note_missing_signature, SHEET, missing)
    assert isinstance(noted, SignatureMissing)
    later = Sign(on=date(2025, 2, 5), path_id=PATH, method=SignatureMethod.TABLET)
    assert desk.ask(sign, SHEET, later) == [
        LearnerSigned(occurred_on=date(2025, 2, 5), path_id=PATH, method=SignatureMethod.TABLET)
    ]


def test_a_countersignature_says_that_its_trainer_was_qualified(desk: TestDesk) -> None:
    morning(desk)
    open_it(desk)
    facts = desk.ask(countersign, SHEET, Countersign(on=DAY, segment=0, trainer_id=TRAINER))
    assert facts == [TrainerCountersigned(occurred_on=DAY, segment=0, trainer_id=TRAINER, qualified=True)]


def test_a_trainer_without_qualification_countersigns_and_it_is_noted(desk: TestDesk) -> None:
    morning(desk, staff=())
    open_it(desk)
    facts = desk.ask(countersign, SHEET, Countersign(on=DAY, segment=0, trainer_id=TRAINER))
    assert facts == [TrainerCountersigned(occurred_on=DAY, segment=0, trainer_id=TRAINER, qualified=False)]


def test_a_grid_is_filled_at_once(desk: TestDesk) -> None:
    morning(desk)
    for path_id in (PATH, LATE_PATH, ABSENT_PATH):
        seat(desk, path_id)
    open_it(desk)
    forgotten = MissingSignatureReason.FORGOTTEN
    facts = fill(
        desk,
        signed(),
        Line(path_id=LATE_PATH, missing=forgotten),
        Line(path_id=ABSENT_PATH, absent=AbsenceCode.WORK),
    )
    assert [type(fact) for fact in facts] == [
        PresenceRecorded,
        LearnerSigned,
        PresenceRecorded,
        SignatureMissing,
        LearnerMarkedAbsent,
    ]


def test_a_grid_filled_twice_is_written_once(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    open_it(desk)
    fill(desk, signed())
    assert fill(desk, signed()) == []


def test_one_wrong_line_refuses_the_whole_grid(desk: TestDesk) -> None:
    morning(desk)
    seat(desk)
    open_it(desk)
    ask = FillRegister(on=DAY, lines=(signed(), signed(LATE_PATH)))
    assert isinstance(desk.refusal(fill_register, SHEET, ask), NotExpected)
