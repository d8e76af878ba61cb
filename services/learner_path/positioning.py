"""The positioning, and the decision on entry."""

from dataclasses import dataclass

from domain.ids import PathId
from domain.learner_path import positioning
from domain.learner_path.path import LearnerPath
from domain.learner_path.positioning import EntryRule, PositioningCompleted
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
    work.record(path, positioning.admit(path.gate, EntryRule(level=work.rules.entry_level), on=ask.on))


def waive_entry_gate(work: Work, path_id: PathId, ask: WaiveEntryGate) -> None:
    """Admit the person below the entry level, for a reason: a coordinator's decision."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    rule = EntryRule(level=work.rules.entry_level)
    reason = sealed_text(work, path_id, ask.reason)
    work.record(path, positioning.waive(path.gate, rule, reason, on=ask.on))


def redirect_from_gate(work: Work, path_id: PathId, ask: RedirectFromGate) -> None:
    """Send the person elsewhere."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    work.record(path, positioning.redirect(path.gate, EntryRule(level=work.rules.entry_level), on=ask.on))
