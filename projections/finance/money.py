"""What was granted to each funded group, spent, paid, and what is still due?"""

from dataclasses import dataclass
from uuid import UUID

from domain.facts import Recorded
from domain.funded_group.account import amount_due
from domain.funded_group.money import ExpenseRecorded, is_in_kind
from domain.funded_group.planning import GrantAttached, GroupPlanned
from domain.grant.award import PaymentReceived
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table group_money (
    group_id uuid primary key,
    operator_id uuid,
    code text,
    department text,
    call_ref text,
    grant_id uuid,
    granted_cents bigint not null default 0,
    rate_bp integer not null default 0,
    eligible_cents bigint not null default 0,
    other_cents bigint not null default 0,
    in_kind_cents bigint not null default 0,
    paid_cents bigint not null default 0);
create table group_accounts (
    group_id uuid, account text, eligible boolean, cents bigint not null,
    primary key (group_id, account, eligible));
"""

PLANNED = Statement(
    """
    insert into group_money (group_id, operator_id, code, department, call_ref) values %s
    on conflict (group_id) do update set operator_id = excluded.operator_id, code = excluded.code,
        department = excluded.department, call_ref = excluded.call_ref""",
    "put",
)
GRANTED = Statement(
    """
    insert into group_money (group_id, grant_id, granted_cents, rate_bp) values %s
    on conflict (group_id) do update set grant_id = excluded.grant_id,
        granted_cents = excluded.granted_cents, rate_bp = excluded.rate_bp""",
    "put",
)
"""The last grant attached stands, as in ``domain.funded_group.account``."""
ADD = Statement(
    """
    insert into group_money (group_id, eligible_cents, other_cents, in_kind_cents, paid_cents) values %s
    on conflict (group_id) do update set
        eligible_cents = group_money.eligible_cents + excluded.eligible_cents,
        other_cents = group_money.other_cents + excluded.other_cents,
        in_kind_cents = group_money.in_kind_cents + excluded.in_kind_cents,
        paid_cents = group_money.paid_cents + excluded.paid_cents""",
    "add",
)
CHARGED = Statement(
    """
    insert into group_accounts (group_id, account, eligible, cents) values %s
    on conflict (group_id, account, eligible) do update set cents = group_accounts.cents + excluded.cents""",
    "add",
    keys=3,
)


@dataclass(frozen=True, kw_only=True)
class GroupMoney:
    """A group's account, in cents; what is due is computed when asked (rule 9)."""

    group_id: UUID
    operator_id: UUID | None
    code: str | None
    department: str | None
    call_ref: str | None
    grant_id: UUID | None
    granted_cents: int
    rate_bp: int
    eligible_cents: int
    other_cents: int
    """Spent, but outside the eligible cost."""
    in_kind_cents: int
    """Contributions in kind, shown and never paid."""
    paid_cents: int
    attended_minutes: int
    fundable_minutes: int

    @property
    def due_cents(self) -> int:
        """What the funder owes now; negative means a refund."""
        return amount_due(
            granted=self.granted_cents,
            rate_bp=self.rate_bp,
            eligible_cost=self.eligible_cents,
            other_products=0,
            paid=self.paid_cents,
        )


@dataclass(frozen=True, kw_only=True)
class AccountLine:
    """Charges of a group on one account of the chart."""

    group_id: UUID
    account: str
    eligible: bool
    cents: int


OF_GROUPS = Query(
    "finance.money",
    """
    select g.group_id, g.operator_id, g.code, g.department, g.call_ref, g.grant_id, g.granted_cents,
        g.rate_bp, g.eligible_cents, g.other_cents, g.in_kind_cents, g.paid_cents,
        coalesce(m.attended, 0) as attended_minutes, coalesce(m.fundable, 0) as fundable_minutes
    from group_money g left join group_minutes m on m.group_id = g.group_id
    where (%(operator_id)s::uuid is null or g.operator_id = %(operator_id)s)
        and (%(group_id)s::uuid is null or g.group_id = %(group_id)s)
        and (%(grant_id)s::uuid is null or g.grant_id = %(grant_id)s)
    order by g.department, g.code, g.group_id""",
    GroupMoney,
)
ACCOUNTS = Query(
    "finance.money",
    """
    select a.group_id, a.account, a.eligible, a.cents
    from group_accounts a left join group_money g on g.group_id = a.group_id
    where (%(operator_id)s::uuid is null or g.operator_id = %(operator_id)s) and a.group_id = %(group_id)s
    order by a.account, a.eligible""",
    AccountLine,
)

QUERIES = (OF_GROUPS, ACCOUNTS)


def listed(**filters: object) -> dict[str, object]:
    """Return the parameters of OF_GROUPS: every group, unless told otherwise."""
    return {"operator_id": None, "group_id": None, "grant_id": None} | filters


def planned(it: Recorded[GroupPlanned]) -> Changes:
    """Whose group it is."""
    fact = it.fact
    yield PLANNED, (it.originator_id, fact.operator_id, fact.code, fact.department, fact.call_ref)


def granted(it: Recorded[GrantAttached]) -> Changes:
    """How much at most, at which rate."""
    yield GRANTED, (it.originator_id, it.fact.grant_id, it.fact.allotted_cents, it.fact.rate_bp)


def spent(it: Recorded[ExpenseRecorded]) -> Changes:
    """A charge: eligible, not eligible, or in kind."""
    fact = it.fact
    in_kind = is_in_kind(fact.account)
    eligible = fact.eligible and not in_kind
    other = not eligible and not in_kind
    yield ADD, (it.originator_id, fact.cents * eligible, fact.cents * other, fact.cents * in_kind, 0)
    yield CHARGED, (it.originator_id, fact.account, eligible, fact.cents)


def paid(it: Recorded[PaymentReceived]) -> Changes:
    """Money arrived, for each group its part."""
    for part in it.fact.allotments:
        yield ADD, (part.group_id, 0, 0, 0, part.cents)


ON: Handlers = {GroupPlanned: planned, GrantAttached: granted, ExpenseRecorded: spent, PaymentReceived: paid}
