"""Expenses through the desk."""

from datetime import date

from domain.funded_group.group import FundedGroup
from domain.funded_group.money import ExpenseRecorded
from domain.ids import SubjectId
from services.funded_group.money import RecordExpense, record_expense
from tests.support.desk import TestDesk
from tests.support.examples.funded_group.planning import GROUP_PLANNED
from tests.support.examples.ids import GROUP
from tests.support.given import happened


def test_the_label_of_an_expense_is_sealed_under_the_groups_dossier() -> None:
    desk = TestDesk()
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED)
    ask = RecordExpense(
        on=date(2025, 2, 28), account="6411", cents=125_000, proof="FA-2025-0113", label="Salaire"
    )
    (expense,) = desk.ask(record_expense, GROUP, ask)
    assert isinstance(expense, ExpenseRecorded)
    assert expense.label is not None
    assert (expense.label.subject, expense.label.data_class) == (SubjectId(GROUP), "A")
    assert desk.keyring.open(expense.label, str) == "Salaire"


def test_an_expense_recorded_twice_counts_once() -> None:
    desk = TestDesk()
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED)
    ask = RecordExpense(on=date(2025, 2, 28), account="60", cents=900, proof="T-1", label="Papier")
    desk.ask(record_expense, GROUP, ask)
    assert desk.ask(record_expense, GROUP, ask) == []
