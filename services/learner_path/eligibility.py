"""Reading the papers, and letting the call's rule set rule."""

from dataclasses import dataclass
from datetime import date

from domain.facts import Erased, Sealed
from domain.funded_group.group import FundedGroup
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
    """Let the call's rule set rule on the papers read so far: as of the entry, once there is one (rule 2)."""
    path = work.load(LearnerPath, path_id)
    rule_anew(work, path, ask.call_ref, entry_on=_entry_day(work, path, ask.call_ref) or ask.on, on=ask.on)


def rule_anew(work: Work, path: LearnerPath, call_ref: str, *, entry_on: date, on: date) -> LearnerPath:
    """Record what the call's rule set says of an entry on that day, unless it was said already.

    Raises:
        NoRuleSet: the call has none on the day of the entry.
    """
    rule_set = rule_sets.rule_set_for(work.rules.rule_sets, call_ref, entry_on)
    ruling = rule_sets.judge(rule_set, _readable(work, path.eligibility.evidence), on=entry_on)
    days = work.rules.provisional_days
    return work.record(path, eligibility.decide(path.eligibility, ruling, provisional_days=days, on=on))


def _entry_day(work: Work, path: LearnerPath, call_ref: str) -> date | None:
    """Return the day of entry in the current group, if it is of the call."""
    stay = path.training.current
    if stay is None or work.load(FundedGroup, stay.group_id).seat.call_ref != call_ref:
        return None
    return stay.enrolled_on


def _readable(work: Work, evidence: Sealed[Evidence] | None) -> Evidence:
    """Return what can be read; papers never shown, or erased, are all missing."""
    opened = work.open(evidence, Evidence) if evidence else None
    return Evidence() if opened is None or isinstance(opened, Erased) else opened
