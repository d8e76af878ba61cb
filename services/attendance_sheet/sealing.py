"""Sealing a sheet, which credits everybody present, and correcting it: one transaction each (rule 5)."""

from dataclasses import dataclass

from domain.attendance_sheet import sealing
from domain.attendance_sheet.content import content_hash
from domain.attendance_sheet.marking import check_expected
from domain.attendance_sheet.register import minutes_within
from domain.attendance_sheet.sealing import CreditedLearner, SheetCorrected
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.calendar import ClockTimes, SubjectMinutes
from domain.ids import EventId, PathId, SheetId
from domain.learner_path import attendance
from domain.learner_path.attendance import HoursCredited
from domain.learner_path.path import LearnerPath
from services.attendance_sheet.crediting import credit_of, let_go
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class SealSheet(Ask):
    """Nothing on the sheet changes any more."""


@dataclass(frozen=True, kw_only=True)
class CorrectSheet(Ask):
    """What one learner's line should have said; ``on`` is the day of the decision."""

    path_id: PathId
    times: ClockTimes | None
    """From arrival to leaving; null when the learner was absent."""
    approver: str
    """The account of a coordinator of the operator, or of the network head; not the asker's own."""
    reason: str


def seal_sheet(work: Work, sheet_id: SheetId, ask: SealSheet) -> None:
    """Seal a sheet and credit everybody present their own minutes."""
    sheet = work.load(AttendanceSheet, sheet_id)
    if sheet.seal.is_sealed:
        return
    credited = [
        CreditedLearner(path_id=path_id, credit=credit_of(work, sheet, path_id, times))
        for path_id, times in sheet.register.present.items()
    ]
    facts = sealing.close(
        sheet.seal,
        credited,
        lacking=sheet.register.lacking,
        content_hash=content_hash(sheet_id, sheet.register),
        on=ask.on,
    )
    work.record(sheet, facts)
    for each in credited:
        path = work.load(LearnerPath, each.path_id)
        work.record(path, attendance.credit(path.attendance, path.training, each.credit))


def correct_sheet(work: Work, sheet_id: SheetId, ask: CorrectSheet) -> None:
    """Take back what a sealed sheet credited to one learner, and credit what is right."""
    sheet = work.load(AttendanceSheet, sheet_id)
    check_expected(sheet.register, ask.path_id)
    path = work.load(LearnerPath, ask.path_id)
    event, wrong = _credit_in(path, sheet_id)
    corrected = SheetCorrected(
        occurred_on=sheet.register.held_on,
        path_id=ask.path_id,
        before=wrong.minutes if wrong else SubjectMinutes(),
        after=minutes_within(sheet.register, ask.times) if ask.times else SubjectMinutes(),
        approver=_approver(work, sheet, ask.approver),
        decided_on=ask.on,
        reason=work.seal(sheet.group_id, "A", sealing.check_reason(ask.reason)),
    )
    is_same = ask.times == (wrong.times if wrong else None)
    if facts := sealing.correct(sheet.seal, corrected, is_same=is_same, today=work.today):
        work.record(sheet, facts, supersedes=event)
        _take_back(work, path, event, wrong)
        _credit(work, sheet, ask.path_id, ask.times)


def _approver(work: Work, sheet: AttendanceSheet, account_id: str) -> str:
    may_approve = work.may_approve(account_id, sheet.register.opening.operator_id)
    return sealing.check_approver(account_id, author=work.context.actor, may_approve=may_approve)


def _credit_in(path: LearnerPath, sheet_id: SheetId) -> tuple[EventId, HoursCredited] | tuple[None, None]:
    """Return the credit that stands on a path for a sheet, with the event that recorded it."""
    live = path.attendance.live.items()
    return next(((event, credit) for event, credit in live if credit.sheet_id == sheet_id), (None, None))


def _take_back(work: Work, path: LearnerPath, event: EventId | None, wrong: HoursCredited | None) -> None:
    if event is not None and wrong is not None:
        facts = attendance.reverse(path.attendance, event, on=wrong.occurred_on)
        work.record(path, facts, supersedes=event)
        let_go(work, path, wrong)


def _credit(work: Work, sheet: AttendanceSheet, path_id: PathId, times: ClockTimes | None) -> None:
    if times is not None:
        path = work.load(LearnerPath, path_id)
        credit = credit_of(work, sheet, path_id, times)
        work.record(path, attendance.credit(path.attendance, path.training, credit))
