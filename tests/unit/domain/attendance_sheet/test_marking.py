"""What may be written on a sheet until it is sealed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from domain.attendance_sheet.marking import (
    GroupIsSuspended,
    LearnerHasSigned,
    NotExpected,
    NotPresent,
    NotTheDayOfTheSession,
    NotTheTrainerOfThisSegment,
    SessionHasASheet,
    SheetIsOfAnotherSession,
    countersign,
    mark_absent,
    note_missing_signature,
    open_sheet,
    record_presence,
    sign,
)
from domain.attendance_sheet.register import NoSuchSegment, Register
from domain.attendance_sheet.sealing import SheetIsSealed
from domain.attendance_sheet.signing import (
    AbsenceCode,
    LearnerSigned,
    MissingSignatureReason,
    SignatureMethod,
    SignatureMissing,
)
from domain.calendar import ClockTimes
from domain.facts import Fact
from domain.ids import PathId
from tests.support.examples.attendance_sheet.signing import (
    DAY,
    FRENCH_COUNTERSIGNED,
    LATE_PRESENCE_RECORDED,
    LEARNER_MARKED_ABSENT,
    LEARNER_SIGNED,
    PRESENCE_RECORDED,
    SHEET_OPENED,
    SIGNATURE_MISSING,
)
from tests.support.examples.ids import ABSENT_PATH, LATE_PATH, OTHER_SESSION, PATH, TRAINER
from tests.unit.domain.attendance_sheet.story import SEALED, given

NEXT_DAY = date(2025, 2, 5)
STRANGER = PathId(OTHER_SESSION)
MORNING = ClockTimes(starts_at=time(9), ends_at=time(12))
WORK = AbsenceCode.WORK
PAPER, TABLET = SignatureMethod.PAPER, SignatureMethod.TABLET
FORGOTTEN = MissingSignatureReason.FORGOTTEN

Marking = Callable[[Register, PathId], list[Fact]]
MARKINGS: dict[str, Marking] = {
    "presence": lambda register, path_id: record_presence(register, path_id, MORNING, on=DAY),
    "absence": lambda register, path_id: mark_absent(register, path_id, WORK, on=DAY),
    "signature": lambda register, path_id: sign(register, path_id, PAPER, on=DAY),
    "missing signature": lambda register, path_id: note_missing_signature(
        register, path_id, FORGOTTEN, on=DAY
    ),
}
each_marking = pytest.mark.parametrize("marking", MARKINGS.values(), ids=MARKINGS)


@each_marking
def test_a_sealed_sheet_cannot_be_written_on(marking: Marking) -> None:
    with pytest.raises(SheetIsSealed):
        marking(SEALED, PATH)


@each_marking
def test_only_those_expected_have_a_line(marking: Marking) -> None:
    with pytest.raises(NotExpected):
        marking(given(), STRANGER)


def test_a_sheet_is_opened() -> None:
    assert open_sheet(Register(), SHEET_OPENED, is_suspended=False, has_sheet=False) == [SHEET_OPENED]


def test_an_open_sheet_is_not_opened_again() -> None:
    assert open_sheet(given(), SHEET_OPENED, is_suspended=True, has_sheet=True) == []


def test_a_sheet_is_of_one_session() -> None:
    other = replace(SHEET_OPENED, session_id=OTHER_SESSION)
    with pytest.raises(SheetIsOfAnotherSession):
        open_sheet(given(), other, is_suspended=False, has_sheet=False)


def test_a_session_is_of_one_sheet() -> None:
    with pytest.raises(SessionHasASheet):
        open_sheet(Register(), SHEET_OPENED, is_suspended=False, has_sheet=True)


def test_a_suspended_group_opens_no_sheet() -> None:
    with pytest.raises(GroupIsSuspended):
        open_sheet(Register(), SHEET_OPENED, is_suspended=True, has_sheet=False)


def test_a_presence_is_recorded() -> None:
    assert record_presence(given(), PATH, MORNING, on=DAY) == [PRESENCE_RECORDED]


def test_the_same_presence_is_recorded_once() -> None:
    assert record_presence(given(PRESENCE_RECORDED), PATH, MORNING, on=DAY) == []


def test_a_presence_with_other_times_replaces_the_first() -> None:
    late = ClockTimes(starts_at=time(10, 30), ends_at=time(12))
    register = given(replace(LATE_PRESENCE_RECORDED, arrived_at=time(10)))
    assert record_presence(register, LATE_PATH, late, on=DAY) == [LATE_PRESENCE_RECORDED]


def test_somebody_marked_absent_may_be_present_after_all() -> None:
    absent = replace(LEARNER_MARKED_ABSENT, path_id=PATH)
    assert record_presence(given(PRESENCE_RECORDED, absent), PATH, MORNING, on=DAY) == [PRESENCE_RECORDED]


def test_presences_and_absences_are_of_the_sessions_day() -> None:
    with pytest.raises(NotTheDayOfTheSession):
        record_presence(given(), PATH, MORNING, on=NEXT_DAY)
    with pytest.raises(NotTheDayOfTheSession):
        mark_absent(given(), PATH, WORK, on=NEXT_DAY)


def test_a_learner_is_marked_absent() -> None:
    appointment = AbsenceCode.APPOINTMENT
    assert mark_absent(given(), ABSENT_PATH, appointment, on=DAY) == [LEARNER_MARKED_ABSENT]


def test_the_same_absence_is_marked_once() -> None:
    register = given(LEARNER_MARKED_ABSENT)
    assert mark_absent(register, ABSENT_PATH, AbsenceCode.APPOINTMENT, on=DAY) == []


def test_another_reason_of_absence_replaces_the_first() -> None:
    register = given(LEARNER_MARKED_ABSENT)
    assert mark_absent(register, ABSENT_PATH, WORK, on=DAY) == [replace(LEARNER_MARKED_ABSENT, code=WORK)]


def test_a_learner_who_was_there_signs() -> None:
    assert sign(given(PRESENCE_RECORDED), PATH, PAPER, on=DAY) == [LEARNER_SIGNED]


def test_a_learner_may_sign_on_a_later_day() -> None:
    (signed,) = sign(given(PRESENCE_RECORDED), PATH, PAPER, on=NEXT_DAY)
    assert signed.occurred_on == NEXT_DAY


def test_a_signature_is_taken_once() -> None:
    assert sign(given(PRESENCE_RECORDED, LEARNER_SIGNED), PATH, PAPER, on=NEXT_DAY) == []


def test_a_signature_by_another_method_is_another_signature() -> None:
    assert sign(given(PRESENCE_RECORDED, LEARNER_SIGNED), PATH, TABLET, on=DAY) == [
        LearnerSigned(occurred_on=DAY, path_id=PATH, method=TABLET)
    ]


def test_who_was_not_there_does_not_sign() -> None:
    with pytest.raises(NotPresent):
        sign(given(LEARNER_MARKED_ABSENT), ABSENT_PATH, PAPER, on=DAY)


def test_a_missing_signature_has_a_reason() -> None:
    assert note_missing_signature(given(PRESENCE_RECORDED), PATH, FORGOTTEN, on=DAY) == [
        SignatureMissing(occurred_on=DAY, path_id=PATH, reason=FORGOTTEN)
    ]


def test_the_same_reason_is_noted_once() -> None:
    register = given(LATE_PRESENCE_RECORDED, SIGNATURE_MISSING)
    reason = SIGNATURE_MISSING.reason
    assert note_missing_signature(register, LATE_PATH, reason, on=NEXT_DAY) == []


def test_another_reason_replaces_the_first() -> None:
    register = given(LATE_PRESENCE_RECORDED, SIGNATURE_MISSING)
    assert note_missing_signature(register, LATE_PATH, FORGOTTEN, on=DAY) == [
        replace(SIGNATURE_MISSING, reason=FORGOTTEN)
    ]


def test_the_signature_of_who_signed_is_not_missing() -> None:
    with pytest.raises(LearnerHasSigned):
        note_missing_signature(given(PRESENCE_RECORDED, LEARNER_SIGNED), PATH, FORGOTTEN, on=DAY)


def test_who_was_not_there_misses_no_signature() -> None:
    with pytest.raises(NotPresent):
        note_missing_signature(given(), PATH, FORGOTTEN, on=DAY)


def test_a_segments_trainer_countersigns_it() -> None:
    assert countersign(given(), FRENCH_COUNTERSIGNED) == [FRENCH_COUNTERSIGNED]


def test_a_segment_is_countersigned_once() -> None:
    again = replace(FRENCH_COUNTERSIGNED, occurred_on=NEXT_DAY)
    assert countersign(given(FRENCH_COUNTERSIGNED), again) == []


def test_a_trainer_found_to_be_qualified_countersigns_again() -> None:
    unqualified = replace(FRENCH_COUNTERSIGNED, qualified=False)
    assert countersign(given(unqualified), FRENCH_COUNTERSIGNED) == [FRENCH_COUNTERSIGNED]


def test_a_trainer_does_not_countersign_the_segment_of_another() -> None:
    with pytest.raises(NotTheTrainerOfThisSegment):
        countersign(given(), replace(FRENCH_COUNTERSIGNED, segment=1, trainer_id=TRAINER))


def test_a_segment_that_is_not_there_is_not_countersigned() -> None:
    with pytest.raises(NoSuchSegment):
        countersign(given(), replace(FRENCH_COUNTERSIGNED, segment=2))


def test_a_sealed_sheet_is_not_countersigned() -> None:
    with pytest.raises(SheetIsSealed):
        countersign(SEALED, FRENCH_COUNTERSIGNED)
