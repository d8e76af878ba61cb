"""A half-day's sheet, from opening to countersigning."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from domain.calendar import HalfDay, Segment, SubjectMinutes
from domain.facts import Fact
from domain.ids import GroupId, OperatorId, PathId, SessionId, StaffId


class SignatureMethod(StrEnum):
    """From the weakest to the strongest."""

    PAPER = "paper"
    TABLET = "tablet"
    PERSONAL_CODE = "personal-code"
    TWO_FACTOR = "two-factor"


class MissingSignatureReason(StrEnum):
    """Why somebody present did not sign."""

    LEFT_BEFORE_SIGNING = "left-before-signing"
    REMOTE = "remote"
    DEVICE_FAILURE = "device-failure"
    FORGOTTEN = "forgotten"


class AbsenceCode(StrEnum):
    """Why somebody expected was not there, in coarse codes; unknown is said, never guessed."""

    UNKNOWN = "unknown"
    WORK = "work"
    APPOINTMENT = "appointment"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SheetOpened(Fact):
    """The sheet of one half-day; ``occurred_on`` is the day of the session."""

    TYPE = "attendance-sheet.sheet-opened"
    operator_id: OperatorId
    group_id: GroupId
    session_id: SessionId
    half_day: HalfDay
    segments: tuple[Segment, ...]
    expected: tuple[PathId, ...]


@dataclass(frozen=True, kw_only=True)
class PresenceRecorded(Fact):
    """A learner was there, from arrival to leaving."""

    TYPE = "attendance-sheet.presence-recorded"
    path_id: PathId
    arrived_at: time
    left_at: time
    minutes: SubjectMinutes


@dataclass(frozen=True, kw_only=True)
class LearnerSigned(Fact):
    """The learner signed for their half-day."""

    TYPE = "attendance-sheet.learner-signed"
    path_id: PathId
    method: SignatureMethod


@dataclass(frozen=True, kw_only=True)
class SignatureMissing(Fact):
    """The learner was there and did not sign."""

    TYPE = "attendance-sheet.signature-missing"
    path_id: PathId
    reason: MissingSignatureReason


@dataclass(frozen=True, kw_only=True)
class LearnerMarkedAbsent(Fact):
    """A learner who was expected did not come."""

    TYPE = "attendance-sheet.learner-marked-absent"
    path_id: PathId
    code: AbsenceCode


@dataclass(frozen=True, kw_only=True)
class TrainerCountersigned(Fact):
    """A trainer of a segment confirms who was there."""

    TYPE = "attendance-sheet.trainer-countersigned"
    segment: int
    """Index of the segment in the sheet, from 0."""
    trainer_id: StaffId
    qualified: bool
    """Qualified for the segment's subject on that day (rule 5)."""


FACTS = (
    SheetOpened,
    PresenceRecorded,
    LearnerSigned,
    SignatureMissing,
    LearnerMarkedAbsent,
    TrainerCountersigned,
)
