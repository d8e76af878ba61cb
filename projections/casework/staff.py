"""What are the trainers' names? Beside the learners' ones, in the directory."""

from dataclasses import dataclass
from uuid import UUID

from domain.facts import Recorded
from domain.operator.staff import TrainerQualified
from projections.casework.directory import family_name, given_name, opened, search_key
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create unlogged table staff (
    operator_id uuid,
    staff_id uuid,
    family_name text not null,
    given_name text,
    search_key text not null,
    primary key (operator_id, staff_id));
"""

NAMED = Statement(
    """
    insert into staff (operator_id, staff_id, family_name, given_name, search_key) values %s
    on conflict (operator_id, staff_id) do update set family_name = excluded.family_name,
        given_name = excluded.given_name, search_key = excluded.search_key""",
    "put",
    keys=2,
)


@dataclass(frozen=True, kw_only=True)
class Trainer:
    """A name to a member of staff."""

    staff_id: UUID
    operator_id: UUID
    family_name: str
    given_name: str | None


TRAINERS = Query(
    "directory.trainers",
    """
    select staff_id, operator_id, family_name, given_name from staff
    where (%(operator_id)s::uuid is null or operator_id = %(operator_id)s)
    order by search_key, staff_id""",
    Trainer,
)

QUERIES = (TRAINERS,)


def qualified(it: Recorded[TrainerQualified]) -> Changes:
    """Who may teach has a name."""
    yield (
        NAMED,
        (it.originator_id, it.fact.staff_id, *opened(it.fact.identity, family_name, given_name, search_key)),
    )


ON: Handlers = {TrainerQualified: qualified}
