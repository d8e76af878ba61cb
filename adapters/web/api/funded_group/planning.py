"""Planning a group, giving it its grant, and where it stands."""

from fastapi import APIRouter

from adapters.web.asking import Asked, NewStreamId
from adapters.web.receipts import Done, TheDesk
from domain.ids import GroupId
from services.funded_group import planning
from services.funded_group.planning import (
    AttachGrant,
    CompleteGroup,
    OpenGroup,
    PlanGroup,
    ResumeGroup,
    SuspendGroup,
)

router = APIRouter(prefix="/funded-groups", tags=["funded_group"])


@router.post("", status_code=201)
def plan_group(new_id: NewStreamId, ask: PlanGroup, desk: TheDesk, context: Asked) -> Done:
    """Plan a group of one's operator."""
    return desk(planning.plan_group, GroupId(new_id), ask, context=context)


@router.post("/{group_id}/grants", status_code=201)
def attach_grant(group_id: GroupId, ask: AttachGrant, desk: TheDesk, context: Asked) -> Done:
    """Let a grant pay for the group."""
    return desk(planning.attach_grant, group_id, ask, context=context)


@router.post("/{group_id}/opening")
def open_group(group_id: GroupId, ask: OpenGroup, desk: TheDesk, context: Asked) -> Done:
    """Begin the training."""
    return desk(planning.open_group, group_id, ask, context=context)


@router.post("/{group_id}/suspension")
def suspend_group(group_id: GroupId, ask: SuspendGroup, desk: TheDesk, context: Asked) -> Done:
    """Stop the sessions for a time."""
    return desk(planning.suspend_group, group_id, ask, context=context)


@router.post("/{group_id}/resumption")
def resume_group(group_id: GroupId, ask: ResumeGroup, desk: TheDesk, context: Asked) -> Done:
    """Let the sessions go on."""
    return desk(planning.resume_group, group_id, ask, context=context)


@router.post("/{group_id}/completion")
def complete_group(group_id: GroupId, ask: CompleteGroup, desk: TheDesk, context: Asked) -> Done:
    """End the training."""
    return desk(planning.complete_group, group_id, ask, context=context)
