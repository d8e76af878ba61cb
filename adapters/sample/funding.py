"""Money of the year: grants, their part for each group, payments and charges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from adapters.sample import texts
from adapters.sample.cast import Cast
from adapters.sample.clock import days_after, paris
from adapters.sample.operators import NETWORK_HEAD
from adapters.sample.year import CALL, LAST_DAY
from domain.calendar import months_later
from domain.grant.award import Allotment, FundingLine, PaymentKind
from domain.ids import GrantId
from domain.money import share
from services.funded_group.money import RecordExpense, record_expense
from services.funded_group.planning import AttachGrant, attach_grant
from services.grant.award import AwardGrant, ReceivePayment, award_grant, receive_payment

GRANTED_CENTS = 1_920_000
"""80 % of a budget of 24 000 € a group."""
RATE_BP = 8_000
ADVANCE_BP, INTERIM_BP = 5_000, 3_000
FUNDER = "dreets-44"
AWARDED_BEFORE = timedelta(days=30)
INTERIM_MONTHS = 3
BALANCE_MONTHS = 2
OUTSIDE_DAYS = 10
"""Days after the opening at which a grant that came late begins to pay."""

MONTHLY_CENTS = {"6411": 368_000, "6451": 147_000, "6132": 42_000, "6251": 18_500}
BILLED_LATE = {"6132": 32}
"""Days after which the town's bill for the room comes, and is written down."""
ONCE_CENTS = {"6063": 46_000, "6185": 78_000, "8640": 60_000}


@dataclass(frozen=True, kw_only=True)
class GrantPlan:
    """A grant and the groups that it pays for."""

    grant_id: GrantId
    groups: Sequence[Cast]

    @property
    def awarded_on(self) -> date:
        """Before the first group opens, unless it came late."""
        first = self.groups[0].plan
        return first.granted_on or days_after(first.starts_on - AWARDED_BEFORE, 0)


def fund(plan: GrantPlan, number: int) -> None:
    """Note a grant, its groups and its payments."""
    _award(plan, number)
    for cast in plan.groups:
        attached_on = max(days_after(plan.awarded_on, 1), cast.plan.starts_on - timedelta(days=28))
        if cast.plan.granted_on:
            attached_on = days_after(cast.plan.granted_on, 1)
        ask = AttachGrant(on=attached_on, grant_id=plan.grant_id, allotted_cents=GRANTED_CENTS)
        cast.story.add(paris(attached_on, 11), NETWORK_HEAD, attach_grant, cast.group_id, ask)
    _pay(plan)


def spend(cast: Cast) -> None:
    """Note what a group costs: month by month, and once."""
    months = (cast.last_day - cast.plan.starts_on).days // 30 + 1
    for month in range(months):
        for account, cents in MONTHLY_CENTS.items():
            on = days_after(months_later(cast.plan.starts_on, month), 25)
            _spend(cast, account, _about(cast, cents), on)
    for account, cents in ONCE_CENTS.items():
        _spend(cast, account, _about(cast, cents), days_after(cast.plan.starts_on, 8))


def _award(plan: GrantPlan, number: int) -> None:
    first, last = plan.groups[0].plan, plan.groups[-1]
    late = timedelta(days=OUTSIDE_DAYS if first.granted_on else 0)
    ends_on = last.last_day if last.is_finished else months_later(LAST_DAY, 6)
    ask = AwardGrant(
        on=plan.awarded_on,
        funder=FUNDER,
        line=FundingLine.FSE_PLUS if number == 1 else FundingLine.BOP_104,
        call_ref=CALL,
        legal_commitment_ref=f"EJ-2025-{4400 + number}",
        amount_cents=GRANTED_CENTS * len(plan.groups),
        rate_bp=RATE_BP,
        eligible_from=first.starts_on + late,
        eligible_until=months_later(ends_on, 1),
        holder=plan.groups[0].team.operator_id,
    )
    plan.groups[0].story.add(paris(plan.awarded_on, 10), NETWORK_HEAD, award_grant, plan.grant_id, ask)


def _pay(plan: GrantPlan) -> None:
    advance_on = days_after(max(plan.awarded_on, plan.groups[-1].plan.starts_on), 25)
    _receive(plan, PaymentKind.ADVANCE, share(GRANTED_CENTS, ADVANCE_BP), advance_on)
    interim_on = days_after(months_later(advance_on, INTERIM_MONTHS), 0)
    if interim_on <= LAST_DAY:
        _receive(plan, PaymentKind.INTERIM, share(GRANTED_CENTS, INTERIM_BP), interim_on)
    if all(cast.is_finished for cast in plan.groups):
        _pay_balance(plan)


def _pay_balance(plan: GrantPlan) -> None:
    """Only what was spent is paid: the share of the eligible cost, less what was paid before."""
    ended_on = max(cast.last_day for cast in plan.groups)
    rest = GRANTED_CENTS - share(GRANTED_CENTS, ADVANCE_BP) - share(GRANTED_CENTS, INTERIM_BP)
    on = days_after(months_later(ended_on, BALANCE_MONTHS), 0)
    if on <= months_later(LAST_DAY, BALANCE_MONTHS):
        _receive(plan, PaymentKind.BALANCE, share(rest, RATE_BP), on)


def _receive(plan: GrantPlan, kind: PaymentKind, cents_a_group: int, on: date) -> None:
    ask = ReceivePayment(
        on=on,
        kind=kind,
        cents=cents_a_group * len(plan.groups),
        allotments=tuple(Allotment(group_id=cast.group_id, cents=cents_a_group) for cast in plan.groups),
    )
    plan.groups[0].story.add(paris(on, 15), NETWORK_HEAD, receive_payment, plan.grant_id, ask)


def _spend(cast: Cast, account: str, cents: int, on: date) -> None:
    if on > months_later(LAST_DAY, 1):
        return
    ask = RecordExpense(
        on=on,
        account=account,
        cents=cents,
        proof=f"FA-{cast.plan.code}-{account}-{on:%m%d}",
        label=texts.EXPENSE_LABELS[account],
    )
    at = paris(days_after(on, BILLED_LATE.get(account, 0)), 17, 30)
    cast.story.add(at, cast.team.coordinator, record_expense, cast.group_id, ask)


def _about(cast: Cast, cents: int) -> int:
    return cents + cast.random.randrange(-cents // 20, cents // 20)
