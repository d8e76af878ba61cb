"""A whole sheet at once, as trainers fill a grid; each line goes through the same decisions as alone."""

from dataclasses import dataclass
from datetime import date, time
from functools import reduce
from typing import ClassVar

from domain.attendance_sheet import register as registers
from domain.attendance_sheet.marking import mark_absent, note_missing_signature, record_presence, sign
from domain.attendance_sheet.register import Register
from domain.attendance_sheet.signing import AbsenceCode, MissingSignatureReason, SignatureMethod
from domain.calendar import ClockTimes
from domain.facts import Fact
from domain.ids import PathId
from domain.refusals import Refusal


class LineSaysTwoThings(Refusal):
    """A line says present or absent, and signed or not, never both."""

    TYPE = "line-says-two-things"
    field = "lines"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One learner of the grid: absent with a code, else present, the whole session unless times are given."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    path_id: PathId
    absent: AbsenceCode | None = None
    arrived_at: time | None = None
    left_at: time | None = None
    signed: SignatureMethod | None = None
    missing: MissingSignatureReason | None = None

    @property
    def says_two_things(self) -> bool:
        """Absent, yet something of a presence; or signed, yet not."""
        presence = (self.arrived_at, self.left_at, self.signed, self.missing)
        is_present = any(value is not None for value in presence)
        return bool((self.absent and is_present) or (self.signed and self.missing))


def fill(register: Register, line: Line, *, on: date) -> list[Fact]:
    """Write one line of the grid; nothing of it that the sheet already says."""
    if line.says_two_things:
        raise LineSaysTwoThings
    if line.absent is not None:
        return mark_absent(register, line.path_id, line.absent, on=on)
    times = whole_session_unless(register, line.arrived_at, line.left_at)
    presence = record_presence(register, line.path_id, times, on=on)
    after = reduce(registers.evolve, presence, register)
    return [*presence, *_signature(after, line, on=on)]


def whole_session_unless(register: Register, arrived_at: time | None, left_at: time | None) -> ClockTimes:
    """Return when somebody was there: from the session's start to its end, unless told otherwise."""
    sheet = register.times
    return ClockTimes(starts_at=arrived_at or sheet.starts_at, ends_at=left_at or sheet.ends_at)


def _signature(register: Register, line: Line, *, on: date) -> list[Fact]:
    if line.signed is not None:
        return sign(register, line.path_id, line.signed, on=on)
    if line.missing is not None:
        return note_missing_signature(register, line.path_id, line.missing, on=on)
    return []
