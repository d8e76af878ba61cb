"""May the call's money pay for this person? Decided by the call's own rule set (rule 2)."""

from dataclasses import dataclass
from datetime import date
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


FACTS = (EligibilityEvidenceChecked, EligibilityDecided)
