"""A group is planned for a call, opened, perhaps suspended, and completed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.facts import Fact
from domain.ids import GrantId, OperatorId


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


FACTS = (GroupPlanned, GrantAttached, GroupOpened, GroupSuspended, GroupResumed, GroupCompleted)
