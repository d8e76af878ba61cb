"""What the group costs: charges by account of the French chart (rules 8 and 9)."""

from dataclasses import dataclass

from domain.facts import Fact, Sealed


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


FACTS = (ExpenseRecorded,)
