"""A group's cast: the group as planned, its team, its half-days and its learners."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from adapters.sample.half_days import SESSION_MINUTES, Slot
from adapters.sample.operators import Team
from adapters.sample.people import Person
from adapters.sample.plan import Plan
from adapters.sample.profiles import Profile
from adapters.sample.year import GroupPlan
from domain.attendance_sheet.filling import Line
from domain.funded_group.sessions import CancellationReason
from domain.ids import GroupId, PathId, SheetId


@dataclass(kw_only=True)
class Member:
    """Somebody with a seat in the group."""

    path_id: PathId
    person: Person
    profile: Profile
    enrolled_at: datetime
    enrolled_on: date
    last_slot: int
    """Index of the last half-day that they come to."""
    left_on: date | None = None
    """When they dropped out before the end."""
    left_known_at: datetime | None = None
    lines: dict[int, Line] = field(default_factory=dict)
    """What the sheet of each half-day says of them."""
    minutes: int = 0
    """Attended, corrections included."""

    @property
    def given_name(self) -> str:
        """As notes call them."""
        return self.person.identity.given_name or self.person.identity.family_name

    def is_expected(self, day: date, at: datetime) -> bool:
        """Whether a sheet of that day, opened at that instant, has a line for them."""
        has_seat = self.enrolled_on <= day and self.enrolled_at <= at
        is_known_gone = self.left_known_at is not None and self.left_known_at <= at
        return has_seat and not (is_known_gone and self.left_on is not None and day > self.left_on)


@dataclass(kw_only=True)
class Cast:
    """Everything that the actions of a group speak of."""

    plan: GroupPlan
    team: Team
    group_id: GroupId
    story: Plan
    random: Random
    held: list[Slot]
    given_up: list[tuple[Slot, CancellationReason]]
    members: list[Member] = field(default_factory=list)
    sheets: dict[int, SheetId] = field(default_factory=dict)

    @property
    def planned_minutes(self) -> int:
        """The whole programme: 200 hours."""
        return self.plan.half_days * SESSION_MINUTES

    @property
    def is_finished(self) -> bool:
        """The programme ends within the year."""
        return len(self.held) == self.plan.half_days

    @property
    def last_day(self) -> date:
        """Of the half-days held in the year."""
        return self.held[-1].day
