"""Operators of the network, and who may teach what there."""

from fastapi import APIRouter

from adapters.web.asking import Asked, NewStreamId
from adapters.web.receipts import Done, TheDesk
from domain.ids import OperatorId
from services.operator import staff
from services.operator.staff import JoinOperator, QualifyTrainer

router = APIRouter(prefix="/operators", tags=["operator"])


@router.post("", status_code=201)
def join_operator(new_id: NewStreamId, ask: JoinOperator, desk: TheDesk, context: Asked) -> Done:
    """Bring an operator into the network."""
    return desk(staff.join_operator, OperatorId(new_id), ask, context=context)


@router.post("/{operator_id}/trainers", status_code=201)
def qualify_trainer(operator_id: OperatorId, ask: QualifyTrainer, desk: TheDesk, context: Asked) -> Done:
    """Let a trainer teach a subject."""
    return desk(staff.qualify_trainer, operator_id, ask, context=context)
