"""The half-days of a group, planned segment by segment (rule 6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.calendar import HalfDay, Segment
from domain.facts import Fact
from domain.ids import SessionId


class Mode(StrEnum):
    """Where people are."""

    IN_PERSON = "in-person"
    REMOTE = "remote"
    HYBRID = "hybrid"


class SessionFlag(StrEnum):
    """What an auditor will ask about; flagged, never refused (rule 6)."""

    PUBLIC_HOLIDAY = "public-holiday"
    OUTSIDE_GRANT_PERIOD = "outside-grant-period"
    NO_GRANT_YET = "no-grant-yet"


class CancellationReason(StrEnum):
    """Why a session does not take place."""

    TRAINER_ABSENT = "trainer-absent"
    PREMISES = "premises"
    WEATHER = "weather"
    SUSPENSION = "suspension"


@dataclass(frozen=True, kw_only=True)
class SessionScheduled(Fact):
    """A half-day of the group, on the day of ``session_on`` (planned, so not ``occurred_on``)."""

    TYPE = "funded-group.session-scheduled"
    session_id: SessionId
    session_on: date
    half_day: HalfDay
    segments: tuple[Segment, ...]
    mode: Mode
    flags: tuple[SessionFlag, ...]


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(Fact):
    """The half-day does not take place."""

    TYPE = "funded-group.session-cancelled"
    session_id: SessionId
    reason: CancellationReason


FACTS = (SessionScheduled, SessionCancelled)
