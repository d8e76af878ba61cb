"""Reading the papers, and letting the call's rule set rule."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import eligibility
from services.learner_path.eligibility import CheckEvidence, DecideEligibility

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("/{path_id}/evidence", status_code=201)
def check_evidence(path_id: PathId, ask: CheckEvidence, desk: TheDesk, context: Asked) -> Done:
    """Write down what the papers say."""
    return desk(eligibility.check_evidence, path_id, ask, context=context)


@router.post("/{path_id}/eligibility-decisions", status_code=201)
def decide_eligibility(path_id: PathId, ask: DecideEligibility, desk: TheDesk, context: Asked) -> Done:
    """Let the call's rule set rule."""
    return desk(eligibility.decide_eligibility, path_id, ask, context=context)
