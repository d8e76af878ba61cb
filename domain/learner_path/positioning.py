"""The A2 positioning and the gate that it opens or not (rule 1)."""

from dataclasses import dataclass
from enum import StrEnum

from domain.facts import Fact, Sealed
from domain.levels import Skill, SkillLevels


class GateOutcome(StrEnum):
    """Admitted by the rule, by a coordinator's reasoned waiver, or sent elsewhere."""

    ADMITTED = "admitted"
    WAIVER = "waiver"
    REDIRECTED = "redirected"


@dataclass(frozen=True, kw_only=True)
class PositioningCompleted(Fact):
    """A level per skill before entry; never a certificate."""

    TYPE = "learner-path.positioning-completed"
    tool: str
    tool_version: str
    levels: SkillLevels


@dataclass(frozen=True, kw_only=True)
class EntryGateDecided(Fact):
    """May this person enter a group?"""

    TYPE = "learner-path.entry-gate-decided"
    outcome: GateOutcome
    rule_set: str
    lacking: tuple[Skill, ...]
    """Skills below what the rule set asks, or not assessed."""
    waiver_reason: Sealed[str] | None = None
    """Class A: the coordinator's reason."""


FACTS = (PositioningCompleted, EntryGateDecided)
