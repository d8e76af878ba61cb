"""What may be written on a sheet until it is sealed: who was there, who signed, who countersigned."""

from datetime import date

from domain.attendance_sheet.register import Register, minutes_within, segment_of
from domain.attendance_sheet.sealing import SheetIsSealed
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
from domain.calendar import ClockTimes
from domain.facts import Fact
from domain.ids import PathId
from domain.refusals import Refusal


class GroupIsSuspended(Refusal):
    """This group's sessions were stopped on that day: check when they went on, or cancel the session."""

    TYPE = "group-is-suspended"


class SessionHasASheet(Refusal):
    """This session already has its attendance sheet."""

    TYPE = "session-has-a-sheet"
    field = "session_id"


class SheetIsOfAnotherSession(Refusal):
    """This sheet was opened for another session."""

    TYPE = "sheet-is-of-another-session"


class NotTheDayOfTheSession(Refusal):
    """A sheet tells of the day of its session, and of no other."""

    TYPE = "not-the-day-of-the-session"
    field = "on"


class NotExpected(Refusal):
    """This learner had no seat in the group on that day."""

    TYPE = "not-expected"
    field = "path_id"


class NotPresent(Refusal):
    """Only a learner who was there signs: record the presence first."""

    TYPE = "not-present"
    field = "path_id"


class LearnerHasSigned(Refusal):
    """This learner's signature is on the sheet."""

    TYPE = "learner-has-signed"
    field = "reason"


class NotTheTrainerOfThisSegment(Refusal):
    """A segment is countersigned by the trainer who held it."""

    TYPE = "not-the-trainer-of-this-segment"
    field = "trainer_id"


def open_sheet(register: Register, opened: SheetOpened, *, is_suspended: bool, has_sheet: bool) -> list[Fact]:
    """Open the sheet of a session; nothing when it is open.

    ``has_sheet`` says that the session has another one.
    """
    if register.opened is not None and register.opened.session_id == opened.session_id:
        return []
    if register.opened is not None:
        raise SheetIsOfAnotherSession
    if has_sheet:
        raise SessionHasASheet
    if is_suspended:
        raise GroupIsSuspended
    return [opened]


def record_presence(register: Register, path_id: PathId, times: ClockTimes, *, on: date) -> list[Fact]:
    """Say that a learner was there; what was said before is replaced, nothing when it says the same."""
    _check_line(register, path_id)
    check_day(on, register.held_on)
    presence = PresenceRecorded(
        occurred_on=on,
        path_id=path_id,
        arrived_at=times.starts_at,
        left_at=times.ends_at,
        minutes=minutes_within(register, times),
    )
    return [] if register.mark(path_id).presence == presence else [presence]


def mark_absent(register: Register, path_id: PathId, code: AbsenceCode, *, on: date) -> list[Fact]:
    """Say that a learner did not come; what was said before is replaced, nothing when it says the same."""
    _check_line(register, path_id)
    check_day(on, register.held_on)
    absence = LearnerMarkedAbsent(occurred_on=on, path_id=path_id, code=code)
    return [] if register.mark(path_id).absence == absence else [absence]


def sign(register: Register, path_id: PathId, method: SignatureMethod, *, on: date) -> list[Fact]:
    """Take a learner's signature; nothing when they signed by the same method."""
    _check_present(register, path_id)
    signature = register.mark(path_id).signature
    if isinstance(signature, LearnerSigned) and signature.method is method:
        return []
    return [LearnerSigned(occurred_on=on, path_id=path_id, method=method)]


def note_missing_signature(
    register: Register, path_id: PathId, reason: MissingSignatureReason, *, on: date
) -> list[Fact]:
    """Say why somebody present did not sign; nothing when it is said."""
    _check_present(register, path_id)
    signature = register.mark(path_id).signature
    if isinstance(signature, LearnerSigned):
        raise LearnerHasSigned
    if signature is not None and signature.reason is reason:
        return []
    return [SignatureMissing(occurred_on=on, path_id=path_id, reason=reason)]


def countersign(register: Register, countersigned: TrainerCountersigned) -> list[Fact]:
    """Let a segment's trainer confirm who was there; nothing when they did."""
    if register.is_sealed:
        raise SheetIsSealed
    if segment_of(register, countersigned.segment).trainer_id != countersigned.trainer_id:
        raise NotTheTrainerOfThisSegment
    known = register.countersigned.get(countersigned.segment)
    return [] if known and known.qualified == countersigned.qualified else [countersigned]


def check_expected(register: Register, path_id: PathId) -> None:
    """Refuse a learner who had no seat that day.

    Raises:
        NotExpected: no line of the sheet is theirs.
    """
    if path_id not in register.expected:
        raise NotExpected


def check_day(on: date, held_on: date) -> None:
    """Refuse what is told for another day than the session's.

    Raises:
        NotTheDayOfTheSession: a sheet is opened, and people are present or absent, on that day only.
    """
    if on != held_on:
        raise NotTheDayOfTheSession(on=on, held_on=held_on)


def _check_line(register: Register, path_id: PathId) -> None:
    if register.is_sealed:
        raise SheetIsSealed
    check_expected(register, path_id)


def _check_present(register: Register, path_id: PathId) -> None:
    _check_line(register, path_id)
    if register.mark(path_id).presence is None:
        raise NotPresent
