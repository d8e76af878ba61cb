"""Sealing a sheet, and correcting it afterwards."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import SheetId
from services.attendance_sheet import sealing
from services.attendance_sheet.sealing import CorrectSheet, SealSheet

router = APIRouter(prefix="/attendance-sheets", tags=["attendance_sheet"])


@router.post("/{sheet_id}/seal")
def seal_sheet(sheet_id: SheetId, ask: SealSheet, desk: TheDesk, context: Asked) -> Done:
    """Seal a sheet, and credit everybody present."""
    return desk(sealing.seal_sheet, sheet_id, ask, context=context)


@router.post("/{sheet_id}/corrections", status_code=201)
def correct_sheet(sheet_id: SheetId, ask: CorrectSheet, desk: TheDesk, context: Asked) -> Done:
    """Take back what was credited to a learner, and credit what is right."""
    return desk(sealing.correct_sheet, sheet_id, ask, context=context)
