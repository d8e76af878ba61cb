"""Entering a driving school, or engaging another way of moving about."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import licence
from services.learner_path.licence import EngageOtherSolution, EnterDrivingSchool

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("/{path_id}/driving-school-entries", status_code=201)
def enter_driving_school(path_id: PathId, ask: EnterDrivingSchool, desk: TheDesk, context: Asked) -> Done:
    """Keep a driving-school entry."""
    return desk(licence.enter_driving_school, path_id, ask, context=context)


@router.post("/{path_id}/mobility-solutions", status_code=201)
def engage_other_solution(path_id: PathId, ask: EngageOtherSolution, desk: TheDesk, context: Asked) -> Done:
    """Keep another way of moving about."""
    return desk(licence.engage_other_solution, path_id, ask, context=context)
