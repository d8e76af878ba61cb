"""What the group costs: charges by account of the French chart (rules 8 and 9)."""

import re
from dataclasses import dataclass, replace

from domain.facts import Fact, Sealed
from domain.refusals import Refusal

CHARGE = re.compile(r"6\d{1,5}|8[67]\d{0,4}", re.ASCII)
"""Class 6, or the contributions in kind, which stand in class 8."""


@dataclass(frozen=True, kw_only=True)
class ExpenseRecorded(Fact):
    """A charge of the group; accounts 86 and 87 are contributions in kind, outside the eligible cost."""

    TYPE = "funded-group.expense-recorded"
    account: str
    """Two to six digits of the chart of accounts: ``60``, ``6411``."""
    cents: int
    eligible: bool
    proof: str
    """Reference of the voucher: ``FA-2025-0113``."""
    label: Sealed[str] | None = None
    """Sealed under the group's dossier."""


class NotAChargeAccount(Refusal):
    """Charges are in class 6 of the chart of accounts, contributions in kind in 86 and 87."""

    TYPE = "not-a-charge-account"
    field = "account"


class NothingSpent(Refusal):
    """An expense is an amount above zero."""

    TYPE = "nothing-spent"
    field = "cents"


@dataclass(frozen=True, kw_only=True)
class Expenses:
    """What was recorded already, so that a voucher entered twice counts once."""

    recorded: frozenset[ExpenseRecorded] = frozenset()


def evolve(expenses: Expenses, fact: Fact) -> Expenses:
    """Return the state after one more fact."""
    match fact:
        case ExpenseRecorded():
            return replace(expenses, recorded=expenses.recorded | {fact})
        case _:
            return expenses


def is_in_kind(account: str) -> bool:
    """Contributions in kind (accounts 86 and 87) are shown, outside the eligible cost (rule 9)."""
    return account.startswith(("86", "87"))


def record(expenses: Expenses, expense: ExpenseRecorded) -> list[Fact]:
    """A charge, never eligible when it is a contribution in kind; nothing when it is recorded already."""
    if not CHARGE.fullmatch(expense.account):
        raise NotAChargeAccount(account=expense.account)
    if expense.cents <= 0:
        raise NothingSpent
    known = replace(expense, eligible=expense.eligible and not is_in_kind(expense.account))
    return [] if known in expenses.recorded else [known]


FACTS = (ExpenseRecorded,)
