"""The half-days of a group, planned segment by segment (rule 6)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from domain.calendar import ClockTimes, HalfDay, Segment
from domain.facts import Fact
from domain.funded_group.planning import GroupCompleted, Planning
from domain.funded_group.seats import GroupIsOver
from domain.ids import SessionId, StaffId
from domain.refusals import Refusal


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


class SegmentsAreWrong(Refusal):
    """A session has one segment at least; each has a length, and begins when the one before is over."""

    TYPE = "segments-are-wrong"
    field = "segments"


class SessionOnThatHalfDay(Refusal):
    """The group already has a session on that half-day."""

    TYPE = "session-on-that-half-day"
    field = "half_day"


class SessionAtThatTime(Refusal):
    """The group is at another of its sessions at these times."""

    TYPE = "session-at-that-time"
    field = "segments"


class SessionIsAlreadyScheduled(Refusal):
    """This session was scheduled in other terms, or cancelled."""

    TYPE = "session-is-already-scheduled"


class NoSuchSession(Refusal):
    """The group has no such session, or it was cancelled."""

    TYPE = "no-such-session"
    field = "session_id"


class SheetIsOpenForSession(Refusal):
    """A session with an attendance sheet took place: it cannot be cancelled."""

    TYPE = "sheet-is-open-for-session"


class TrainerIsElsewhere(Refusal):
    """A trainer is at another session at these times."""

    TYPE = "trainer-is-elsewhere"
    field = "segments"


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """The half-days of the group, by session."""

    scheduled: Mapping[SessionId, SessionScheduled] = field(default_factory=dict)
    cancelled: frozenset[SessionId] = frozenset()
    is_over: bool = False

    def live(self) -> list[SessionScheduled]:
        """Return the sessions that take place."""
        return [each for key, each in self.scheduled.items() if key not in self.cancelled]

    def find(self, session_id: SessionId) -> SessionScheduled:
        """Return a session that takes place.

        Raises:
            NoSuchSession: unknown, or cancelled.
        """
        if session_id not in self.scheduled or session_id in self.cancelled:
            raise NoSuchSession(session_id=session_id)
        return self.scheduled[session_id]


def evolve(sessions: Sessions, fact: Fact) -> Sessions:
    """Return the state after one more fact."""
    match fact:
        case SessionScheduled():
            return replace(sessions, scheduled={**sessions.scheduled, fact.session_id: fact})
        case SessionCancelled():
            return replace(sessions, cancelled=sessions.cancelled | {fact.session_id})
        case GroupCompleted():
            return replace(sessions, is_over=True)
        case _:
            return sessions


def flags(planning: Planning, session_on: date, *, is_public_holiday: bool) -> tuple[SessionFlag, ...]:
    """What an auditor will ask about this day (rule 6); flagged, never refused."""
    raised = {
        SessionFlag.PUBLIC_HOLIDAY: is_public_holiday,
        SessionFlag.OUTSIDE_GRANT_PERIOD: planning.is_outside_grant_period(session_on),
        SessionFlag.NO_GRANT_YET: planning.grant is None,
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)


def schedule(
    sessions: Sessions, scheduled: SessionScheduled, *, elsewhere: Collection[StaffId]
) -> list[Fact]:
    """Plan a half-day; nothing when it is planned just so.

    ``elsewhere`` are its trainers who are at another session at these times (rule 6).
    """
    known = sessions.scheduled.get(scheduled.session_id)
    if known is not None:
        if scheduled.session_id in sessions.cancelled or not _is_same(known, scheduled):
            raise SessionIsAlreadyScheduled
        return []
    if sessions.is_over:
        raise GroupIsOver
    _check_segments(scheduled.segments)
    if any(_half_day(each) == _half_day(scheduled) for each in sessions.live()):
        raise SessionOnThatHalfDay(session_on=scheduled.session_on, half_day=scheduled.half_day)
    if any(_overlap(each, scheduled) for each in sessions.live()):
        raise SessionAtThatTime(session_on=scheduled.session_on)
    if elsewhere:
        raise TrainerIsElsewhere(trainers=len(elsewhere))
    return [scheduled]


def cancel(
    sessions: Sessions, session_id: SessionId, reason: CancellationReason, *, has_sheet: bool, on: date
) -> list[Fact]:
    """Give up a half-day that nobody attended; nothing when it is cancelled."""
    if session_id in sessions.cancelled:
        return []
    sessions.find(session_id)
    if has_sheet:
        raise SheetIsOpenForSession
    return [SessionCancelled(occurred_on=on, session_id=session_id, reason=reason)]


def _half_day(session: SessionScheduled) -> tuple[date, HalfDay]:
    return (session.session_on, session.half_day)


def _overlap(one: SessionScheduled, other: SessionScheduled) -> bool:
    return one.session_on == other.session_on and _span(one).overlaps(_span(other))


def _span(session: SessionScheduled) -> ClockTimes:
    first, last = session.segments[0], session.segments[-1]
    return ClockTimes(starts_at=first.times.starts_at, ends_at=last.times.ends_at)


def _is_same(known: SessionScheduled, asked: SessionScheduled) -> bool:
    return replace(asked, occurred_on=known.occurred_on, flags=known.flags) == known


def _check_segments(segments: tuple[Segment, ...]) -> None:
    in_order = all(a.times.ends_at <= b.times.starts_at for a, b in pairwise(segments))
    if not segments or not in_order or any(segment.times.minutes <= 0 for segment in segments):
        raise SegmentsAreWrong


FACTS = (SessionScheduled, SessionCancelled)
