"""A place in a funded group, and how the training ends; the group's seats follow in the same transaction."""

from dataclasses import dataclass
from datetime import date

from domain.funded_group import seats
from domain.funded_group.group import FundedGroup
from domain.funded_group.seats import SeatReleaseReason
from domain.ids import GroupId, PathId
from domain.learner_path import ending, enrolment, rule_sets
from domain.learner_path.enrolment import DropOutReason, Funding, Terms, funding_of
from domain.learner_path.path import LearnerPath
from services.learner_path.eligibility import rule_anew
from services.learner_path.texts import sealed_text
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class Enrol(Ask):
    """A place for a learner in a funded group."""

    group_id: GroupId
    reason: str | None = None
    """Why, when the call may not pay for this person."""


@dataclass(frozen=True, kw_only=True)
class CompleteTraining(Ask):
    """The training was followed to its end."""

    waiver_reason: str | None = None
    """Why it counts as completed with fewer minutes than asked."""


@dataclass(frozen=True, kw_only=True)
class DropOut(Ask):
    """The learner left before the end."""

    reason: DropOutReason


def enrol(work: Work, path_id: PathId, ask: Enrol) -> None:
    """Take a place in a funded group; what the call pays is judged anew for the day of the entry (rule 2)."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    group = work.load(FundedGroup, ask.group_id)
    path, funding = _judged(work, path, group.seat.call_ref, ask.on)
    terms = Terms(funding=funding, reason=sealed_text(work, path_id, ask.reason))
    work.record(path, enrolment.enrol(path.training, path.gate, group.seat, terms, on=ask.on))
    work.record(group, seats.take(group.seats, path_id, on=ask.on))


def _judged(work: Work, path: LearnerPath, call_ref: str, day: date) -> tuple[LearnerPath, Funding]:
    """Let the call rule anew on an entry that it ruled on; its money waits when it did not, or cannot."""
    if path.training.is_active or path.eligibility.outcome_for(call_ref) is None:
        return path, Funding.WAITING
    if not rule_sets.has_rule_set(work.rules.rule_sets, call_ref, day):
        return path, Funding.WAITING
    path = rule_anew(work, path, call_ref, entry_on=day, on=day)
    return path, funding_of(path.eligibility.outcome_for(call_ref))


def complete_training(work: Work, path_id: PathId, ask: CompleteTraining) -> None:
    """Say that the training is completed."""
    path = work.load(LearnerPath, path_id)
    reason = sealed_text(work, path_id, ask.waiver_reason)
    share_bp = work.rules.completion_share_bp
    facts = ending.complete_training(path.training, path.attended, reason, share_bp=share_bp, on=ask.on)
    _leave_group(work, work.record(path, facts), SeatReleaseReason.COMPLETED, ask)


def drop_out(work: Work, path_id: PathId, ask: DropOut) -> None:
    """Say that the learner left before the end."""
    path = work.load(LearnerPath, path_id)
    facts = ending.drop_out(path.training, path.attended, ask.reason, on=ask.on)
    _leave_group(work, work.record(path, facts), SeatReleaseReason.DROPPED_OUT, ask)


def _leave_group(work: Work, path: LearnerPath, reason: SeatReleaseReason, ask: Ask) -> None:
    if path.training.last is None:
        return
    group = work.load(FundedGroup, path.training.last.group_id)
    work.record(group, seats.release(group.seats, PathId(path.id), reason, on=ask.on))
