"""May the call's money pay for this person? Decided by the call's own rule set (rule 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from domain.facts import Fact, Sealed


class PermitGround(StrEnum):
    """Why the person may stay; class B, never outside an envelope."""

    FAMILY = "family"
    WORK = "work"
    PROTECTION = "protection"
    STUDY = "study"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Class B: what was read on the papers. None: not shown yet."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    permit_ground: PermitGround | None = None
    permit_since: date | None = None
    in_france_since: date | None = None
    cir_signed_on: date | None = None
    in_similar_scheme: bool | None = None


class EligibilityOutcome(StrEnum):
    """Provisional says that a paper is missing, until a day."""

    ELIGIBLE = "eligible"
    PROVISIONAL = "provisional"
    NOT_ELIGIBLE = "not-eligible"


@dataclass(frozen=True, kw_only=True)
class EligibilityEvidenceChecked(Fact):
    """Papers were read."""

    TYPE = "learner-path.eligibility-evidence-checked"
    evidence: Sealed[Evidence]


@dataclass(frozen=True, kw_only=True)
class EligibilityDecided(Fact):
    """A call's rule set ruled; which one, and why, stays with the decision."""

    TYPE = "learner-path.eligibility-decided"
    call_ref: str
    rule_set: str
    outcome: EligibilityOutcome
    reasons: tuple[str, ...]
    """Codes of the conditions that fail, or whose paper is missing."""
    provisional_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What a rule set says of some evidence on some day."""

    call_ref: str
    rule_set: str
    outcome: EligibilityOutcome
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """The papers last read, and the last decision for each call."""

    evidence: Sealed[Evidence] | None = None
    decided: Mapping[str, EligibilityDecided] = field(default_factory=dict)

    def outcome_for(self, call_ref: str) -> EligibilityOutcome | None:
        """Return what was decided for a call; None when nothing was."""
        decided = self.decided.get(call_ref)
        return decided.outcome if decided else None


def evolve(eligibility: Eligibility, fact: Fact) -> Eligibility:
    """Return the state after one more fact."""
    match fact:
        case EligibilityEvidenceChecked():
            return replace(eligibility, evidence=fact.evidence)
        case EligibilityDecided():
            return replace(eligibility, decided={**eligibility.decided, fact.call_ref: fact})
        case _:
            return eligibility


def check_evidence(eligibility: Eligibility, checked: EligibilityEvidenceChecked) -> list[Fact]:
    """Write down what the papers say; nothing when it was already read."""
    return [] if checked.evidence == eligibility.evidence else [checked]


def decide(eligibility: Eligibility, ruling: Ruling, *, provisional_days: int, on: date) -> list[Fact]:
    """Keep a rule set's ruling; nothing when it says the same as before (asking again gives no more time)."""
    before = eligibility.decided.get(ruling.call_ref)
    if before and ruling == _ruling_of(before):
        return []
    provisional = ruling.outcome is EligibilityOutcome.PROVISIONAL
    return [
        EligibilityDecided(
            occurred_on=on,
            call_ref=ruling.call_ref,
            rule_set=ruling.rule_set,
            outcome=ruling.outcome,
            reasons=ruling.reasons,
            provisional_until=on + timedelta(days=provisional_days) if provisional else None,
        )
    ]


def _ruling_of(decided: EligibilityDecided) -> Ruling:
    return Ruling(
        call_ref=decided.call_ref,
        rule_set=decided.rule_set,
        outcome=decided.outcome,
        reasons=decided.reasons,
    )


FACTS = (EligibilityEvidenceChecked, EligibilityDecided)
