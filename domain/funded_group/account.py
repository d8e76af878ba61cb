"""What a group did and cost, in both ledgers, and what the funder still owes (rules 8 and 9)."""

from dataclasses import dataclass, replace

from domain.facts import Fact, Recorded
from domain.funded_group.money import ExpenseRecorded, is_in_kind
from domain.funded_group.planning import GrantAttached
from domain.grant.award import PaymentReceived
from domain.ids import GroupId
from domain.learner_path.attendance import HoursCredited, HoursCreditReversed
from domain.money import share


@dataclass(frozen=True, kw_only=True)
class Account:
    """One group's figures: minutes attended and fundable, cents granted, spent and paid."""

    attended_minutes: int = 0
    fundable_minutes: int = 0
    granted_cents: int = 0
    rate_bp: int = 0
    eligible_cents: int = 0
    other_cents: int = 0
    """Spent, but outside the eligible cost."""
    in_kind_cents: int = 0
    """Contributions in kind, shown and never paid."""
    paid_cents: int = 0

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


def amount_due(*, granted: int, rate_bp: int, eligible_cost: int, other_products: int, paid: int) -> int:
    """Return the cents that the funder owes; negative means a refund to the Treasury.

    The least of what was granted, of its share of the eligible cost, and of what other products leave to pay,
    less what was paid. Source: rule 9 of the field, on the figures of the financial report (CERFA 15059*02).
    """
    return min(granted, share(eligible_cost, rate_bp), eligible_cost - other_products) - paid


def evolve(account: Account, recorded: Recorded[Fact], group_id: GroupId) -> Account:
    """Return a group's account after one more fact of any stream; other groups change nothing."""
    is_of_group = recorded.originator_id == group_id
    match recorded.fact:
        case HoursCredited(group_id=credited_to) as fact if credited_to == group_id:
            return _with_minutes(account, fact.minutes.total, fact.fundable.total)
        case HoursCreditReversed(group_id=credited_to) as fact if credited_to == group_id:
            return _with_minutes(account, -fact.minutes.total, -fact.fundable.total)
        case GrantAttached() as fact if is_of_group:
            return replace(account, granted_cents=fact.allotted_cents, rate_bp=fact.rate_bp)
        case ExpenseRecorded() as fact if is_of_group:
            return _with_expense(account, fact)
        case PaymentReceived() as fact:
            return replace(account, paid_cents=account.paid_cents + part_of(fact, group_id))
        case _:
            return account


def part_of(payment: PaymentReceived, group_id: GroupId) -> int:
    """Return the cents of a payment that are meant for a group."""
    return sum(part.cents for part in payment.allotments if part.group_id == group_id)


def _with_minutes(account: Account, attended: int, fundable: int) -> Account:
    return replace(
        account,
        attended_minutes=account.attended_minutes + attended,
        fundable_minutes=account.fundable_minutes + fundable,
    )


def _with_expense(account: Account, expense: ExpenseRecorded) -> Account:
    if is_in_kind(expense.account):
        return replace(account, in_kind_cents=account.in_kind_cents + expense.cents)
    if expense.eligible:
        return replace(account, eligible_cents=account.eligible_cents + expense.cents)
    return replace(account, other_cents=account.other_cents + expense.cents)
