"""Which operators belong to the network, and which grants pay?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.facts import Recorded
from domain.grant.award import GrantAwarded
from domain.operator.staff import OperatorJoined, TrainerQualified
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table operators (
    operator_id uuid primary key, name text not null, department text not null, joined_on date not null);
create table trainers (
    operator_id uuid, staff_id uuid, qualification text, qualified_on date not null,
    primary key (operator_id, staff_id, qualification));
create table grants (
    grant_id uuid primary key,
    holder uuid,
    funder text not null,
    line text not null,
    call_ref text not null,
    legal_commitment_ref text not null,
    amount_cents bigint not null,
    rate_bp integer not null,
    eligible_from date not null,
    eligible_until date not null,
    awarded_on date not null);
"""

JOINED = Statement(
    """
    insert into operators (operator_id, name, department, joined_on) values %s
    on conflict (operator_id) do update set name = excluded.name, department = excluded.department""",
    "put",
)
QUALIFIED = Statement(
    """
    insert into trainers (operator_id, staff_id, qualification, qualified_on) values %s
    on conflict (operator_id, staff_id, qualification) do update set qualified_on = excluded.qualified_on""",
    "put",
    keys=3,
)
"""A row an operator: who teaches for two has two."""
AWARDED = Statement(
    """
    insert into grants (grant_id, holder, funder, line, call_ref, legal_commitment_ref, amount_cents, rate_bp,
        eligible_from, eligible_until, awarded_on)
    values %s""",
    "put",
)


@dataclass(frozen=True, kw_only=True)
class OperatorRow:
    """An operator of the network."""

    operator_id: UUID
    name: str
    department: str
    joined_on: date


@dataclass(frozen=True, kw_only=True)
class TrainerRow:
    """Who may teach what; the name is in the directory."""

    staff_id: UUID
    operator_id: UUID
    qualification: str
    qualified_on: date


@dataclass(frozen=True, kw_only=True)
class GrantRow:
    """What the funder decided."""

    grant_id: UUID
    holder: UUID | None
    funder: str
    line: str
    call_ref: str
    legal_commitment_ref: str
    amount_cents: int
    rate_bp: int
    eligible_from: date
    eligible_until: date
    awarded_on: date


OPERATORS = Query(
    "casework.operators",
    """
    select operator_id, name, department, joined_on from operators
    where (%(operator_id)s::uuid is null or operator_id = %(operator_id)s)
    order by department, name, operator_id""",
    OperatorRow,
)
TRAINERS = Query(
    "casework.trainers",
    """
    select staff_id, operator_id, qualification, qualified_on from trainers
    where (%(operator_id)s::uuid is null or operator_id = %(operator_id)s)
    order by operator_id, staff_id, qualification""",
    TrainerRow,
)
GRANTS = Query(
    "casework.grants",
    """
    select grant_id, holder, funder, line, call_ref, legal_commitment_ref, amount_cents, rate_bp,
        eligible_from, eligible_until, awarded_on
    from grants
    where (%(operator_id)s::uuid is null or holder = %(operator_id)s or grant_id in (
        select g.grant_id from groups g where g.operator_id = %(operator_id)s))
    order by awarded_on, grant_id""",
    GrantRow,
)
"""An operator sees the grants that it holds, and those that pay for its groups."""

QUERIES = (OPERATORS, TRAINERS, GRANTS)


def joined(it: Recorded[OperatorJoined]) -> Changes:
    """An operator joins."""
    yield JOINED, (it.originator_id, it.fact.name, it.fact.department, it.fact.occurred_on)


def qualified(it: Recorded[TrainerQualified]) -> Changes:
    """Somebody may teach."""
    fact = it.fact
    yield QUALIFIED, (it.originator_id, fact.staff_id, fact.qualification, fact.occurred_on)


def awarded(it: Recorded[GrantAwarded]) -> Changes:
    """The funder's decision."""
    fact = it.fact
    yield (
        AWARDED,
        (
            it.originator_id,
            fact.holder,
            fact.funder,
            fact.line,
            fact.call_ref,
            fact.legal_commitment_ref,
            fact.amount_cents,
            fact.rate_bp,
            fact.eligible_from,
            fact.eligible_until,
            fact.occurred_on,
        ),
    )


ON: Handlers = {OperatorJoined: joined, TrainerQualified: qualified, GrantAwarded: awarded}
