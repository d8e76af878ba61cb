"""What was learnt, and the attestation that the learner takes home."""

from dataclasses import dataclass

from domain.ids import PathId
from domain.learner_path import assessment
from domain.learner_path.assessment import AssessmentCompleted, Moment
from domain.learner_path.path import LearnerPath
from domain.levels import SkillLevels
from services.requests import Ask
from services.work import Work

ATTESTATION = "attestation"
"""Kind of the claim that keeps attestation numbers unique in the whole network."""


@dataclass(frozen=True, kw_only=True)
class CompleteAssessment(Ask):
    """A level per skill, by the network's assessment tool."""

    moment: Moment
    tool: str
    tool_version: str
    levels: SkillLevels


@dataclass(frozen=True, kw_only=True)
class IssueAttestation(Ask):
    """A numbered paper for the minutes followed."""

    number: str


def complete_assessment(work: Work, path_id: PathId, ask: CompleteAssessment) -> None:
    """Keep the levels of an assessment."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    completed = AssessmentCompleted(
        occurred_on=ask.on,
        moment=ask.moment,
        tool=ask.tool,
        tool_version=ask.tool_version,
        levels=ask.levels,
    )
    work.record(path, assessment.complete_assessment(path.assessments, path.training, completed))


def issue_attestation(work: Work, path_id: PathId, ask: IssueAttestation) -> None:
    """Issue an attestation under a number that no other learner has."""
    path = work.load(LearnerPath, path_id)
    facts = assessment.issue_attestation(
        path.assessments, path.training, path.attended, ask.number, on=ask.on
    )
    if facts:
        work.claim(ATTESTATION, ask.number, str(path_id), unique=True)
        work.record(path, facts)
