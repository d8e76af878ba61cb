"""What was learnt, and the attestation that the learner takes home."""

from fastapi import APIRouter

from adapters.web.asking import Asked
from adapters.web.receipts import Done, TheDesk
from domain.ids import PathId
from services.learner_path import assessment
from services.learner_path.assessment import CompleteAssessment, IssueAttestation

router = APIRouter(prefix="/learner-paths", tags=["learner_path"])


@router.post("/{path_id}/assessments", status_code=201)
def complete_assessment(path_id: PathId, ask: CompleteAssessment, desk: TheDesk, context: Asked) -> Done:
    """Keep the levels of an assessment."""
    return desk(assessment.complete_assessment, path_id, ask, context=context)


@router.post("/{path_id}/attestations", status_code=201)
def issue_attestation(path_id: PathId, ask: IssueAttestation, desk: TheDesk, context: Asked) -> Done:
    """Issue a numbered attestation of the minutes followed."""
    return desk(assessment.issue_attestation, path_id, ask, context=context)
