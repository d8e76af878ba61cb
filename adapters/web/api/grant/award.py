"""What a funder grants, and what it pays."""

from fastapi import APIRouter

from adapters.web.asking import Asked, NewStreamId
from adapters.web.receipts import Done, TheDesk
from domain.ids import GrantId
from services.grant import award
from services.grant.award import AwardGrant, ReceivePayment

router = APIRouter(prefix="/grants", tags=["grant"])


@router.post("", status_code=201)
def award_grant(new_id: NewStreamId, ask: AwardGrant, desk: TheDesk, context: Asked) -> Done:
    """Record the funder's decision."""
    return desk(award.award_grant, GrantId(new_id), ask, context=context)


@router.post("/{grant_id}/payments", status_code=201)
def receive_payment(grant_id: GrantId, ask: ReceivePayment, desk: TheDesk, context: Asked) -> Done:
    """Record money that arrived."""
    return desk(award.receive_payment, grant_id, ask, context=context)
