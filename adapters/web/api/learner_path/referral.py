"""Receiving, accepting and letting lapse a referral."""

from fastapi import APIRouter

from adapters.web.asking import Asked, NewStreamId
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import referral
from services.learner_path.referral import AcceptReferral, ExpireReferral, ReceiveReferral

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("", status_code=201)
def receive_referral(new_id: NewStreamId, ask: ReceiveReferral, desk: TheDesk, context: Asked) -> Done:
    """Begin a learner's path."""
    return desk(referral.receive_referral, PathId(new_id), ask, context=context)


@router.post("/{path_id}/acceptance")
def accept_referral(path_id: PathId, ask: AcceptReferral, desk: TheDesk, context: Asked) -> Done:
    """Take charge of the person."""
    return desk(referral.accept_referral, path_id, ask, context=context)


@router.post("/{path_id}/expiry")
def expire_referral(path_id: PathId, ask: ExpireReferral, desk: TheDesk, context: Asked) -> Done:
    """Let the referral lapse."""
    return desk(referral.expire_referral, path_id, ask, context=context)
