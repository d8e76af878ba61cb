"""Which half-days did a learner follow, and for how many minutes? One row a credit that stands."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.facts import Recorded
from domain.learner_path.attendance import HoursCredited, HoursCreditReversed
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table credits (
    credit uuid primary key,
    path_id uuid not null,
    group_id uuid not null,
    sheet_id uuid not null,
    held_on date not null,
    half_day text not null,
    french integer not null,
    code integer not null,
    fundable integer not null);
create index on credits (path_id);
"""

CREDITED = Statement(
    """
    insert into credits (credit, path_id, group_id, sheet_id, held_on, half_day, french, code, fundable)
    values %s""",
    "put",
)
TAKEN_BACK = Statement("delete from credits where credit = %s")


@dataclass(frozen=True, kw_only=True)
class Credit:
    """Minutes of one half-day, from its sealed sheet."""

    credit: UUID
    """The event of the credit."""
    path_id: UUID
    group_id: UUID
    sheet_id: UUID
    held_on: date
    half_day: str
    french: int
    code: int
    fundable: int


OF_PATH = Query(
    "casework.credits",
    """
    select c.credit, c.path_id, c.group_id, c.sheet_id, c.held_on, c.half_day, c.french, c.code, c.fundable
    from credits c join paths p on p.path_id = c.path_id
    where c.path_id = %(path_id)s and (%(operator_id)s::uuid is null or p.operator_id = %(operator_id)s)
    order by c.held_on, array_position(array['AM', 'PM', 'EVENING'], c.half_day), c.credit""",
    Credit,
)

QUERIES = (OF_PATH,)


def credited(it: Recorded[HoursCredited]) -> Changes:
    """Minutes of one half-day."""
    fact = it.fact
    yield (
        CREDITED,
        (
            it.context.event_id,
            it.originator_id,
            fact.group_id,
            fact.sheet_id,
            fact.occurred_on,
            fact.half_day,
            fact.minutes.french,
            fact.minutes.code,
            fact.fundable.total,
        ),
    )


def taken_back(it: Recorded[HoursCreditReversed]) -> Changes:
    """The credit, whole."""
    yield TAKEN_BACK, (it.fact.credit,)


ON: Handlers = {HoursCredited: credited, HoursCreditReversed: taken_back}
