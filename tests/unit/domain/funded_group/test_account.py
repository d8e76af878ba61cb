"""A group's figures in both ledgers, and what the funder still owes (rules 8 and 9)."""

from dataclasses import replace
from functools import reduce
from uuid import UUID

import pytest

from domain.facts import Circumstances, Fact, Recorded
from domain.funded_group.account import Account, amount_due, evolve
from domain.ids import EventId
from tests.support.desk import LOG_ID
from tests.support.examples.funded_group.money import EXPENSE_RECORDED, ROOM_LENT
from tests.support.examples.funded_group.planning import GRANT_ATTACHED
from tests.support.examples.grant.award import PAYMENT_RECEIVED
from tests.support.examples.ids import GRANT, GROUP, OTHER_GROUP, PATH
from tests.support.examples.learner_path.attendance import (
    HOURS_CREDIT_REVERSED,
    HOURS_CREDITED,
    HOURS_CREDITED_WITH_EXCEPTION,
)

SOMEWHERE = Circumstances(
    event_id=EventId(LOG_ID),
    actor="account-1",
    role="coordinator",
    operator_id=None,
    source="api",
    correlation_id=LOG_ID,
)


def recorded(stream_id: UUID, fact: Fact) -> Recorded[Fact]:
    return Recorded(originator_id=stream_id, originator_version=1, stream="any", fact=fact, context=SOMEWHERE)


def account(*facts: Recorded[Fact]) -> Account:
    """The account of the group of the examples."""
    return reduce(lambda state, each: evolve(state, each, GROUP), facts, Account())


def test_both_ledgers_count_minutes() -> None:
    figures = account(recorded(PATH, HOURS_CREDITED), recorded(PATH, HOURS_CREDITED_WITH_EXCEPTION))
    assert (figures.attended_minutes, figures.fundable_minutes) == (360, 180)


def test_a_credit_taken_back_leaves_both_ledgers() -> None:
    figures = account(recorded(PATH, HOURS_CREDITED), recorded(PATH, HOURS_CREDIT_REVERSED))
    assert figures == Account()


def test_money_is_told_apart() -> None:
    outside = replace(EXPENSE_RECORDED, eligible=False, cents=5_000)
    figures = account(
        recorded(GROUP, GRANT_ATTACHED),
        recorded(GROUP, EXPENSE_RECORDED),
        recorded(GROUP, ROOM_LENT),
        recorded(GROUP, outside),
        recorded(GRANT, PAYMENT_RECEIVED),
    )
    assert figures == Account(
        granted_cents=1_600_000,
        rate_bp=8_000,
        eligible_cents=1_250_000,
        other_cents=5_000,
        in_kind_cents=90_000,
        paid_cents=600_000,
    )


@pytest.mark.parametrize(
    "other",
    [
        recorded(PATH, replace(HOURS_CREDITED, group_id=OTHER_GROUP)),
        recorded(PATH, replace(HOURS_CREDIT_REVERSED, group_id=OTHER_GROUP)),
        recorded(OTHER_GROUP, GRANT_ATTACHED),
        recorded(OTHER_GROUP, EXPENSE_RECORDED),
        recorded(GRANT, replace(PAYMENT_RECEIVED, allotments=PAYMENT_RECEIVED.allotments[1:])),
    ],
    ids=lambda each: each.fact.TYPE,
)
def test_what_concerns_another_group_changes_nothing(other: Recorded[Fact]) -> None:
    assert account(other) == Account()


def test_the_funder_owes_its_share_less_what_it_paid() -> None:
    figures = account(
        recorded(GROUP, GRANT_ATTACHED),
        recorded(GROUP, EXPENSE_RECORDED),
        recorded(GRANT, PAYMENT_RECEIVED),
    )
    assert figures.due_cents == 1_000_000 - 600_000


@pytest.mark.parametrize(
    ("granted", "eligible_cost", "other_products", "paid", "due"),
    [
        (1_600_000, 1_000_000, 0, 0, 800_000),
        (700_000, 1_000_000, 0, 0, 700_000),
        (1_600_000, 1_000_000, 300_000, 0, 700_000),
        (1_600_000, 1_000_000, 0, 900_000, -100_000),
        (1_600_000, 0, 0, 0, 0),
    ],
    ids=["its share", "no more than granted", "no more than is left to pay", "a refund", "nothing spent"],
)
def test_the_amount_due_is_the_least_of_three_less_payments(
    granted: int, eligible_cost: int, other_products: int, paid: int, due: int
) -> None:
    assert due == amount_due(
        granted=granted,
        rate_bp=8_000,
        eligible_cost=eligible_cost,
        other_products=other_products,
        paid=paid,
    )


def test_a_share_is_rounded_to_the_cent_half_up() -> None:
    assert amount_due(granted=9_999, rate_bp=5_000, eligible_cost=101, other_products=0, paid=0) == 51
