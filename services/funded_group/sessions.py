"""Scheduling and cancelling a group's half-days; a trainer is at one place at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.calendar import HalfDay, Segment
from domain.funded_group import sessions
from domain.funded_group.group import FundedGroup
from domain.funded_group.sessions import CancellationReason, Mode, SessionScheduled
from domain.ids import GroupId, SessionId, StaffId
from services.requests import Ask
from services.whereabouts import Booking
from services.work import Work

TRAINER_TIME = "trainer-time"
"""Key: ``trainer:day``. Owners: bookings by sessions."""
SESSION_SHEET = "session-sheet"
"""Key: a session. Owner: its attendance sheet."""


@dataclass(frozen=True, kw_only=True)
class ScheduleSession(Ask):
    """A half-day to come, or one that was held; ``on`` is the day on which it is planned."""

    session_id: SessionId
    session_on: date
    half_day: HalfDay
    segments: tuple[Segment, ...]
    mode: Mode


@dataclass(frozen=True, kw_only=True)
class CancelSession(Ask):
    """A half-day that does not take place."""

    session_id: SessionId
    reason: CancellationReason


def schedule_session(work: Work, group_id: GroupId, ask: ScheduleSession) -> None:
    """Plan a half-day."""
    group = work.load(FundedGroup, group_id)
    is_holiday = work.rules.is_public_holiday(ask.session_on, group.planning.department)
    scheduled = SessionScheduled(
        occurred_on=ask.on,
        session_id=ask.session_id,
        session_on=ask.session_on,
        half_day=ask.half_day,
        segments=ask.segments,
        mode=ask.mode,
        flags=sessions.flags(group.planning, ask.session_on, is_public_holiday=is_holiday),
    )
    facts = sessions.schedule(group.sessions, scheduled, elsewhere=_elsewhere(work, scheduled))
    work.record(group, facts)
    for key, booking in _bookings(scheduled) if facts else ():
        work.claim(TRAINER_TIME, key, str(booking))


def cancel_session(work: Work, group_id: GroupId, ask: CancelSession) -> None:
    """Give up a half-day; its trainers are free again."""
    group = work.load(FundedGroup, group_id)
    has_sheet = bool(work.owners(SESSION_SHEET, str(ask.session_id)))
    facts = sessions.cancel(group.sessions, ask.session_id, ask.reason, has_sheet=has_sheet, on=ask.on)
    work.record(group, facts)
    for key, booking in _bookings(group.sessions.scheduled[ask.session_id]) if facts else ():
        work.release(TRAINER_TIME, key, str(booking))


def _bookings(session: SessionScheduled) -> Iterator[tuple[str, Booking]]:
    for segment in session.segments:
        key = f"{segment.trainer_id}:{session.session_on}"
        yield key, Booking(holder=session.session_id, times=segment.times)


def _elsewhere(work: Work, session: SessionScheduled) -> frozenset[StaffId]:
    return frozenset(
        segment.trainer_id
        for segment, (key, booking) in zip(session.segments, _bookings(session), strict=True)
        if booking.clashes(work.owners(TRAINER_TIME, key))
    )
