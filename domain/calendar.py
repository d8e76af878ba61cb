"""Half-days, clock times and days of Paris."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from domain.ids import StaffId

PARIS = ZoneInfo("Europe/Paris")


class HalfDay(StrEnum):
    """A sheet is signed once a half-day."""

    AM = "AM"
    PM = "PM"
    EVENING = "EVENING"


class Subject(StrEnum):
    """What a segment teaches; who may teach it follows."""

    FRENCH = "french"
    CODE = "code"


@dataclass(frozen=True, kw_only=True)
class ClockTimes:
    """A span of one day, start included and end excluded, wall-clock time in Paris."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    starts_at: time
    ends_at: time

    @property
    def minutes(self) -> int:
        """Length in minutes; negative when it ends before it starts."""
        start = self.starts_at.hour * 60 + self.starts_at.minute
        return self.ends_at.hour * 60 + self.ends_at.minute - start

    def overlaps(self, other: "ClockTimes") -> bool:
        """Share at least one minute (touching ends do not)."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, kw_only=True)
class SubjectMinutes:
    """Whole minutes per subject."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    french: int = 0
    code: int = 0

    @property
    def total(self) -> int:
        """Minutes of all subjects."""
        return self.french + self.code


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part of a session: its clock times, its subject and the trainer who holds it."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    times: ClockTimes
    subject: Subject
    trainer_id: StaffId


def paris_day(instant: datetime) -> date:
    """The civil day in Paris at an instant."""
    return instant.astimezone(PARIS).date()


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month when it is shorter.

    >>> months_later(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
