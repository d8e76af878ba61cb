"""The positioning, and the decision on entry."""

from dataclasses import dataclass

from domain.ids import PathId
from domain.learner_path import positioning
from domain.learner_path.path import LearnerPath
from domain.learner_path.positioning import EntryRule, Gate, PositioningCompleted, rule_of_network
from domain.learner_path.rule_sets import rule_set_for
from domain.levels import SkillLevels
from services.learner_path.texts import sealed_text
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class CompletePositioning(Ask):
    """A level per skill, or not assessed."""

    tool: str
    tool_version: str
    levels: SkillLevels


@dataclass(frozen=True, kw_only=True)
class DecideEntryGate(Ask):
    """Admit a person who reaches the entry level."""

    call_ref: str | None = None
    """The call of the groups aimed at, where its rule set asks less in writing."""


@dataclass(frozen=True, kw_only=True)
class WaiveEntryGate(Ask):
    """Admit a person below the entry level."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class RedirectFromGate(Ask):
    """Send the person elsewhere."""


def complete_positioning(work: Work, path_id: PathId, ask: CompletePositioning) -> None:
    """Keep the levels of a positioning."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    completed = PositioningCompleted(
        occurred_on=ask.on, tool=ask.tool, tool_version=ask.tool_version, levels=ask.levels
    )
    work.record(path, positioning.complete_positioning(path.gate, path.referral, completed))


def decide_entry_gate(work: Work, path_id: PathId, ask: DecideEntryGate) -> None:
    """Admit the person, or say which skills are lacking."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    work.record(path, positioning.admit(path.gate, _rule(work, path.gate, ask), on=ask.on))


def waive_entry_gate(work: Work, path_id: PathId, ask: WaiveEntryGate) -> None:
    """Admit the person below the entry level, for a reason: a coordinator's decision."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    rule = rule_of_network(work.rules.entry_level)
    reason = sealed_text(work, path_id, ask.reason)
    work.record(path, positioning.waive(path.gate, rule, reason, on=ask.on))


def redirect_from_gate(work: Work, path_id: PathId, ask: RedirectFromGate) -> None:
    """Send the person elsewhere."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    rule = rule_of_network(work.rules.entry_level)
    work.record(path, positioning.redirect(path.gate, rule, on=ask.on))


def _rule(work: Work, gate: Gate, ask: DecideEntryGate) -> EntryRule:
    """Return the rule of the call that is named, unless the network's is met: that one opens every group."""
    network = rule_of_network(work.rules.entry_level)
    if ask.call_ref is None:
        return network
    of_call = rule_set_for(work.rules.rule_sets, ask.call_ref, ask.on).entry_rule(network.level)
    return of_call if network.lacking(gate.levels) else network
