"""Planning a group, giving it its grant, opening, suspending, resuming and completing it."""

from dataclasses import dataclass
from datetime import date

from domain.funded_group import planning
from domain.funded_group.group import FundedGroup
from domain.funded_group.planning import GrantAttached, GroupPlanned, SuspensionReason
from domain.grant.grant import Grant
from domain.ids import GrantId, GroupId
from services.requests import Ask
from services.work import Work

GROUP_CODE = "group-code"
ALLOTMENT = "grant-allotment"
"""Key: a grant. Owners: ``group:cents``, what each of its groups has of it."""


@dataclass(frozen=True, kw_only=True)
class PlanGroup(Ask):
    """A group of the asker's operator, for a call."""

    code: str
    call_ref: str
    department: str
    starts_on: date
    ends_on: date
    planned_minutes: int
    seats_min: int
    seats_max: int


@dataclass(frozen=True, kw_only=True)
class AttachGrant(Ask):
    """The part of a grant that pays for a group."""

    grant_id: GrantId
    allotted_cents: int


@dataclass(frozen=True, kw_only=True)
class OpenGroup(Ask):
    """The training begins."""


@dataclass(frozen=True, kw_only=True)
class SuspendGroup(Ask):
    """The sessions stop for a time."""

    reason: SuspensionReason


@dataclass(frozen=True, kw_only=True)
class ResumeGroup(Ask):
    """The sessions go on."""


@dataclass(frozen=True, kw_only=True)
class CompleteGroup(Ask):
    """The training is over."""


def plan_group(work: Work, group_id: GroupId, ask: PlanGroup) -> None:
    """Plan a group; its code is its own in the whole network."""
    group = work.begin(FundedGroup, group_id)
    planned = GroupPlanned(
        occurred_on=ask.on,
        operator_id=work.operator_id,
        code=ask.code,
        call_ref=ask.call_ref,
        department=ask.department,
        starts_on=ask.starts_on,
        ends_on=ask.ends_on,
        planned_minutes=ask.planned_minutes,
        seats_min=ask.seats_min,
        seats_max=ask.seats_max,
    )
    work.record(group, planning.plan(group.planning, planned))
    work.claim(GROUP_CODE, ask.code, str(group_id), unique=True)


def attach_grant(work: Work, group_id: GroupId, ask: AttachGrant) -> None:
    """Let a grant pay for a group, within what its other groups leave of it."""
    group = work.load(FundedGroup, group_id)
    grant = work.load(Grant, ask.grant_id)
    attached = GrantAttached(
        occurred_on=ask.on,
        grant_id=ask.grant_id,
        allotted_cents=ask.allotted_cents,
        rate_bp=grant.terms.rate_bp,
        eligible_from=grant.terms.eligible_from,
        eligible_until=grant.terms.eligible_until,
    )
    left_cents = grant.terms.amount_cents - _allotted_to_others(work, ask.grant_id, group_id)
    work.record(group, planning.attach(group.planning, attached, left_cents=left_cents))
    work.claim(ALLOTMENT, str(ask.grant_id), f"{group_id}:{ask.allotted_cents}")


def open_group(work: Work, group_id: GroupId, ask: OpenGroup) -> None:
    """Begin the training."""
    group = work.load(FundedGroup, group_id)
    work.record(group, planning.open_(group.planning, on=ask.on))


def suspend_group(work: Work, group_id: GroupId, ask: SuspendGroup) -> None:
    """Stop the sessions for a time."""
    group = work.load(FundedGroup, group_id)
    work.record(group, planning.suspend(group.planning, ask.reason, on=ask.on))


def resume_group(work: Work, group_id: GroupId, ask: ResumeGroup) -> None:
    """Let the sessions go on."""
    group = work.load(FundedGroup, group_id)
    work.record(group, planning.resume(group.planning, on=ask.on))


def complete_group(work: Work, group_id: GroupId, ask: CompleteGroup) -> None:
    """End the training."""
    group = work.load(FundedGroup, group_id)
    work.record(group, planning.complete(group.planning, on=ask.on))


def _allotted_to_others(work: Work, grant_id: GrantId, group_id: GroupId) -> int:
    parts = (owner.split(":") for owner in work.owners(ALLOTMENT, str(grant_id)))
    return sum(int(cents) for owner, cents in parts if owner != str(group_id))
