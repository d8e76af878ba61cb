"""What a cell of a grid says of a learner's half-day."""

import re
from dataclasses import dataclass
from datetime import time, timedelta

from adapters.files.plain import plain
from adapters.files.refusals import MoreThanTheSession, NotAnAttendanceMark, NotTheWholeSession
from adapters.files.rows import Cell, text_of
from domain.attendance_sheet.filling import Line
from domain.attendance_sheet.register import Register
from domain.attendance_sheet.signing import AbsenceCode, SignatureMethod
from domain.ids import PathId

ABSENCES = {
    "a": AbsenceCode.UNKNOWN,
    "abs": AbsenceCode.UNKNOWN,
    "absent": AbsenceCode.UNKNOWN,
    "absente": AbsenceCode.UNKNOWN,
    "a travail": AbsenceCode.WORK,
    "a rdv": AbsenceCode.APPOINTMENT,
    "a rendez vous": AbsenceCode.APPOINTMENT,
    "a autre": AbsenceCode.OTHER,
}
PRESENT = frozenset({"p", "x", "present", "presente"})
"""For the whole session, however long it is."""

_CLOCK = r"(\d{1,2})\s*[h:]\s*(\d{2})?"
DECIMAL_HOURS = re.compile(r"(\d{1,2}(?:[.,]\d{1,4})?)(?:\s*h)?", re.ASCII)
CLOCK_HOURS = re.compile(rf"{_CLOCK}(?::00)?", re.ASCII)
SPAN = re.compile(rf"(?:de\s+)?{_CLOCK}\s*(?:-|–|à|a)\s*{_CLOCK}", re.ASCII)
NOT_SIGNED = re.compile(r"\s*\bns$")


@dataclass(frozen=True, kw_only=True)
class AttendanceMark:
    """Absent with a code; else present: the whole session, for some minutes, or between two times."""

    absent: AbsenceCode | None = None
    minutes: int | None = None
    arrived_at: time | None = None
    left_at: time | None = None
    is_signed: bool = True

    def line(self, path_id: PathId, register: Register, signed: SignatureMethod | None) -> Line:
        """Return the line of the sheet that it asks for.

        Raises:
            MoreThanTheSession: hours that the session does not have.
            NotTheWholeSession: fewer hours than it has.
        """
        if self.absent is not None:
            return Line(path_id=path_id, absent=self.absent)
        whole = sum(segment.times.minutes for segment in register.segments)
        if self.minutes is not None and self.minutes > whole:
            raise MoreThanTheSession(session_minutes=whole)
        if self.minutes not in {None, whole}:
            raise NotTheWholeSession(session_minutes=whole)
        return Line(
            path_id=path_id,
            arrived_at=self.arrived_at,
            left_at=self.left_at,
            signed=signed if self.is_signed else None,
        )


def mark_of(cell: Cell, column: str) -> AttendanceMark:
    """Return what a filled cell says; no hours at all is an absence.

    Raises:
        NotAnAttendanceMark: neither an absence, nor a presence, nor hours, nor two times.
    """
    hours = _typed_hours(cell)
    if hours is not None:
        return _for_minutes(round(hours.total_seconds() / 60), is_signed=True)
    text = text_of(cell).casefold()
    absent = ABSENCES.get(plain(text))
    if absent is not None:
        return AttendanceMark(absent=absent)
    presence = NOT_SIGNED.sub("", text)
    found = _presence(presence, is_signed=presence == text)
    if found is None:
        raise NotAnAttendanceMark(column=column)
    return found


def _typed_hours(cell: Cell) -> timedelta | None:
    """Return the hours of a workbook's number, time or duration."""
    match cell:
        case timedelta():
            return cell
        case time():
            return timedelta(hours=cell.hour, minutes=cell.minute)
        case int() | float() if not isinstance(cell, bool) and 0 <= cell <= 24:  # noqa: PLR2004 - the hours of a day.
            return timedelta(hours=cell)
        case _:
            return None


def _presence(text: str, *, is_signed: bool) -> AttendanceMark | None:
    if plain(text) in PRESENT:
        return AttendanceMark(is_signed=is_signed)
    if found := SPAN.fullmatch(text):
        arrived_at, left_at = _clock(found[1], found[2]), _clock(found[3], found[4])
        if arrived_at is None or left_at is None:
            return None
        return AttendanceMark(arrived_at=arrived_at, left_at=left_at, is_signed=is_signed)
    minutes = _minutes(text)
    return None if minutes is None else _for_minutes(minutes, is_signed=is_signed)


def _for_minutes(minutes: int, *, is_signed: bool) -> AttendanceMark:
    if not minutes:
        return AttendanceMark(absent=AbsenceCode.UNKNOWN)
    return AttendanceMark(minutes=minutes, is_signed=is_signed)


def _minutes(text: str) -> int | None:
    """Return the minutes of ``3,5``, ``3.5``, ``3h30`` or ``3:30``."""
    if found := DECIMAL_HOURS.fullmatch(text):
        return round(float(found[1].replace(",", ".")) * 60)
    if found := CLOCK_HOURS.fullmatch(text):
        return int(found[1]) * 60 + int(found[2] or 0)
    return None


def _clock(hours: str, minutes: str | None) -> time | None:
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        return None
