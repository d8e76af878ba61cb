"""Minutes and money of funded groups."""

from dataclasses import asdict, dataclass

from fastapi import APIRouter

from adapters.web.answers import Rows, TheViews, rows_of
from domain.ids import GrantId, GroupId
from projections.finance import minutes as ledgers
from projections.finance import money as accounts
from projections.finance.minutes import Minutes
from projections.finance.money import AccountLine, GroupMoney

router = APIRouter(tags=["finance"])


@dataclass(frozen=True, kw_only=True)
class MoneyNow(GroupMoney):
    """A group's account, with what the funder owes; negative means a refund."""

    still_due_cents: int


@router.get("/finance/groups")
def money(
    ask: TheViews, *, group_id: GroupId | None = None, grant_id: GrantId | None = None
) -> Rows[MoneyNow]:
    """Tell what was granted to groups, spent, paid, and is still due, in cents."""
    answer = ask(accounts.OF_GROUPS, accounts.listed(group_id=group_id, grant_id=grant_id))
    return rows_of(answer, [MoneyNow(**asdict(row), still_due_cents=row.due_cents) for row in answer.rows])


@router.get("/finance/groups/{group_id}/accounts")
def account(group_id: GroupId, ask: TheViews) -> Rows[AccountLine]:
    """Tell what a group cost, by account of the French chart."""
    return ask.rows(accounts.ACCOUNTS, {"group_id": group_id})


@router.get("/finance/minutes")
def minutes(ask: TheViews, *, group_id: GroupId | None = None) -> Rows[Minutes]:
    """Tell both ledgers of groups: minutes attended, minutes fundable."""
    return ask.rows(ledgers.OF_GROUPS, ledgers.listed(group_id=group_id))
