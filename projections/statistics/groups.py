"""How many groups were planned, opened, completed, by whom and where?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.facts import Recorded
from domain.funded_group.planning import GroupCompleted, GroupOpened, GroupPlanned
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table groups (
    group_id uuid primary key,
    operator_id uuid not null,
    department text not null,
    code text not null,
    call_ref text not null,
    planned_on date not null,
    starts_on date not null,
    planned_minutes integer not null,
    opened_on date,
    completed_on date);
"""

PLANNED = Statement(
    """
    insert into groups (group_id, operator_id, department, code, call_ref, planned_on, starts_on,
        planned_minutes)
    values %s""",
    "put",
)
OPENED = Statement("update groups set opened_on = %s where group_id = %s")
COMPLETED = Statement("update groups set completed_on = %s where group_id = %s")


@dataclass(frozen=True, kw_only=True)
class GroupMilestones:
    """One group; count the days that are there."""

    group_id: UUID
    operator_id: UUID
    department: str
    code: str
    call_ref: str
    planned_on: date
    starts_on: date
    planned_minutes: int
    opened_on: date | None
    completed_on: date | None


GROUPS = Query(
    "statistics.groups",
    """
    select group_id, operator_id, department, code, call_ref, planned_on, starts_on, planned_minutes,
        opened_on, completed_on
    from groups
    where (%(operator_id)s::uuid is null or operator_id = %(operator_id)s)
        and (%(department)s::text is null or department = %(department)s)
        and (%(call_ref)s::text is null or call_ref = %(call_ref)s)
    order by department, code, group_id""",
    GroupMilestones,
)

QUERIES = (GROUPS,)


def listed(**filters: object) -> dict[str, object]:
    """Return the parameters of GROUPS: all of them, unless told otherwise."""
    return {"operator_id": None, "department": None, "call_ref": None} | filters


def planned(it: Recorded[GroupPlanned]) -> Changes:
    """A group for a call."""
    fact = it.fact
    yield (
        PLANNED,
        (
            it.originator_id,
            fact.operator_id,
            fact.department,
            fact.code,
            fact.call_ref,
            fact.occurred_on,
            fact.starts_on,
            fact.planned_minutes,
        ),
    )


def opened(it: Recorded[GroupOpened]) -> Changes:
    """The training begins."""
    yield OPENED, (it.fact.occurred_on, it.originator_id)


def completed(it: Recorded[GroupCompleted]) -> Changes:
    """The training is over."""
    yield COMPLETED, (it.fact.occurred_on, it.originator_id)


ON: Handlers = {GroupPlanned: planned, GroupOpened: opened, GroupCompleted: completed}
