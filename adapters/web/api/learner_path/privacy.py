"""Giving up a person's readable data."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import privacy
from services.learner_path.privacy import ShredPersonalData

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("/{path_id}/erasures", status_code=201)
def shred_personal_data(path_id: PathId, ask: ShredPersonalData, desk: TheDesk, context: Asked) -> Done:
    """Let nobody read again what these classes sealed."""
    return desk(privacy.shred_personal_data, path_id, ask, context=context)
