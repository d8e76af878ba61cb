"""Minutes of a learner, credited by sealed sheets: attended, and apart, fundable (rules 4 and 8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.calendar import ClockTimes, HalfDay, SubjectMinutes
from domain.facts import Fact, Recorded
from domain.ids import EventId, GroupId, SheetId
from domain.learner_path.ending import Attended
from domain.learner_path.enrolment import Training
from domain.refusals import Refusal


class FundingException(StrEnum):
    """Why attended minutes are not fundable, until the exception is lifted."""

    SIGNATURE_MISSING = "signature-missing"
    TRAINER_NOT_QUALIFIED = "trainer-not-qualified"
    NOT_ELIGIBLE = "not-eligible"
    ELIGIBILITY_WAITING = "eligibility-waiting"
    SAME_PERSON_ELSEWHERE = "same-person-elsewhere"
    OUTSIDE_GRANT_PERIOD = "outside-grant-period"


@dataclass(frozen=True, kw_only=True)
class HoursCredited(Fact):
    """Minutes followed at one half-day, from its sealed sheet."""

    TYPE = "learner-path.hours-credited"
    sheet_id: SheetId
    group_id: GroupId
    half_day: HalfDay
    times: ClockTimes
    """From arrival to leaving, as judged for overlaps."""
    minutes: SubjectMinutes
    fundable: SubjectMinutes
    exceptions: tuple[FundingException, ...]


@dataclass(frozen=True, kw_only=True)
class HoursCreditReversed(Fact):
    """A correction takes a credit back, whole; a right one may follow in the same transaction."""

    TYPE = "learner-path.hours-credit-reversed"
    sheet_id: SheetId
    group_id: GroupId
    credit: EventId
    """The event of the credit that is taken back."""
    minutes: SubjectMinutes
    fundable: SubjectMinutes


class NotInThisGroup(Refusal):
    """The learner had no place in this group on that day."""

    TYPE = "not-in-this-group"


class SecondSheetSameHalfDay(Refusal):
    """Another sheet already credits this learner for that half-day."""

    TYPE = "second-sheet-same-half-day"


class OverlappingPresence(Refusal):
    """The learner was already somewhere else at that time of that day."""

    TYPE = "overlapping-presence"


class CreditIsNotLive(Refusal):
    """These minutes were never credited, or were taken back."""

    TYPE = "credit-is-not-live"


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """The credits that stand, each under the event that recorded it."""

    live: Mapping[EventId, HoursCredited] = field(default_factory=dict)

    @property
    def attended(self) -> int:
        """Minutes followed, in all groups."""
        return sum(credited.minutes.total for credited in self.live.values())

    @property
    def fundable(self) -> int:
        """Minutes that funders may pay for, in all groups."""
        return sum(credited.fundable.total for credited in self.live.values())

    @property
    def last_on(self) -> date | None:
        """The last day on which the learner was there."""
        return max((credited.occurred_on for credited in self.live.values()), default=None)

    def attended_in(self, group_id: GroupId | None) -> Attended:
        """Return what was followed in one group."""
        there = [credited for credited in self.live.values() if credited.group_id == group_id]
        return Attended(
            minutes=sum(credited.minutes.total for credited in there),
            last_on=max((credited.occurred_on for credited in there), default=None),
        )


def evolve(attendance: Attendance, recorded: Recorded[Fact]) -> Attendance:
    """Return the state after one more fact; a credit is known by its event."""
    match recorded.fact:
        case HoursCredited() as credited:
            return replace(attendance, live={**attendance.live, recorded.context.event_id: credited})
        case HoursCreditReversed(credit=gone):
            kept = {key: credited for key, credited in attendance.live.items() if key != gone}
            return replace(attendance, live=kept)
        case _:
            return attendance


def credit(attendance: Attendance, training: Training, credited: HoursCredited) -> list[Fact]:
    """Credit the minutes of one half-day; nothing when this sheet credited the same already."""
    live = attendance.live.values()
    if credited in live:
        return []
    if not training.was_in(credited.group_id, credited.occurred_on):
        raise NotInThisGroup(day=credited.occurred_on)
    same_day = [other for other in live if other.occurred_on == credited.occurred_on]
    if any(other.half_day is credited.half_day for other in same_day):
        raise SecondSheetSameHalfDay(day=credited.occurred_on, half_day=credited.half_day)
    for other in same_day:
        if other.times.overlaps(credited.times):
            raise OverlappingPresence(
                day=credited.occurred_on, starts_at=other.times.starts_at, ends_at=other.times.ends_at
            )
    return [credited]


def reverse(attendance: Attendance, credit: EventId, *, on: date) -> list[Fact]:
    """Take a credit back, whole.

    ``on`` is the day of the half-day: a correction counts on the day of what it corrects.
    """
    credited = attendance.live.get(credit)
    if credited is None:
        raise CreditIsNotLive
    return [
        HoursCreditReversed(
            occurred_on=on,
            sheet_id=credited.sheet_id,
            group_id=credited.group_id,
            credit=credit,
            minutes=credited.minutes,
            fundable=credited.fundable,
        )
    ]


def flag(credited: HoursCredited, exception: FundingException) -> list[Fact]:
    """Credit the same minutes anew, attended and not fundable; nothing when they are flagged so already."""
    if exception in credited.exceptions:
        return []
    exceptions = (*credited.exceptions, exception)
    return [replace(credited, fundable=SubjectMinutes(), exceptions=exceptions)]


FACTS = (HoursCredited, HoursCreditReversed)
