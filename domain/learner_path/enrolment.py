"""A place in a funded group, and how the training ends (rules 3 and 7)."""

from dataclasses import dataclass
from enum import StrEnum

from domain.facts import Fact, Sealed
from domain.ids import GroupId


class Funding(StrEnum):
    """What a learner's minutes are worth to the funder: all, none until a paper comes, none (rule 2)."""

    FUNDABLE = "fundable"
    WAITING = "waiting"
    NOT_FUNDABLE = "not-fundable"


class DropOutReason(StrEnum):
    """Why someone stopped coming; finding a job is not a failure."""

    JOB = "job"
    MOVED = "moved"
    OTHER = "other"
    SCHEDULE = "schedule"
    LOST_CONTACT = "lost-contact"


@dataclass(frozen=True, kw_only=True)
class EnrolledInGroup(Fact):
    """A place taken in a funded group."""

    TYPE = "learner-path.enrolled-in-group"
    group_id: GroupId
    planned_minutes: int
    funding: Funding
    reason: Sealed[str] | None = None
    """Class A: why seated though provisional or not eligible."""


@dataclass(frozen=True, kw_only=True)
class TrainingCompleted(Fact):
    """The learner followed the configured share of their planned minutes, or has a waiver (rule 7)."""

    TYPE = "learner-path.training-completed"
    group_id: GroupId
    attended_minutes: int
    planned_minutes: int
    waiver_reason: Sealed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class DroppedOut(Fact):
    """The learner left the group before its end."""

    TYPE = "learner-path.dropped-out"
    group_id: GroupId
    reason: DropOutReason


FACTS = (EnrolledInGroup, TrainingCompleted, DroppedOut)
