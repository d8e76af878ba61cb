"""Two ledgers of minutes, and what the funder still owes."""

from uuid import uuid4

import pytest

from domain.facts import Fact
from projections.finance import minutes, money
from projections.finance.money import GroupMoney
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import GRANT, GROUP, attached, expense, payment, planned


def account(stage: Stage) -> GroupMoney:
    [row] = stage.ask(money.OF_GROUPS, money.listed(group_id=GROUP))
    return row


def test_attended_and_fundable_minutes_are_two_ledgers(stage: Stage) -> None:
    stage.story.network()
    paths = [stage.story.enrolled(name) for name in ("ana", "ben")]
    stage.story.half_day(1, paths)
    stage.story.half_day(2, paths, exceptions=True)
    [row] = stage.ask(minutes.OF_GROUPS, minutes.listed())
    assert (row.attended, row.fundable) == (720, 360)
    assert (account(stage).attended_minutes, account(stage).fundable_minutes) == (720, 360)


def test_a_credit_taken_back_leaves_both_ledgers(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    sheet = stage.story.half_day(1, [path_id])
    stage.story.half_day(2, [path_id])
    stage.story.taken_back(path_id, sheet)
    [row] = stage.ask(minutes.OF_GROUPS, minutes.listed(group_id=GROUP))
    assert (row.attended, row.fundable) == (180, 180)


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ((), 0),
        ((expense("6411", 500_000),), 400_000),
        ((expense("6411", 2_000_000),), 800_000),
        ((expense("6411", 500_000), payment(250_000)), 150_000),
        ((expense("6411", 500_000), payment(450_000)), -50_000),
        ((expense("6411", 500_000), expense("6411", 100_000, eligible=False)), 400_000),
        ((expense("6411", 500_000), expense("864", 100_000, eligible=True)), 400_000),
    ],
)
def test_the_amount_due_follows_the_rule(stage: Stage, facts: tuple[Fact, ...], due: int) -> None:
    stage.source.tell(GROUP, planned(), attached(allotted_cents=800_000))
    for fact in facts:
        stage.source.tell(GRANT if fact.TYPE.startswith("grant.") else GROUP, fact)
    assert account(stage).due_cents == due


def test_spending_is_kept_apart_by_its_nature(stage: Stage) -> None:
    stage.source.tell(
        GROUP,
        planned(),
        expense("6411", 300),
        expense("6411", 200),
        expense("625", 50, eligible=False),
        expense("870", 7),
    )
    row = account(stage)
    assert (row.eligible_cents, row.other_cents, row.in_kind_cents) == (500, 50, 7)
    lines = stage.ask(money.ACCOUNTS, {"group_id": GROUP})
    assert [(line.account, line.eligible, line.cents) for line in lines] == [
        ("625", False, 50),
        ("6411", True, 500),
        ("870", False, 7),
    ]


def test_the_last_grant_attached_stands(stage: Stage) -> None:
    stage.source.tell(GROUP, planned(), attached(allotted_cents=1), attached(allotted_cents=9, rate_bp=5_000))
    row = account(stage)
    assert (row.grant_id, row.granted_cents, row.rate_bp) == (GRANT, 9, 5_000)


def test_money_may_be_known_before_the_group_is(stage: Stage) -> None:
    stage.source.tell(GRANT, payment(100))
    assert account(stage).operator_id is None
    stage.source.tell(GROUP, planned())
    row = account(stage)
    assert (row.operator_id, row.paid_cents) == (OPERATOR, 100)


def test_an_operator_sees_its_own_money(stage: Stage) -> None:
    stage.story.network()
    stage.source.tell(GROUP, expense("6411", 300))
    stage.story.half_day(1, [stage.story.enrolled("ana")])
    for query, params in (
        (money.OF_GROUPS, money.listed()),
        (money.ACCOUNTS, {"group_id": GROUP}),
        (minutes.OF_GROUPS, minutes.listed()),
    ):
        assert stage.ask(query, {**params, "operator_id": OPERATOR})
        assert stage.ask(query, {**params, "operator_id": uuid4()}) == ()
    assert len(stage.ask(money.OF_GROUPS, money.listed(grant_id=GRANT))) == 1
