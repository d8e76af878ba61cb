"""Charges by account of the French chart; contributions in kind are outside the eligible cost (rule 9)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.facts import Fact
from domain.funded_group.money import Expenses, NotAChargeAccount, NothingSpent, evolve, record
from tests.support.examples.funded_group.money import EXPENSE_RECORDED, ROOM_LENT
from tests.support.given import folded


def given(*facts: Fact) -> Expenses:
    return folded(evolve, Expenses(), facts)


def test_an_expense_is_recorded() -> None:
    assert record(given(), EXPENSE_RECORDED) == [EXPENSE_RECORDED]


def test_the_same_voucher_line_is_recorded_once() -> None:
    assert record(given(EXPENSE_RECORDED), EXPENSE_RECORDED) == []


@pytest.mark.parametrize("change", [{"cents": 1}, {"account": "6451"}, {"occurred_on": date(2025, 3, 31)}])
def test_another_line_of_the_same_voucher_is_another_expense(change: dict[str, object]) -> None:
    other = replace(EXPENSE_RECORDED, **change)  # type: ignore[arg-type] # names real fields.
    assert record(given(EXPENSE_RECORDED), other) == [other]


@pytest.mark.parametrize("account", ["86", "861", "870"])
def test_a_contribution_in_kind_is_never_eligible(account: str) -> None:
    asked = replace(ROOM_LENT, account=account, eligible=True)
    assert record(given(), asked) == [replace(asked, eligible=False)]


def test_a_contribution_in_kind_asked_as_eligible_is_still_recorded_once() -> None:
    assert record(given(ROOM_LENT), replace(ROOM_LENT, eligible=True)) == []


def test_a_charge_may_be_outside_the_eligible_cost() -> None:
    outside = replace(EXPENSE_RECORDED, eligible=False)
    assert record(given(), outside) == [outside]


@pytest.mark.parametrize("account", ["6", "70", "512", "88", "6411000", "64 1", "٦٤"])
def test_only_charges_are_expenses(account: str) -> None:
    with pytest.raises(NotAChargeAccount):
        record(given(), replace(EXPENSE_RECORDED, account=account))


@pytest.mark.parametrize("account", ["60", "6411", "641100"])
def test_a_charge_account_has_two_to_six_digits(account: str) -> None:
    assert record(given(), replace(EXPENSE_RECORDED, account=account))


@pytest.mark.parametrize("cents", [0, -100])
def test_an_expense_is_above_zero(cents: int) -> None:
    with pytest.raises(NothingSpent):
        record(given(), replace(EXPENSE_RECORDED, cents=cents))
