"""Scheduling and cancelling a group's half-days."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import GroupId
from services.funded_group import sessions
from services.funded_group.sessions import CancelSession, ScheduleSession

router = APIRouter(prefix="/funded-groups", tags=["funded_group"])


@router.post("/{group_id}/sessions", status_code=201)
def schedule_session(group_id: GroupId, ask: ScheduleSession, desk: TheDesk, context: Asked) -> Done:
    """Plan a half-day."""
    return desk(sessions.schedule_session, group_id, ask, context=context)


@router.post("/{group_id}/session-cancellations", status_code=201)
def cancel_session(group_id: GroupId, ask: CancelSession, desk: TheDesk, context: Asked) -> Done:
    """Give up a half-day."""
    return desk(sessions.cancel_session, group_id, ask, context=context)
