"""Which groups are there, in which state, with how many seats taken, on whose money?"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from domain.facts import Recorded
from domain.funded_group.planning import (
    GrantAttached,
    GroupCompleted,
    GroupOpened,
    GroupPlanned,
    GroupResumed,
    GroupSuspended,
)
from domain.funded_group.seats import SeatReleased, SeatTaken
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table groups (
    group_id uuid primary key,
    operator_id uuid not null,
    code text not null,
    call_ref text not null,
    department text not null,
    state text not null,
    state_on date not null,
    starts_on date not null,
    ends_on date not null,
    planned_minutes integer not null,
    seats_min integer not null,
    seats_max integer not null,
    grant_id uuid,
    at_own_risk boolean);
create table seats (group_id uuid, path_id uuid, taken_on date not null, primary key (group_id, path_id));
"""

PLANNED = Statement(
    """
    insert into groups (group_id, operator_id, code, call_ref, department, state, state_on, starts_on,
        ends_on, planned_minutes, seats_min, seats_max)
    values %s""",
    "put",
)
ATTACHED = Statement("update groups set grant_id = %s where group_id = %s")
OPENED = Statement("update groups set state = 'open', state_on = %s, at_own_risk = %s where group_id = %s")
STATED = Statement("update groups set state = %s, state_on = %s where group_id = %s")
TAKEN = Statement("insert into seats (group_id, path_id, taken_on) values %s", "put", keys=2)
FREED = Statement("delete from seats where group_id = %s and path_id = %s")


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """A line of the list of groups."""

    group_id: UUID
    operator_id: UUID
    operator_name: str | None
    code: str
    call_ref: str
    department: str
    state: str
    """planned, open, suspended, completed."""
    state_on: date
    starts_on: date
    ends_on: date
    planned_minutes: int
    seats_taken: int
    seats_min: int
    seats_max: int
    grant_id: UUID | None
    at_own_risk: bool | None


SELECTED = """
    select g.group_id, g.operator_id, o.name as operator_name, g.code, g.call_ref, g.department, g.state,
        g.state_on, g.starts_on, g.ends_on, g.planned_minutes,
        (select count(*)::int from seats s where s.group_id = g.group_id) as seats_taken,
        g.seats_min, g.seats_max, g.grant_id, g.at_own_risk
    from groups g left join operators o on o.operator_id = g.operator_id
    where (%(operator_id)s::uuid is null or g.operator_id = %(operator_id)s)"""

OF_GROUP = Query("casework.groups", SELECTED + " and g.group_id = %(group_id)s", GroupRow)
LISTED = Query(
    "casework.groups",
    SELECTED
    + """
        and (%(states)s::text[] is null or g.state = any(%(states)s))
        and (%(department)s::text is null or g.department = %(department)s)
    order by g.department, g.code, g.group_id""",
    GroupRow,
)

QUERIES = (OF_GROUP, LISTED)


def listed(**filters: object) -> dict[str, object]:
    """Return the parameters of LISTED: all groups, unless told otherwise."""
    return {"operator_id": None, "states": None, "department": None} | filters


def planned(it: Recorded[GroupPlanned]) -> Changes:
    """A group for a call."""
    fact = it.fact
    yield (
        PLANNED,
        (
            it.originator_id,
            fact.operator_id,
            fact.code,
            fact.call_ref,
            fact.department,
            "planned",
            fact.occurred_on,
            fact.starts_on,
            fact.ends_on,
            fact.planned_minutes,
            fact.seats_min,
            fact.seats_max,
        ),
    )


def attached(it: Recorded[GrantAttached]) -> Changes:
    """The last grant attached is shown; finance has them all."""
    yield ATTACHED, (it.fact.grant_id, it.originator_id)


def opened(it: Recorded[GroupOpened]) -> Changes:
    """The training begins."""
    yield OPENED, (it.fact.occurred_on, it.fact.at_own_risk, it.originator_id)


def suspended(it: Recorded[GroupSuspended]) -> Changes:
    """No session for a time."""
    yield from _stated(it, "suspended")


def resumed(it: Recorded[GroupResumed]) -> Changes:
    """Sessions go on."""
    yield from _stated(it, "open")


def completed(it: Recorded[GroupCompleted]) -> Changes:
    """The training is over."""
    yield from _stated(it, "completed")


def seat_taken(it: Recorded[SeatTaken]) -> Changes:
    """A learner has a seat."""
    yield TAKEN, (it.originator_id, it.fact.path_id, it.fact.occurred_on)


def seat_released(it: Recorded[SeatReleased]) -> Changes:
    """The seat is free."""
    yield FREED, (it.originator_id, it.fact.path_id)


def _stated(it: Recorded[Any], state: str) -> Changes:
    yield STATED, (state, it.fact.occurred_on, it.originator_id)


ON: Handlers = {
    GroupPlanned: planned,
    GrantAttached: attached,
    GroupOpened: opened,
    GroupSuspended: suspended,
    GroupResumed: resumed,
    GroupCompleted: completed,
    SeatTaken: seat_taken,
    SeatReleased: seat_released,
}
