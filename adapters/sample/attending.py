"""A group's half-days: who came, who signed, and the sheets that say so."""

from datetime import date, datetime, time, timedelta

from adapters.sample.cast import Cast, Member
from adapters.sample.clock import days_after, paris
from adapters.sample.half_days import Slot
from adapters.sample.plan import Actor
from adapters.sample.profiles import draw
from domain.attendance_sheet.filling import Line
from domain.attendance_sheet.signing import AbsenceCode, MissingSignatureReason, SignatureMethod
from domain.calendar import ClockTimes
from domain.funded_group.sessions import Mode
from domain.ids import SessionId, SheetId
from domain.learner_path.enrolment import DropOutReason
from services.attendance_sheet.sealing import SealSheet, seal_sheet
from services.attendance_sheet.signing import (
    Countersign,
    FillRegister,
    OpenSheet,
    countersign,
    fill_register,
    open_sheet,
)
from services.funded_group.sessions import ScheduleSession, schedule_session

WRITTEN_LATE = 0.06
LATE_DAYS = 20
NO_LATE_SHEET_BEFORE_THE_END = timedelta(days=30)
NOT_SIGNED = 0.013
NOT_THE_WHOLE_SESSION = 0.07

ABSENCES = {
    AbsenceCode.UNKNOWN: 5,
    AbsenceCode.WORK: 2,
    AbsenceCode.APPOINTMENT: 2,
    AbsenceCode.OTHER: 1,
}
NOT_SIGNED_BECAUSE = {
    MissingSignatureReason.LEFT_BEFORE_SIGNING: 4,
    MissingSignatureReason.FORGOTTEN: 4,
    MissingSignatureReason.DEVICE_FAILURE: 1,
}


def hold_half_days(cast: Cast) -> None:
    """Note every half-day that was held: its session, its sheet, its lines, its seal."""
    for index, slot in enumerate(cast.held):
        session_id = schedule(cast, slot)
        opened_at = _opened_at(cast, slot)
        sheet_id = SheetId(cast.story.id_at(opened_at))
        cast.sheets[index] = sheet_id
        ask = OpenSheet(on=slot.day, group_id=cast.group_id, session_id=session_id)
        cast.story.add(opened_at, cast.team.trainer, open_sheet, sheet_id, ask)
        _write(cast, index, slot, sheet_id, opened_at)


def schedule(cast: Cast, slot: Slot) -> SessionId:
    """Note that a half-day is planned."""
    session_id = SessionId(cast.story.id_at(slot.scheduled_at))
    ask = ScheduleSession(
        on=slot.scheduled_at.date(),
        session_id=session_id,
        session_on=slot.day,
        half_day=slot.half_day,
        segments=slot.segments,
        mode=slot.mode,
    )
    cast.story.add(slot.scheduled_at, cast.team.coordinator, schedule_session, cast.group_id, ask)
    return session_id


def _opened_at(cast: Cast, slot: Slot) -> datetime:
    """On the day itself, or weeks later for what was kept on paper."""
    is_early_enough = slot.day < cast.last_day - NO_LATE_SHEET_BEFORE_THE_END
    if slot.on_paper or (is_early_enough and cast.random.random() < WRITTEN_LATE):
        return paris(days_after(slot.day, LATE_DAYS), 10, cast.random.randrange(30))
    return paris(slot.day, slot.starts_at.hour, slot.starts_at.minute + cast.random.randrange(3, 15))


def _write(cast: Cast, index: int, slot: Slot, sheet_id: SheetId, opened_at: datetime) -> None:
    written_at = max(opened_at + timedelta(minutes=5), _at(slot.day, slot.ends_at))
    expected = [each for each in cast.members if each.is_expected(slot.day, opened_at)]
    for member in expected:
        _come(cast, index, slot, member)
    fill = FillRegister(on=slot.day, lines=tuple(member.lines[index] for member in expected))
    trainer = cast.team.trainer
    cast.story.add(written_at, trainer, fill_register, sheet_id, fill)
    _countersign(cast, slot, sheet_id, written_at, trainer)
    sealed_at = written_at + timedelta(minutes=cast.random.randrange(8, 25))
    seal = SealSheet(on=sealed_at.date())
    cast.story.add(sealed_at, cast.team.coordinator, seal_sheet, sheet_id, seal)


def _countersign(cast: Cast, slot: Slot, sheet_id: SheetId, written_at: datetime, who: Actor) -> None:
    at = written_at + timedelta(minutes=3)
    for number, segment in enumerate(slot.segments):
        ask = Countersign(on=at.date(), segment=number, trainer_id=segment.trainer_id)
        cast.story.add(at, who, countersign, sheet_id, ask)


def _come(cast: Cast, index: int, slot: Slot, member: Member) -> None:
    line = _line(cast, index, slot, member)
    member.lines[index] = line
    if line.absent is None:
        member.minutes += minutes_of(slot, line)


def _line(cast: Cast, index: int, slot: Slot, member: Member) -> Line:
    random = cast.random
    if index > member.last_slot:
        has_job = member.profile.drop_out is DropOutReason.JOB
        return Line(path_id=member.path_id, absent=AbsenceCode.WORK if has_job else AbsenceCode.UNKNOWN)
    if index != member.last_slot and random.random() > member.profile.reliability:
        return Line(path_id=member.path_id, absent=draw(random, ABSENCES))
    arrived_at, left_at = _times(cast, slot)
    missing = _missing(cast, slot)
    signed = None if missing else _method(cast, slot)
    return Line(
        path_id=member.path_id, arrived_at=arrived_at, left_at=left_at, signed=signed, missing=missing
    )


def _times(cast: Cast, slot: Slot) -> tuple[time | None, time | None]:
    """Return when somebody came or went, where it was not with the others."""
    if cast.random.random() > NOT_THE_WHOLE_SESSION:
        return None, None
    minutes = cast.random.choice((15, 30, 45))
    if cast.random.random() < 0.6:  # noqa: PLR2004 - people come late more often than they leave early.
        return (datetime.combine(slot.day, slot.starts_at) + timedelta(minutes=minutes)).time(), None
    return None, (datetime.combine(slot.day, slot.ends_at) - timedelta(minutes=minutes)).time()


def _method(cast: Cast, slot: Slot) -> SignatureMethod:
    if slot.mode is Mode.REMOTE:
        return SignatureMethod.PERSONAL_CODE
    return SignatureMethod.TABLET if cast.plan.tablet else SignatureMethod.PAPER


def _missing(cast: Cast, slot: Slot) -> MissingSignatureReason | None:
    if slot.mode is Mode.REMOTE:
        return MissingSignatureReason.REMOTE if cast.random.random() < 2 * NOT_SIGNED else None
    return draw(cast.random, NOT_SIGNED_BECAUSE) if cast.random.random() < NOT_SIGNED else None


def minutes_of(slot: Slot, line: Line) -> int:
    """Return how long somebody present was there."""
    arrived_at, left_at = line.arrived_at or slot.starts_at, line.left_at or slot.ends_at
    return ClockTimes(starts_at=arrived_at, ends_at=left_at).minutes


def is_whole(line: Line) -> bool:
    """Whether somebody came, and for the whole session."""
    return line.absent is None and line.arrived_at is None and line.left_at is None


def _at(day: date, at: time) -> datetime:
    return paris(day, at.hour, at.minute)
