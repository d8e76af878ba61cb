"""Opening a sheet and writing on it: who was there, who signed, who countersigned."""

from dataclasses import dataclass
from datetime import time

from domain.attendance_sheet import filling, marking
from domain.attendance_sheet.filling import Line, whole_session_unless
from domain.attendance_sheet.register import segment_of
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.attendance_sheet.signing import (
    AbsenceCode,
    MissingSignatureReason,
    SheetOpened,
    SignatureMethod,
    TrainerCountersigned,
)
from domain.funded_group.group import FundedGroup
from domain.ids import GroupId, PathId, SessionId, SheetId, StaffId
from domain.operator.operator import Operator
from services.funded_group.sessions import SESSION_SHEET
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class OpenSheet(Ask):
    """The sheet of a session; ``on`` is the day of the session, as for presences and absences."""

    group_id: GroupId
    session_id: SessionId


@dataclass(frozen=True, kw_only=True)
class RecordPresence(Ask):
    """A learner was there: the whole session, unless times are given."""

    path_id: PathId
    arrived_at: time | None = None
    left_at: time | None = None


@dataclass(frozen=True, kw_only=True)
class Sign(Ask):
    """A learner signs for their half-day."""

    path_id: PathId
    method: SignatureMethod


@dataclass(frozen=True, kw_only=True)
class NoteMissingSignature(Ask):
    """A learner was there and did not sign."""

    path_id: PathId
    reason: MissingSignatureReason


@dataclass(frozen=True, kw_only=True)
class MarkAbsent(Ask):
    """A learner did not come."""

    path_id: PathId
    code: AbsenceCode


@dataclass(frozen=True, kw_only=True)
class Countersign(Ask):
    """A segment's trainer confirms who was there."""

    segment: int
    trainer_id: StaffId


@dataclass(frozen=True, kw_only=True)
class FillRegister(Ask):
    """The whole grid, or some lines of it."""

    lines: tuple[Line, ...]


def open_sheet(work: Work, sheet_id: SheetId, ask: OpenSheet) -> None:
    """Open the sheet of a session, for those who had a seat that day."""
    group = work.load(FundedGroup, ask.group_id)
    sheet = work.begin(AttendanceSheet, sheet_id)
    session = group.sessions.find(ask.session_id)
    marking.check_day(ask.on, session.session_on)
    others = work.owners(SESSION_SHEET, str(ask.session_id)) - {str(sheet_id)}
    opened = SheetOpened(
        occurred_on=session.session_on,
        operator_id=group.plan.operator_id,
        group_id=ask.group_id,
        session_id=ask.session_id,
        half_day=session.half_day,
        segments=session.segments,
        expected=group.seats.held_on(session.session_on),
    )
    is_suspended = group.planning.is_suspended_on(session.session_on)
    facts = marking.open_sheet(sheet.register, opened, is_suspended=is_suspended, has_sheet=bool(others))
    work.record(sheet, facts)
    work.claim(SESSION_SHEET, str(ask.session_id), str(sheet_id), unique=True)


def record_presence(work: Work, sheet_id: SheetId, ask: RecordPresence) -> None:
    """Say that a learner was there."""
    sheet = work.load(AttendanceSheet, sheet_id)
    times = whole_session_unless(sheet.register, ask.arrived_at, ask.left_at)
    work.record(sheet, marking.record_presence(sheet.register, ask.path_id, times, on=ask.on))


def mark_absent(work: Work, sheet_id: SheetId, ask: MarkAbsent) -> None:
    """Say that a learner did not come."""
    sheet = work.load(AttendanceSheet, sheet_id)
    work.record(sheet, marking.mark_absent(sheet.register, ask.path_id, ask.code, on=ask.on))


def sign(work: Work, sheet_id: SheetId, ask: Sign) -> None:
    """Take a learner's signature."""
    sheet = work.load(AttendanceSheet, sheet_id)
    work.record(sheet, marking.sign(sheet.register, ask.path_id, ask.method, on=ask.on))


def note_missing_signature(work: Work, sheet_id: SheetId, ask: NoteMissingSignature) -> None:
    """Say why somebody present did not sign."""
    sheet = work.load(AttendanceSheet, sheet_id)
    facts = marking.note_missing_signature(sheet.register, ask.path_id, ask.reason, on=ask.on)
    work.record(sheet, facts)


def countersign(work: Work, sheet_id: SheetId, ask: Countersign) -> None:
    """Let a segment's trainer confirm who was there; whether they may teach it is noted, never refused."""
    sheet = work.load(AttendanceSheet, sheet_id)
    staff = work.begin(Operator, sheet.register.opening.operator_id).staff
    subject = segment_of(sheet.register, ask.segment).subject
    countersigned = TrainerCountersigned(
        occurred_on=ask.on,
        segment=ask.segment,
        trainer_id=ask.trainer_id,
        qualified=staff.may_teach(ask.trainer_id, subject, on=sheet.register.held_on),
    )
    work.record(sheet, marking.countersign(sheet.register, countersigned))


def fill_register(work: Work, sheet_id: SheetId, ask: FillRegister) -> None:
    """Write the grid, line by line; one wrong line refuses them all."""
    sheet = work.load(AttendanceSheet, sheet_id)
    for line in ask.lines:
        sheet = work.record(sheet, filling.fill(sheet.register, line, on=ask.on))
