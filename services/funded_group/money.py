"""Recording what a group costs."""

from dataclasses import dataclass

from domain.funded_group import money
from domain.funded_group.group import FundedGroup
from domain.funded_group.money import ExpenseRecorded
from domain.ids import GroupId
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class RecordExpense(Ask):
    """A charge, with its voucher."""

    account: str
    cents: int
    proof: str
    eligible: bool = True
    label: str | None = None


def record_expense(work: Work, group_id: GroupId, ask: RecordExpense) -> None:
    """Record a charge of the group."""
    group = work.load(FundedGroup, group_id)
    expense = ExpenseRecorded(
        occurred_on=ask.on,
        account=ask.account,
        cents=ask.cents,
        eligible=ask.eligible,
        proof=ask.proof,
        label=work.seal(group_id, "A", ask.label) if ask.label else None,
    )
    work.record(group, money.record(group.expenses, expense))
