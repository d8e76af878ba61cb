"""What a group costs."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import GroupId
from services.funded_group import money
from services.funded_group.money import RecordExpense

router = APIRouter(prefix="/funded-groups", tags=["funded_group"])


@router.post("/{group_id}/expenses", status_code=201)
def record_expense(group_id: GroupId, ask: RecordExpense, desk: TheDesk, context: Asked) -> Done:
    """Record a charge."""
    return desk(money.record_expense, group_id, ask, context=context)
