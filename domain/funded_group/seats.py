"""Who has a seat in the group (rule 3)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.facts import Fact
from domain.funded_group.planning import GroupCompleted, GroupPlanned
from domain.ids import GroupId, PathId
from domain.refusals import Refusal


class SeatReleaseReason(StrEnum):
    """Why a seat is free again."""

    DROPPED_OUT = "dropped-out"
    COMPLETED = "completed"


@dataclass(frozen=True, kw_only=True)
class SeatTaken(Fact):
    """A learner has a seat."""

    TYPE = "funded-group.seat-taken"
    path_id: PathId


@dataclass(frozen=True, kw_only=True)
class SeatReleased(Fact):
    """The seat is free."""

    TYPE = "funded-group.seat-released"
    path_id: PathId
    reason: SeatReleaseReason


class NoFreeSeat(Refusal):
    """Every seat of this group is taken."""

    TYPE = "no-free-seat"


class GroupIsOver(Refusal):
    """This group is completed: choose another one."""

    TYPE = "group-is-over"
    field = "group_id"


@dataclass(frozen=True, kw_only=True)
class Seat:
    """What a group offers to a learner who would enrol."""

    group_id: GroupId
    minutes: int
    """Planned for the group."""
    call_ref: str
    is_open: bool
    """Planned or going on, not over."""


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A learner's time in a seat; no ``released_on`` while they have it."""

    path_id: PathId
    taken_on: date
    released_on: date | None = None

    def covers(self, day: date) -> bool:
        """The seat was theirs on that day; the day of leaving included."""
        return self.taken_on <= day and (self.released_on is None or day <= self.released_on)

    def fills(self, day: date) -> bool:
        """Nobody else can have the seat on that day; on the day of leaving somebody can."""
        return self.taken_on <= day and (self.released_on is None or day < self.released_on)


@dataclass(frozen=True, kw_only=True)
class Seats:
    """Who sits in the group, and who did."""

    minutes: int = 0
    call_ref: str = ""
    places: int = 0
    stays: tuple[Stay, ...] = ()
    is_over: bool = False

    @property
    def taken(self) -> tuple[PathId, ...]:
        """Learners who have a seat now, in the order in which they took it."""
        return tuple(stay.path_id for stay in self.stays if stay.released_on is None)

    def most_taken_from(self, day: date) -> int:
        """Return how many seats are taken at once, at most, on that day or later."""
        days = (day, *(stay.taken_on for stay in self.stays if stay.taken_on > day))
        return max(sum(stay.fills(each) for stay in self.stays) for each in days)

    def held_on(self, day: date) -> tuple[PathId, ...]:
        """Learners who had a seat on a day: those expected at its sessions."""
        return tuple(dict.fromkeys(stay.path_id for stay in self.stays if stay.covers(day)))


def evolve(seats: Seats, fact: Fact) -> Seats:
    """Return the state after one more fact."""
    match fact:
        case GroupPlanned():
            return Seats(minutes=fact.planned_minutes, call_ref=fact.call_ref, places=fact.seats_max)
        case SeatTaken():
            return replace(seats, stays=(*seats.stays, Stay(path_id=fact.path_id, taken_on=fact.occurred_on)))
        case SeatReleased():
            return replace(seats, stays=tuple(_released(stay, fact) for stay in seats.stays))
        case GroupCompleted():
            return replace(seats, is_over=True)
        case _:
            return seats


def take(seats: Seats, path_id: PathId, *, on: date) -> list[Fact]:
    """Give a learner a seat (rule 3), free from that day on; nothing when they have one."""
    if path_id in seats.taken:
        return []
    if seats.is_over:
        raise GroupIsOver
    if seats.most_taken_from(on) >= seats.places:
        raise NoFreeSeat(places=seats.places)
    return [SeatTaken(occurred_on=on, path_id=path_id)]


def release(seats: Seats, path_id: PathId, reason: SeatReleaseReason, *, on: date) -> list[Fact]:
    """Free a learner's seat; nothing when they have none."""
    if path_id not in seats.taken:
        return []
    return [SeatReleased(occurred_on=on, path_id=path_id, reason=reason)]


def _released(stay: Stay, fact: SeatReleased) -> Stay:
    if stay.path_id == fact.path_id and stay.released_on is None:
        return replace(stay, released_on=fact.occurred_on)
    return stay


FACTS = (SeatTaken, SeatReleased)
