"""A group is planned for a call, opened, perhaps suspended, and completed."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.departments import check_department
from domain.facts import Fact
from domain.ids import GrantId, OperatorId
from domain.refusals import Refusal


class SuspensionReason(StrEnum):
    """Why a group's sessions stop for a time."""

    HEALTH_CRISIS = "health-crisis"
    NO_TRAINER = "no-trainer"
    PREMISES = "premises"
    TOO_FEW_LEARNERS = "too-few-learners"


@dataclass(frozen=True, kw_only=True)
class GroupPlanned(Fact):
    """A group of an operator, in a department, for a call."""

    TYPE = "funded-group.group-planned"
    operator_id: OperatorId
    code: str
    """The group's public reference, ``57-2025-01``."""
    call_ref: str
    department: str
    starts_on: date
    ends_on: date
    planned_minutes: int
    seats_min: int
    seats_max: int


@dataclass(frozen=True, kw_only=True)
class GrantAttached(Fact):
    """A grant pays for the group, with the part of it meant for this one."""

    TYPE = "funded-group.grant-attached"
    grant_id: GrantId
    allotted_cents: int
    rate_bp: int
    eligible_from: date
    eligible_until: date


@dataclass(frozen=True, kw_only=True)
class GroupOpened(Fact):
    """The training begins; before its grant: at the operator's own risk."""

    TYPE = "funded-group.group-opened"
    at_own_risk: bool


@dataclass(frozen=True, kw_only=True)
class GroupSuspended(Fact):
    """No session until further notice."""

    TYPE = "funded-group.group-suspended"
    reason: SuspensionReason


@dataclass(frozen=True, kw_only=True)
class GroupResumed(Fact):
    """Sessions go on."""

    TYPE = "funded-group.group-resumed"


@dataclass(frozen=True, kw_only=True)
class GroupCompleted(Fact):
    """The training is over."""

    TYPE = "funded-group.group-completed"


class EndsBeforeItStarts(Refusal):
    """The last day is before the first one."""

    TYPE = "ends-before-it-starts"
    field = "ends_on"


class SeatsOutOfOrder(Refusal):
    """A group has one seat at least, and its least is not above its most."""

    TYPE = "seats-out-of-order"
    field = "seats_max"


class NoMinutesPlanned(Refusal):
    """A training has a length."""

    TYPE = "no-minutes-planned"
    field = "planned_minutes"


class GroupIsAlreadyPlanned(Refusal):
    """This group was planned in other terms."""

    TYPE = "group-is-already-planned"


class GroupIsNotPlanned(Refusal):
    """This group has begun or is over: it cannot be opened."""

    TYPE = "group-is-not-planned"


class GroupIsNotOpen(Refusal):
    """This group has not begun, or is over."""

    TYPE = "group-is-not-open"


class BeforeTheLastStep(Refusal):
    """A group opens, stops, goes on and ends in this order: this day is before its last step."""

    TYPE = "before-the-last-step"
    field = "on"


class GrantIsAlreadyAttached(Refusal):
    """This group already has a grant, or another part of the same one."""

    TYPE = "grant-is-already-attached"
    field = "grant_id"


class MoreThanIsLeftOfTheGrant(Refusal):
    """What the grant gives to all of its groups would be more than what was granted."""

    TYPE = "more-than-is-left-of-the-grant"
    field = "allotted_cents"


class NothingAllotted(Refusal):
    """A grant pays a group something."""

    TYPE = "nothing-allotted"
    field = "allotted_cents"


class GroupStatus(StrEnum):
    """Where a group stands."""

    NONE = "none"
    PLANNED = "planned"
    OPEN = "open"
    SUSPENDED = "suspended"
    COMPLETED = "completed"


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """A time without sessions; no ``resumed_on`` while it lasts."""

    suspended_on: date
    resumed_on: date | None = None

    def covers(self, day: date) -> bool:
        """The sessions were stopped on that day; they go on from the day of resuming."""
        return self.suspended_on <= day and (self.resumed_on is None or day < self.resumed_on)


@dataclass(frozen=True, kw_only=True)
class Planning:
    """What was planned, with which grant, and where the group stands."""

    status: GroupStatus = GroupStatus.NONE
    plan: GroupPlanned | None = None
    grant: GrantAttached | None = None
    suspensions: tuple[Suspension, ...] = ()
    last_step_on: date | None = None
    """The day on which the group last opened, stopped, went on or ended."""

    @property
    def has_begun(self) -> bool:
        """Sessions are held, or stopped for a time."""
        return self.status in {GroupStatus.OPEN, GroupStatus.SUSPENDED}

    @property
    def department(self) -> str:
        """Where the group is; its public holidays follow."""
        return self.plan.department if self.plan else ""

    def is_suspended_on(self, day: date) -> bool:
        """The sessions were stopped on that day; one held before or after may still be written down."""
        return any(suspension.covers(day) for suspension in self.suspensions)

    def is_paid_by(self, grant_id: GrantId) -> bool:
        """That grant is attached."""
        return self.grant is not None and self.grant.grant_id == grant_id

    def is_outside_grant_period(self, day: date) -> bool:
        """The grant does not pay for that day; without a grant, nobody can say (rule 6)."""
        return self.grant is not None and not (self.grant.eligible_from <= day <= self.grant.eligible_until)


def evolve(planning: Planning, fact: Fact) -> Planning:
    """Return the state after one more fact."""
    match fact:
        case GroupPlanned():
            return Planning(status=GroupStatus.PLANNED, plan=fact)
        case GrantAttached():
            return replace(planning, grant=fact)
        case GroupOpened() | GroupResumed():
            suspensions = tuple(_resumed(each, fact.occurred_on) for each in planning.suspensions)
            return _stepped(replace(planning, suspensions=suspensions), GroupStatus.OPEN, fact)
        case GroupSuspended():
            suspensions = (*planning.suspensions, Suspension(suspended_on=fact.occurred_on))
            return _stepped(replace(planning, suspensions=suspensions), GroupStatus.SUSPENDED, fact)
        case GroupCompleted():
            return _stepped(planning, GroupStatus.COMPLETED, fact)
        case _:
            return planning


def plan(planning: Planning, planned: GroupPlanned) -> list[Fact]:
    """A group begins with its plan; nothing when it was planned just so."""
    if planning.plan == planned:
        return []
    if planning.plan is not None:
        raise GroupIsAlreadyPlanned
    check_department(planned.department)
    if planned.ends_on < planned.starts_on:
        raise EndsBeforeItStarts
    if not 1 <= planned.seats_min <= planned.seats_max:
        raise SeatsOutOfOrder
    if planned.planned_minutes <= 0:
        raise NoMinutesPlanned
    return [planned]


def attach(planning: Planning, attached: GrantAttached, *, left_cents: int) -> list[Fact]:
    """Let a grant pay for the group, from what its other groups leave; nothing when it already does."""
    if planning.grant is not None:
        if replace(attached, occurred_on=planning.grant.occurred_on) == planning.grant:
            return []
        raise GrantIsAlreadyAttached
    if attached.allotted_cents <= 0:
        raise NothingAllotted
    if attached.allotted_cents > left_cents:
        raise MoreThanIsLeftOfTheGrant(left_cents=left_cents)
    return [attached]


def open_(planning: Planning, *, on: date) -> list[Fact]:
    """Begin the training, at the operator's own risk while there is no grant; nothing when it began."""
    if planning.has_begun:
        return []
    if planning.status is not GroupStatus.PLANNED:
        raise GroupIsNotPlanned
    return [GroupOpened(occurred_on=on, at_own_risk=planning.grant is None)]


def suspend(planning: Planning, reason: SuspensionReason, *, on: date) -> list[Fact]:
    """Stop the sessions for a time; nothing when they are stopped."""
    if planning.status is GroupStatus.SUSPENDED:
        return []
    if planning.status is not GroupStatus.OPEN:
        raise GroupIsNotOpen
    _check_order(planning, on)
    return [GroupSuspended(occurred_on=on, reason=reason)]


def resume(planning: Planning, *, on: date) -> list[Fact]:
    """Let the sessions go on; nothing when they do."""
    if planning.status is GroupStatus.OPEN:
        return []
    if planning.status is not GroupStatus.SUSPENDED:
        raise GroupIsNotOpen
    _check_order(planning, on)
    return [GroupResumed(occurred_on=on)]


def complete(planning: Planning, *, on: date) -> list[Fact]:
    """End the training; nothing when it is over."""
    if planning.status is GroupStatus.COMPLETED:
        return []
    if not planning.has_begun:
        raise GroupIsNotOpen
    _check_order(planning, on)
    return [GroupCompleted(occurred_on=on)]


def _check_order(planning: Planning, on: date) -> None:
    if planning.last_step_on is not None and on < planning.last_step_on:
        raise BeforeTheLastStep(last_step_on=planning.last_step_on)


def _stepped(planning: Planning, status: GroupStatus, fact: Fact) -> Planning:
    return replace(planning, status=status, last_step_on=fact.occurred_on)


def _resumed(suspension: Suspension, day: date) -> Suspension:
    return suspension if suspension.resumed_on else replace(suspension, resumed_on=day)


FACTS = (GroupPlanned, GrantAttached, GroupOpened, GroupSuspended, GroupResumed, GroupCompleted)
