"""A half-day's sheet, from opening to countersigning."""

from fastapi import APIRouter

from adapters.web.asking import Asked, NewStreamId
from adapters.web.receipts import Done, TheDesk
from domain.ids import SheetId
from services.attendance_sheet import signing
from services.attendance_sheet.signing import (
    Countersign,
    FillRegister,
    MarkAbsent,
    NoteMissingSignature,
    OpenSheet,
    RecordPresence,
    Sign,
)

router = APIRouter(prefix="/attendance-sheets", tags=["attendance_sheet"])


@router.post("", status_code=201)
def open_sheet(new_id: NewStreamId, ask: OpenSheet, desk: TheDesk, context: Asked) -> Done:
    """Open the sheet of a session."""
    return desk(signing.open_sheet, SheetId(new_id), ask, context=context)


@router.post("/{sheet_id}/presences", status_code=201)
def record_presence(sheet_id: SheetId, ask: RecordPresence, desk: TheDesk, context: Asked) -> Done:
    """Say that a learner was there."""
    return desk(signing.record_presence, sheet_id, ask, context=context)


@router.post("/{sheet_id}/absences", status_code=201)
def mark_absent(sheet_id: SheetId, ask: MarkAbsent, desk: TheDesk, context: Asked) -> Done:
    """Say that a learner did not come."""
    return desk(signing.mark_absent, sheet_id, ask, context=context)


@router.post("/{sheet_id}/signatures", status_code=201)
def sign(sheet_id: SheetId, ask: Sign, desk: TheDesk, context: Asked) -> Done:
    """Take a learner's signature."""
    return desk(signing.sign, sheet_id, ask, context=context)


@router.post("/{sheet_id}/missing-signatures", status_code=201)
def note_missing_signature(
    sheet_id: SheetId, ask: NoteMissingSignature, desk: TheDesk, context: Asked
) -> Done:
    """Say why somebody present did not sign."""
    return desk(signing.note_missing_signature, sheet_id, ask, context=context)


@router.post("/{sheet_id}/countersignatures", status_code=201)
def countersign(sheet_id: SheetId, ask: Countersign, desk: TheDesk, context: Asked) -> Done:
    """Let a segment's trainer confirm who was there."""
    return desk(signing.countersign, sheet_id, ask, context=context)


@router.post("/{sheet_id}/register")
def fill_register(sheet_id: SheetId, ask: FillRegister, desk: TheDesk, context: Asked) -> Done:
    """Write the grid, or some lines of it; one wrong line refuses them all."""
    return desk(signing.fill_register, sheet_id, ask, context=context)
