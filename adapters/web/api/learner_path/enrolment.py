"""A place in a funded group, and how the training ends."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import enrolment
from services.learner_path.enrolment import CompleteTraining, DropOut, Enrol

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("/{path_id}/enrolments", status_code=201)
def enrol(path_id: PathId, ask: Enrol, desk: TheDesk, context: Asked) -> Done:
    """Take a place in a funded group."""
    return desk(enrolment.enrol, path_id, ask, context=context)


@router.post("/{path_id}/completion")
def complete_training(path_id: PathId, ask: CompleteTraining, desk: TheDesk, context: Asked) -> Done:
    """Say that the training is completed."""
    return desk(enrolment.complete_training, path_id, ask, context=context)


@router.post("/{path_id}/drop-out")
def drop_out(path_id: PathId, ask: DropOut, desk: TheDesk, context: Asked) -> Done:
    """Say that the learner left before the end."""
    return desk(enrolment.drop_out, path_id, ask, context=context)
