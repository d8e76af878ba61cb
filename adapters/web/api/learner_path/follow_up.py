"""Follow-ups, notes, and the end of the path."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import follow_up
from services.learner_path.follow_up import AddNote, ClosePath, RecordFollowUp

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("/{path_id}/follow-ups", status_code=201)
def record_follow_up(path_id: PathId, ask: RecordFollowUp, desk: TheDesk, context: Asked) -> Done:
    """Keep what became of the person."""
    return desk(follow_up.record_follow_up, path_id, ask, context=context)


@router.post("/{path_id}/notes", status_code=201)
def add_note(path_id: PathId, ask: AddNote, desk: TheDesk, context: Asked) -> Done:
    """Keep a note."""
    return desk(follow_up.add_note, path_id, ask, context=context)


@router.post("/{path_id}/closure")
def close_path(path_id: PathId, ask: ClosePath, desk: TheDesk, context: Asked) -> Done:
    """End the path."""
    return desk(follow_up.close_path, path_id, ask, context=context)
