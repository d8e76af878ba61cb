"""What became of the person, what the caseworker noted, and the end of the path."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum

from domain.facts import Fact, Sealed
from domain.learner_path.enrolment import EnrolledInGroup, StillInTraining, Training
from domain.learner_path.licence import ENGAGED_RULE, Mobility
from domain.refusals import Refusal


class FollowUpMonth(IntEnum):
    """Months after the exit (rule 13)."""

    THREE = 3
    SIX = 6
    TWELVE = 12


class Situation(StrEnum):
    """Employment or training at a follow-up, in coarse codes."""

    EMPLOYED = "employed"
    IN_TRAINING = "in-training"
    LOOKING_FOR_WORK = "looking-for-work"
    OTHER = "other"
    UNKNOWN = "unknown"


class NoteVisibility(StrEnum):
    """Who may read a note."""

    TEAM = "team"
    AUTHOR = "author"


class ExitReason(StrEnum):
    """How the path ended."""

    COMPLETED = "completed"
    DROPPED_OUT = "dropped-out"
    NOT_ADMITTED = "not-admitted"
    REDIRECTED = "redirected"
    REFERRAL_EXPIRED = "referral-expired"


@dataclass(frozen=True, kw_only=True)
class FollowUpDone(Fact):
    """The person was reached at 3, 6 or 12 months."""

    TYPE = "learner-path.follow-up-done"
    month: FollowUpMonth
    situation: Situation


@dataclass(frozen=True, kw_only=True)
class NoteAdded(Fact):
    """A caseworker wrote something down; class A."""

    TYPE = "learner-path.note-added"
    visibility: NoteVisibility
    text: Sealed[str]


@dataclass(frozen=True, kw_only=True)
class PathClosed(Fact):
    """The path ends; positive or not by a rule set."""

    TYPE = "learner-path.path-closed"
    reason: ExitReason
    positive_exit: bool
    rule_set: str


class NotOutYet(Refusal):
    """Follow-ups come after the exit: the training's end, or the closing of a path without training."""

    TYPE = "not-out-yet"


class FollowUpAlreadyDone(Refusal):
    """This follow-up says another situation already."""

    TYPE = "follow-up-already-done"
    field = "month"


class PathIsClosed(Refusal):
    """This path is closed: only follow-ups, notes and ways of moving about can be added."""

    TYPE = "path-is-closed"


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What was done after the exit, the last note, and how the path closed."""

    done: Mapping[FollowUpMonth, FollowUpDone] = field(default_factory=dict)
    last_done_on: date | None = None
    last_note: NoteAdded | None = None
    closed: PathClosed | None = None

    def exit_on(self, training: Training) -> date | None:
        """Return the day of the exit: the training's end, or the closing of a path without training."""
        if training.last is not None:
            return training.last.left_on
        return self.closed.occurred_on if self.closed else None


def evolve(follow_up: FollowUp, fact: Fact) -> FollowUp:
    """Return the state after one more fact; a new training will have follow-ups of its own."""
    match fact:
        case FollowUpDone():
            last = max(fact.occurred_on, follow_up.last_done_on or fact.occurred_on)
            return replace(follow_up, done={**follow_up.done, fact.month: fact}, last_done_on=last)
        case EnrolledInGroup():
            return replace(follow_up, done={})
        case NoteAdded():
            return replace(follow_up, last_note=fact)
        case PathClosed():
            return replace(follow_up, closed=fact)
        case _:
            return follow_up


def check_open(follow_up: FollowUp) -> None:
    """Refuse what no longer happens on a closed path."""
    if follow_up.closed is not None:
        raise PathIsClosed(closed_on=follow_up.closed.occurred_on)


def record_follow_up(follow_up: FollowUp, training: Training, done: FollowUpDone) -> list[Fact]:
    """Keep what became of the person; nothing when this month says the same situation already."""
    exit_on = follow_up.exit_on(training)
    if exit_on is None or done.occurred_on < exit_on:
        raise NotOutYet
    known = follow_up.done.get(done.month)
    if known is None:
        return [done]
    if known.situation is not done.situation:
        raise FollowUpAlreadyDone(month=done.month, situation=known.situation)
    return []


def add_note(follow_up: FollowUp, note: NoteAdded) -> list[Fact]:
    """Keep a note; nothing when it repeats the last one."""
    return [] if note == follow_up.last_note else [note]


def close(
    follow_up: FollowUp, training: Training, mobility: Mobility, reason: ExitReason, *, on: date
) -> list[Fact]:
    """End the path, and say by which rule set it ended well or not; nothing when it is closed."""
    if follow_up.closed is not None:
        return []
    if training.is_taken_after(on):
        raise StillInTraining
    return [
        PathClosed(
            occurred_on=on,
            reason=reason,
            positive_exit=mobility.is_positive(ENGAGED_RULE, training),
            rule_set=ENGAGED_RULE.id,
        )
    ]


FACTS = (FollowUpDone, NoteAdded, PathClosed)
