"""How many minutes were attended in each funded group, and how many does the funder count?"""

from dataclasses import dataclass
from uuid import UUID

from domain.facts import Recorded
from domain.learner_path.attendance import HoursCredited, HoursCreditReversed
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table group_minutes (group_id uuid primary key, attended integer not null, fundable integer not null);
"""

ADD = Statement(
    """
    insert into group_minutes (group_id, attended, fundable) values %s
    on conflict (group_id) do update set
        attended = group_minutes.attended + excluded.attended,
        fundable = group_minutes.fundable + excluded.fundable""",
    "add",
)


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """Both ledgers of a group (rule 8)."""

    group_id: UUID
    attended: int
    fundable: int


OF_GROUPS = Query(
    "finance.minutes",
    """
    select m.group_id, m.attended, m.fundable
    from group_minutes m left join group_money g on g.group_id = m.group_id
    where (%(operator_id)s::uuid is null or g.operator_id = %(operator_id)s)
        and (%(group_id)s::uuid is null or m.group_id = %(group_id)s)
    order by m.group_id""",
    Minutes,
)

QUERIES = (OF_GROUPS,)


def listed(**filters: object) -> dict[str, object]:
    """Return the parameters of OF_GROUPS: every group, unless told otherwise."""
    return {"operator_id": None, "group_id": None} | filters


def credited(it: Recorded[HoursCredited]) -> Changes:
    """A sealed sheet's minutes."""
    yield ADD, (it.fact.group_id, it.fact.minutes.total, it.fact.fundable.total)


def taken_back(it: Recorded[HoursCreditReversed]) -> Changes:
    """The same minutes, taken away."""
    yield ADD, (it.fact.group_id, -it.fact.minutes.total, -it.fact.fundable.total)


ON: Handlers = {HoursCredited: credited, HoursCreditReversed: taken_back}
