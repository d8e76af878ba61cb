"""When a group meets: its half-days, held or given up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from adapters.holidays_of_france import is_public_holiday
from adapters.sample.clock import paris
from adapters.sample.year import CLOSED, LAST_DAY, GroupPlan, Period
from domain.calendar import ClockTimes, HalfDay, Segment, Subject
from domain.funded_group.sessions import CancellationReason, Mode
from domain.ids import StaffId

SESSION_MINUTES = 240
SCHEDULED_DAY = 20
"""Of each month, for the month that follows."""
BEFORE_THE_START = timedelta(days=10)

TIMES = {
    HalfDay.AM: (time(8, 30), time(10, 30), time(12, 30)),
    HalfDay.PM: (time(13, 30), time(15, 30), time(17, 30)),
}


@dataclass(frozen=True, kw_only=True)
class Trainers:
    """Who teaches a group."""

    french: StaffId
    code: StaffId
    stand_in: StaffId
    """Not qualified for the code yet."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A half-day of a group."""

    day: date
    half_day: HalfDay
    segments: tuple[Segment, ...]
    mode: Mode
    scheduled_at: datetime
    on_paper: bool = False
    """Written down weeks later."""
    cancelled: CancellationReason | None = None

    @property
    def starts_at(self) -> time:
        """When people come."""
        return self.segments[0].times.starts_at

    @property
    def ends_at(self) -> time:
        """When people go."""
        return self.segments[-1].times.ends_at


def slots_of(plan: GroupPlan, trainers: Trainers) -> list[Slot]:
    """Return every half-day of the year, in order; those given up do not count towards the programme."""
    slots: list[Slot] = []
    held = 0
    for number, (day, half_day) in enumerate(_half_days(plan)):
        cancelled = _cancellation(plan, day)
        slots.append(
            Slot(
                day=day,
                half_day=half_day,
                segments=_segments(plan, trainers, day, half_day, number),
                mode=Mode.REMOTE if _within(plan.remote, day) else Mode.IN_PERSON,
                scheduled_at=_scheduled_at(plan, day) + timedelta(minutes=number),
                on_paper=_within(plan.on_paper, day),
                cancelled=cancelled,
            )
        )
        held += cancelled is None
        if held == plan.half_days:
            break
    return slots


def half_days_beyond(plan: GroupPlan, after: date, count: int) -> list[tuple[date, HalfDay]]:
    """Return the first half-days after a day: what is planned when the year ends."""
    return list(islice(((day, half) for day, half in _rhythm(plan, after) if day > after), count))


def _half_days(plan: GroupPlan) -> Iterator[tuple[date, HalfDay]]:
    for day, half_day in _rhythm(plan, plan.starts_on):
        if day > LAST_DAY:
            return
        yield day, half_day


def _rhythm(plan: GroupPlan, start: date) -> Iterator[tuple[date, HalfDay]]:
    day = start
    while True:
        if _is_open(plan, day):
            yield from ((day, half_day) for weekday, half_day in plan.rhythm if weekday == day.weekday())
        day += timedelta(days=1)


def _is_open(plan: GroupPlan, day: date) -> bool:
    if day == plan.on_holiday:
        return True
    return not is_public_holiday(day, plan.department) and not any(_within(period, day) for period in CLOSED)


def _cancellation(plan: GroupPlan, day: date) -> CancellationReason | None:
    if _within(plan.suspended, day):
        return CancellationReason.SUSPENSION
    return plan.cancelled.get(day)


def _within(period: Period | None, day: date) -> bool:
    return period is not None and period[0] <= day <= period[1]


def _scheduled_at(plan: GroupPlan, day: date) -> datetime:
    month_before = day.replace(day=1) - timedelta(days=1)
    scheduled_on = max(month_before.replace(day=SCHEDULED_DAY), plan.starts_on - BEFORE_THE_START)
    return paris(scheduled_on, 14)


def _segments(
    plan: GroupPlan, trainers: Trainers, day: date, half_day: HalfDay, number: int
) -> tuple[Segment, ...]:
    """French and code share a half-day; one in three is French throughout."""
    starts_at, middle, ends_at = TIMES[half_day]
    if number % 3 == 1:
        return (_segment(starts_at, ends_at, Subject.FRENCH, trainers.french),)
    teaches_code = trainers.stand_in if _within(plan.unqualified, day) else trainers.code
    return (
        _segment(starts_at, middle, Subject.FRENCH, trainers.french),
        _segment(middle, ends_at, Subject.CODE, teaches_code),
    )


def _segment(starts_at: time, ends_at: time, subject: Subject, trainer_id: StaffId) -> Segment:
    return Segment(
        times=ClockTimes(starts_at=starts_at, ends_at=ends_at), subject=subject, trainer_id=trainer_id
    )
