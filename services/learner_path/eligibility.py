"""Reading the papers, and letting the call's rule set rule."""

from dataclasses import dataclass

from domain.facts import Erased, Sealed
from domain.ids import PathId
from domain.learner_path import eligibility, rule_sets
from domain.learner_path.eligibility import EligibilityEvidenceChecked, Evidence
from domain.learner_path.path import LearnerPath
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class CheckEvidence(Ask):
    """What was read on the papers; a paper not shown stays empty."""

    evidence: Evidence


@dataclass(frozen=True, kw_only=True)
class DecideEligibility(Ask):
    """May this call's money pay for this person?"""

    call_ref: str


def check_evidence(work: Work, path_id: PathId, ask: CheckEvidence) -> None:
    """Write down what the papers say."""
    path = work.load(LearnerPath, path_id)
    checked = EligibilityEvidenceChecked(occurred_on=ask.on, evidence=work.seal(path_id, "B", ask.evidence))
    work.record(path, eligibility.check_evidence(path.eligibility, checked))


def decide_eligibility(work: Work, path_id: PathId, ask: DecideEligibility) -> None:
    """Let the call's rule set rule on the papers read so far."""
    path = work.load(LearnerPath, path_id)
    rule_set = rule_sets.rule_set_for(ask.call_ref, ask.on)
    ruling = rule_sets.judge(rule_set, _readable(work, path.eligibility.evidence), on=ask.on)
    days = work.rules.provisional_days
    work.record(path, eligibility.decide(path.eligibility, ruling, provisional_days=days, on=ask.on))


def _readable(work: Work, evidence: Sealed[Evidence] | None) -> Evidence:
    """Return what can be read; papers never shown, or erased, are all missing."""
    opened = work.open(evidence, Evidence) if evidence else None
    return Evidence() if opened is None or isinstance(opened, Erased) else opened
