"""One funded group's life: planned, granted, opened, met half-day after half-day, paid for, completed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random
from typing import Any

from adapters.sample.halfdays import MINUTES, Slot, slots
from adapters.sample.operators import NETWORK_HEAD, Operator
from adapters.sample.plan import Plan
from domain.attendance_sheet.filling import Line
from domain.attendance_sheet.signing import AbsenceCode, MissingSignatureReason, SignatureMethod
from domain.calendar import ClockTimes, Segment
from domain.funded_group.planning import SuspensionReason
from domain.funded_group.sessions import CancellationReason, Mode
from domain.grant.award import Allotment, FundingLine, PaymentKind
from domain.ids import GrantId, GroupId, PathId, SessionId, SheetId
from services.attendance_sheet.sealing import CorrectSheet, SealSheet, correct_sheet, seal_sheet
from services.attendance_sheet.signing import (
    Countersign,
    FillRegister,
    OpenSheet,
    countersign,
    fill_register,
    open_sheet,
)
from services.funded_group.money import RecordExpense, record_expense
from services.funded_group.planning import (
    AttachGrant,
    CompleteGroup,
    OpenGroup,
    PlanGroup,
    ResumeGroup,
    SuspendGroup,
    attach_grant,
    complete_group,
    open_group,
    plan_group,
    resume_group,
    suspend_group,
)
from services.funded_group.sessions import CancelSession, ScheduleSession, cancel_session, schedule_session
from services.grant.award import AwardGrant, ReceivePayment, award_grant, receive_payment

CALL = "DREETS-GE-2025"
RATE_BP = 8_000
PROGRAMME_MINUTES = 12_000
LATE_DAYS = 20
REMOTE_MONTH = 11
ALLOTTED_CENTS = 1_440_000


@dataclass
class Group:
    """What the plan knows of a group."""

    operator: Operator
    code: str
    id: GroupId
    grant_id: GrantId
    slots: list[Slot]
    is_finished: bool
    granted_late: bool = False
    pause: tuple[date, date] | None = None
    seated: dict[PathId, date] = field(default_factory=dict)
    """Learners with the last day that they come: the group's last, or the day before they drop out."""
    attended: dict[PathId, int] = field(default_factory=dict)

    @property
    def starts_on(self) -> date:
        """Day of the first half-day."""
        return self.slots[0].day

    @property
    def ends_on(self) -> date:
        """Day of the last half-day."""
        return self.slots[-1].day


@dataclass(frozen=True)
class Sheet:
    """A half-day's sheet, and how many days late it was filled."""

    id: SheetId
    slot: Slot
    lines: Sequence[Line]
    late: int


def new_group(  # noqa: PLR0913 - each is a fact of the story.
    plan: Plan,
    operator: Operator,
    number: int,
    first: date,
    half_days: int,
    *,
    grant_id: GrantId | None = None,
    granted_late: bool = False,
    pause: tuple[date, date] | None = None,
) -> Group:
    """Draw a group that meets from a Monday on; its grant is its own unless another is given."""
    code = f"{operator.department}-2025-{number:02}"
    met = slots(first, half_days, pause=pause)
    return Group(
        operator=operator,
        code=code,
        id=GroupId(plan.new_id(first)),
        grant_id=grant_id or GrantId(plan.new_id(first)),
        slots=met,
        is_finished=half_days * MINUTES >= PROGRAMME_MINUTES,
        granted_late=granted_late,
        pause=pause,
    )


def plan_life(plan: Plan, group: Group) -> None:
    """Plan all that happens to a group, once its learners are known."""
    _begin(plan, group)
    sessions = _schedule(plan, group)
    for index, (slot, session_id) in enumerate(zip(group.slots, sessions, strict=True)):
        _hold(plan, group, slot, session_id, index)
    _spend(plan, group)
    if group.pause:
        _pause(plan, group, group.pause)
    if group.is_finished:
        day = group.ends_on + timedelta(days=4)
        plan.add(day, group.operator.coordinator, complete_group, group.id, CompleteGroup(on=day))


def award(plan: Plan, groups: Sequence[Group]) -> None:
    """Plan the grant of one group, or of two that share it, and its payments."""
    first = min(groups, key=lambda group: group.starts_on)
    day = first.starts_on - timedelta(days=35)
    if first.granted_late:
        day = first.starts_on + timedelta(days=21)
    grant_id, amount = first.grant_id, ALLOTTED_CENTS * len(groups)
    plan.add(
        day,
        NETWORK_HEAD,
        award_grant,
        grant_id,
        AwardGrant(
            on=day,
            funder="dreets-44",
            line=FundingLine.BOP_104,
            call_ref=CALL,
            legal_commitment_ref=f"EJ-2025-{first.code}",
            amount_cents=amount,
            rate_bp=RATE_BP,
            eligible_from=date(2025, 1, 1),
            eligible_until=date(2025, 12, 31),
        ),
        at=time(9),
    )
    for group in groups:
        attached = max(day, group.starts_on - timedelta(days=33))
        attach = AttachGrant(on=attached, grant_id=grant_id, allotted_cents=ALLOTTED_CENTS)
        plan.add(attached, NETWORK_HEAD, attach_grant, group.id, attach, at=time(11))
    _pay(plan, groups, PaymentKind.ADVANCE, 50, day=first.starts_on + timedelta(days=40))
    if all(group.is_finished for group in groups):
        last = max(group.ends_on for group in groups)
        _pay(plan, groups, PaymentKind.INTERIM, 30, day=last + timedelta(days=30))


def _pay(plan: Plan, groups: Sequence[Group], kind: PaymentKind, percent: int, *, day: date) -> None:
    parts = tuple(Allotment(group_id=group.id, cents=ALLOTTED_CENTS * percent // 100) for group in groups)
    total = sum(part.cents for part in parts)
    ask = ReceivePayment(on=day, kind=kind, cents=total, allotments=parts)
    plan.add(day, NETWORK_HEAD, receive_payment, groups[0].grant_id, ask)


def _begin(plan: Plan, group: Group) -> None:
    coordinator, planned_on = group.operator.coordinator, group.starts_on - timedelta(days=42)
    ask = PlanGroup(
        on=planned_on,
        code=group.code,
        call_ref=CALL,
        department=group.operator.department,
        starts_on=group.starts_on,
        ends_on=group.ends_on,
        planned_minutes=PROGRAMME_MINUTES,
        seats_min=6,
        seats_max=12,
    )
    plan.add(planned_on, coordinator, plan_group, group.id, ask, at=time(9))
    plan.add(group.starts_on, coordinator, open_group, group.id, OpenGroup(on=group.starts_on), at=time(8))


def _schedule(plan: Plan, group: Group) -> list[SessionId]:
    planned_on, operator, found = group.starts_on - timedelta(days=14), group.operator, []
    for index, slot in enumerate(group.slots):
        session_id = SessionId(plan.new_id(slot.day))
        is_replaced = index % 23 == 11  # noqa: PLR2004 - the instructor is away now and then.
        ask = ScheduleSession(
            on=planned_on,
            session_id=session_id,
            session_on=slot.day,
            half_day=slot.half_day,
            segments=slot.segments(
                operator.language_trainer, operator.replacement if is_replaced else operator.instructor
            ),
            mode=Mode.REMOTE if slot.day.month == REMOTE_MONTH and operator.key == "88" else Mode.IN_PERSON,
        )
        plan.add(planned_on, operator.coordinator, schedule_session, group.id, ask, at=time(14))
        found.append(session_id)
    return found


def _hold(plan: Plan, group: Group, slot: Slot, session_id: SessionId, index: int) -> None:
    if index == 30:  # noqa: PLR2004 - one half-day a group is snowed in, or the key is lost.
        cancel = CancelSession(on=slot.day, session_id=session_id, reason=CancellationReason.PREMISES)
        plan.add(slot.day, group.operator.coordinator, cancel_session, group.id, cancel, at=time(8))
        return
    lines = tuple(_line(plan.random, group, path_id, slot) for path_id in _expected(group, slot))
    if not lines:
        return
    late = LATE_DAYS if index + 8 < len(group.slots) and plan.chance(4) else 0
    sheet_id, trainer = SheetId(plan.new_id(slot.day)), group.operator.trainer
    end = slot.times.ends_at
    asks: tuple[tuple[Callable[..., None], Any, time], ...] = (
        (open_sheet, OpenSheet(on=slot.day, group_id=group.id, session_id=session_id), end),
        (fill_register, FillRegister(on=slot.day, lines=lines), _after(end, 5)),
        *(
            (
                countersign,
                Countersign(on=slot.day, segment=place, trainer_id=segment.trainer_id),
                _after(end, 8),
            )
            for place, segment in enumerate(_segments(group, slot, index))
        ),
        (seal_sheet, SealSheet(on=slot.day + timedelta(days=late)), _after(end, 10)),
    )
    for use_case, ask, at in asks:
        plan.add(slot.day, trainer, use_case, sheet_id, ask, at=at, recorded_after=late)
    if plan.chance(2):
        _correct(plan, group, Sheet(sheet_id, slot, lines, late))


def _segments(group: Group, slot: Slot, index: int) -> tuple[Segment, ...]:
    operator = group.operator
    instructor = operator.replacement if index % 23 == 11 else operator.instructor  # noqa: PLR2004 - as scheduled.
    return slot.segments(operator.language_trainer, instructor)


def _correct(plan: Plan, group: Group, sheet: Sheet) -> None:
    """One learner left an hour before the end, and the sheet said otherwise."""
    present = [line for line in sheet.lines if line.absent is None]
    if not present:
        return
    times, day = sheet.slot.times, sheet.slot.day + timedelta(days=sheet.late + 9)
    left = times.ends_at.replace(hour=times.ends_at.hour - 1)
    ask = CorrectSheet(
        on=day,
        path_id=present[0].path_id,
        times=ClockTimes(starts_at=times.starts_at, ends_at=left),
        approver="",
        reason="Départ une heure avant la fin, signalé par la formatrice.",
    )
    group.attended[present[0].path_id] -= 60
    operator = group.operator
    plan.add(
        day, operator.trainer, correct_sheet, sheet.id, ask, at=time(18, 30), approved_by=operator.coordinator
    )


def _expected(group: Group, slot: Slot) -> list[PathId]:
    return [path_id for path_id, last in group.seated.items() if slot.day <= last]


def _line(random: Random, group: Group, path_id: PathId, slot: Slot) -> Line:
    if random.random() < 0.08:  # noqa: PLR2004 - one absence in twelve half-days.
        return Line(path_id=path_id, absent=random.choice(list(AbsenceCode)))
    group.attended[path_id] = group.attended.get(path_id, 0) + MINUTES
    if random.random() < 0.01:  # noqa: PLR2004 - one signature in a hundred is missing.
        return Line(path_id=path_id, missing=MissingSignatureReason.LEFT_BEFORE_SIGNING)
    if random.random() < 0.03:  # noqa: PLR2004 - now and then somebody comes late.
        group.attended[path_id] -= 30
        starts = slot.times.starts_at
        arrived = starts.replace(
            hour=starts.hour + (starts.minute + 30) // 60, minute=(starts.minute + 30) % 60
        )
        return Line(path_id=path_id, arrived_at=arrived, signed=SignatureMethod.PAPER)
    return Line(path_id=path_id, signed=SignatureMethod.PAPER)


def _spend(plan: Plan, group: Group) -> None:
    months = sorted({(slot.day.year, slot.day.month) for slot in group.slots})
    for number, (year, month) in enumerate(months):
        day = date(year, month, 28)
        met = sum(1 for slot in group.slots if (slot.day.year, slot.day.month) == (year, month))
        for account, cents, eligible in (
            ("6411", met * 26_000, True),
            ("6132", met * 4_500, True),
            ("6064", 3_500 + met * 200, True),
            ("6251", met * 900, number != 1),
            ("864", met * 1_500, True),
        ):
            ask = RecordExpense(
                on=day,
                account=account,
                cents=cents,
                proof=f"FA-{group.code}-{month:02}-{account}",
                eligible=eligible,
                label="Charges du mois",
            )
            plan.add(
                day, group.operator.coordinator, record_expense, group.id, ask, at=time(17), recorded_after=5
            )


def _pause(plan: Plan, group: Group, pause: tuple[date, date]) -> None:
    coordinator, (begins, ends) = group.operator.coordinator, pause
    suspend = SuspendGroup(on=begins, reason=SuspensionReason.NO_TRAINER)
    plan.add(begins, coordinator, suspend_group, group.id, suspend)
    resumed = ends + timedelta(days=1)
    plan.add(resumed, coordinator, resume_group, group.id, ResumeGroup(on=resumed), at=time(7))


def _after(at: time, minutes: int) -> time:
    total = at.hour * 60 + at.minute + minutes
    return time(total // 60, total % 60)
