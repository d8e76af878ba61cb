"""When the groups meet: three half-days a week of four hours, holidays left out but one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice

from domain.calendar import ClockTimes, HalfDay, Segment, Subject
from domain.ids import StaffId

WEEK = ((0, HalfDay.AM), (2, HalfDay.PM), (4, HalfDay.AM))
"""Monday morning, Wednesday afternoon, Friday morning."""
MINUTES = 240
HOLIDAYS = frozenset(
    date(2025, month, day)
    for month, day in ((4, 21), (5, 1), (5, 8), (5, 29), (6, 9), (7, 14), (11, 11), (12, 25), (12, 26))
)
"""Good Friday is a holiday in Moselle, Bas-Rhin and Haut-Rhin only: groups there meet, and are flagged."""

HOURS = {
    HalfDay.AM: ((time(8, 30), time(10, 30)), (time(10, 30), time(12, 30))),
    HalfDay.PM: ((time(13, 30), time(15, 30)), (time(15, 30), time(17, 30))),
}


@dataclass(frozen=True)
class Slot:
    """One half-day."""

    day: date
    half_day: HalfDay

    @property
    def times(self) -> ClockTimes:
        """From its start to its end."""
        first, last = HOURS[self.half_day]
        return ClockTimes(starts_at=first[0], ends_at=last[1])

    def segments(self, language_trainer: StaffId, instructor: StaffId) -> tuple[Segment, ...]:
        """Two hours of French, then two hours of code."""
        (one, two), (three, four) = HOURS[self.half_day]
        return (
            Segment(
                times=ClockTimes(starts_at=one, ends_at=two),
                subject=Subject.FRENCH,
                trainer_id=language_trainer,
            ),
            Segment(
                times=ClockTimes(starts_at=three, ends_at=four), subject=Subject.CODE, trainer_id=instructor
            ),
        )


def slots(first: date, count: int, *, pause: tuple[date, date] | None) -> list[Slot]:
    """Return the half-days of a group from a Monday on, but those of its pause."""
    days = (
        day for day in _days(first) if day not in HOLIDAYS and not (pause and pause[0] <= day <= pause[1])
    )
    met = (Slot(day, half_day) for day in days for weekday, half_day in WEEK if day.weekday() == weekday)
    return list(islice(met, count))


def _days(first: date) -> Iterator[date]:
    days = (first + timedelta(days=offset) for offset in range(400))
    yield from (day for day in days if day not in HOLIDAYS)
