"""The positioning, and the decision on entry."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import positioning
from services.learner_path.positioning import (
    CompletePositioning,
    DecideEntryGate,
    RedirectFromGate,
    WaiveEntryGate,
)

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("/{path_id}/positionings", status_code=201)
def complete_positioning(path_id: PathId, ask: CompletePositioning, desk: TheDesk, context: Asked) -> Done:
    """Keep a level per skill."""
    return desk(positioning.complete_positioning, path_id, ask, context=context)


@router.post("/{path_id}/admission")
def decide_entry_gate(path_id: PathId, ask: DecideEntryGate, desk: TheDesk, context: Asked) -> Done:
    """Admit who reaches the entry level."""
    return desk(positioning.decide_entry_gate, path_id, ask, context=context)


@router.post("/{path_id}/waiver")
def waive_entry_gate(path_id: PathId, ask: WaiveEntryGate, desk: TheDesk, context: Asked) -> Done:
    """Admit below the entry level, for a reason."""
    return desk(positioning.waive_entry_gate, path_id, ask, context=context)


@router.post("/{path_id}/redirection")
def redirect_from_gate(path_id: PathId, ask: RedirectFromGate, desk: TheDesk, context: Asked) -> Done:
    """Send the person elsewhere."""
    return desk(positioning.redirect_from_gate, path_id, ask, context=context)
