"""The A2 positioning and the gate that it opens or not (rule 1)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.facts import Fact, Sealed
from domain.learner_path.referral import Referral, ReferralNotAccepted
from domain.levels import CefrLevel, Skill, SkillLevels
from domain.refusals import Refusal

WRITTEN = frozenset({Skill.READING, Skill.WRITING})


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
    call_ref: str | None = None
    """The call whose own rule admits, to its groups alone; None: to any group."""


class NotPositioned(Refusal):
    """The positioning comes before the decision on entry."""

    TYPE = "not-positioned"


class BelowEntryLevel(Refusal):
    """Some skills are below the entry level or not assessed: redirect, or ask a coordinator for a waiver."""

    TYPE = "below-entry-level"


class WaiverNeedsReason(Refusal):
    """Say why this person may enter below the entry level."""

    TYPE = "waiver-needs-reason"
    field = "reason"


class NothingToWaive(Refusal):
    """The four skills reach the entry level: admit without a waiver."""

    TYPE = "nothing-to-waive"


@dataclass(frozen=True, kw_only=True)
class EntryRule:
    """The same level in all four skills, but where a call asks less in writing (rule 1)."""

    id: str
    """How decisions name this rule."""
    level: CefrLevel
    written_level: CefrLevel
    """Of reading and writing."""
    call_ref: str | None = None
    """The call that asks this; None: the network."""

    def lacking(self, levels: SkillLevels | None) -> tuple[Skill, ...]:
        """Return the skills below the level, or not assessed."""
        if levels is None:
            return tuple(Skill)
        return tuple(
            skill
            for skill, level in levels.by_skill().items()
            if level is None or not level.reaches(self._asked(skill))
        )

    def _asked(self, skill: Skill) -> CefrLevel:
        return self.written_level if skill in WRITTEN else self.level


def rule_of_network(level: CefrLevel) -> EntryRule:
    """Return the rule of a level in all four skills: ``a2-four-skills/1``."""
    return EntryRule(id=f"{level.lower()}-four-skills/1", level=level, written_level=level)


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Where the person stands before the group: the last positioning, the last decision."""

    positioning: PositioningCompleted | None = None
    decision: EntryGateDecided | None = None

    @property
    def is_passed(self) -> bool:
        """The person may enter a group."""
        return self.decision is not None and self.decision.outcome is not GateOutcome.REDIRECTED

    def is_open_to(self, call_ref: str | None) -> bool:
        """The person may enter a group of this call; None: of any."""
        return self.is_passed and self.decision is not None and self.decision.call_ref in {None, call_ref}

    def is_passed_on(self, day: date) -> bool:
        """The person might enter a group on that day already."""
        return self.is_passed and self.decision is not None and self.decision.occurred_on <= day

    @property
    def levels(self) -> SkillLevels | None:
        """The levels of the last positioning."""
        return self.positioning.levels if self.positioning else None


def evolve(gate: Gate, fact: Fact) -> Gate:
    """Return the state after one more fact."""
    match fact:
        case PositioningCompleted():
            return replace(gate, positioning=fact)
        case EntryGateDecided():
            return replace(gate, decision=fact)
        case _:
            return gate


def complete_positioning(gate: Gate, referral: Referral, completed: PositioningCompleted) -> list[Fact]:
    """Keep the levels of a positioning; nothing when already kept."""
    if not referral.is_accepted:
        raise ReferralNotAccepted
    return [] if completed == gate.positioning else [completed]


def admit(gate: Gate, rule: EntryRule, *, on: date) -> list[Fact]:
    """Open the gate to a person who reaches the entry level; nothing when it is open already."""
    lacking = _lacking(gate, rule, on)
    if gate.is_open_to(rule.call_ref):
        return []
    if lacking:
        raise BelowEntryLevel(skills=lacking, level=rule.level, written_level=rule.written_level)
    return [
        EntryGateDecided(
            occurred_on=on,
            outcome=GateOutcome.ADMITTED,
            rule_set=rule.id,
            lacking=(),
            call_ref=rule.call_ref,
        )
    ]


def waive(gate: Gate, rule: EntryRule, reason: Sealed[str] | None, *, on: date) -> list[Fact]:
    """Open the gate below the entry level, for a reason; nothing when it is open already."""
    lacking = _lacking(gate, rule, on)
    if gate.is_open_to(None):
        return []
    if not lacking:
        raise NothingToWaive(level=rule.level)
    if reason is None:
        raise WaiverNeedsReason
    return [
        EntryGateDecided(
            occurred_on=on,
            outcome=GateOutcome.WAIVER,
            rule_set=rule.id,
            lacking=lacking,
            waiver_reason=reason,
        )
    ]


def redirect(gate: Gate, rule: EntryRule, *, on: date) -> list[Fact]:
    """Send the person elsewhere, positioned or not; nothing when already done."""
    if gate.decision and gate.decision.outcome is GateOutcome.REDIRECTED:
        return []
    return [
        EntryGateDecided(
            occurred_on=on,
            outcome=GateOutcome.REDIRECTED,
            rule_set=rule.id,
            lacking=rule.lacking(gate.levels),
        )
    ]


def _lacking(gate: Gate, rule: EntryRule, on: date) -> tuple[Skill, ...]:
    if gate.positioning is None or on < gate.positioning.occurred_on:
        raise NotPositioned
    return rule.lacking(gate.levels)


FACTS = (PositioningCompleted, EntryGateDecided)
