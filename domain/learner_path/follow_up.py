"""What became of the person, what the caseworker noted, and the end of the path."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from domain.facts import Fact, Sealed


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


FACTS = (FollowUpDone, NoteAdded, PathClosed)
