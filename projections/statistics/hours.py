"""How many minutes were attended, in which subject, and how many are fundable?"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from domain.facts import Recorded
from domain.learner_path.attendance import HoursCredited, HoursCreditReversed
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table hours (
    group_id uuid,
    month date,
    half_days integer not null,
    french integer not null,
    code integer not null,
    fundable_french integer not null,
    fundable_code integer not null,
    primary key (group_id, month));
"""

ADD = Statement(
    """
    insert into hours (group_id, month, half_days, french, code, fundable_french, fundable_code) values %s
    on conflict (group_id, month) do update set
        half_days = hours.half_days + excluded.half_days,
        french = hours.french + excluded.french,
        code = hours.code + excluded.code,
        fundable_french = hours.fundable_french + excluded.fundable_french,
        fundable_code = hours.fundable_code + excluded.fundable_code""",
    "add",
    keys=2,
)


@dataclass(frozen=True, kw_only=True)
class HoursRow:
    """Minutes of all learners of a group in a month."""

    group_id: UUID
    group_code: str | None
    operator_id: UUID | None
    department: str | None
    month: date
    """Its first day."""
    half_days: int
    """Learners times half-days."""
    french: int
    code: int
    fundable_french: int
    fundable_code: int

    @property
    def attended(self) -> int:
        """Minutes attended, all subjects."""
        return self.french + self.code

    @property
    def fundable(self) -> int:
        """Minutes fundable, all subjects."""
        return self.fundable_french + self.fundable_code


HOURS = Query(
    "statistics.hours",
    """
    select h.group_id, g.code as group_code, g.operator_id, g.department, h.month, h.half_days, h.french,
        h.code, h.fundable_french, h.fundable_code
    from hours h left join groups g on g.group_id = h.group_id
    where (%(operator_id)s::uuid is null or g.operator_id = %(operator_id)s)
        and (%(group_id)s::uuid is null or h.group_id = %(group_id)s)
        and (%(department)s::text is null or g.department = %(department)s)
        and h.month >= coalesce(%(from_month)s, '-infinity'::date)
        and h.month <= coalesce(%(to_month)s, 'infinity'::date)
    order by h.month, g.department, g.code, h.group_id""",
    HoursRow,
)

QUERIES = (HOURS,)


def listed(**filters: object) -> dict[str, object]:
    """Return the parameters of HOURS: every group and month, unless told otherwise."""
    parameters: dict[str, object] = {
        "operator_id": None,
        "group_id": None,
        "department": None,
        "from_month": None,
        "to_month": None,
    }
    return parameters | filters


def credited(it: Recorded[HoursCredited]) -> Changes:
    """One learner, one half-day."""
    yield _counted(it, 1)


def taken_back(it: Recorded[HoursCreditReversed]) -> Changes:
    """The same, taken away from the month that it was in."""
    yield _counted(it, -1)


def _counted(it: Recorded[Any], sign: int) -> tuple[Statement, tuple[object, ...]]:
    fact = it.fact
    counts = (1, fact.minutes.french, fact.minutes.code, fact.fundable.french, fact.fundable.code)
    month = fact.occurred_on.replace(day=1)
    return ADD, (fact.group_id, month, *(sign * count for count in counts))


ON: Handlers = {HoursCredited: credited, HoursCreditReversed: taken_back}
