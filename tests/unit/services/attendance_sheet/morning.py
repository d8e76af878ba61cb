"""A morning of three hours with its sheet open, two of French and one of code, at one operator or another."""

from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from domain.attendance_sheet.filling import Line
from domain.attendance_sheet.signing import SignatureMethod
from domain.calendar import ClockTimes
from domain.facts import Fact
from domain.funded_group.group import FundedGroup
from domain.funded_group.seats import SeatTaken
from domain.ids import GroupId, OperatorId, PathId, SessionId, SheetId, SubjectId
from domain.learner_path.attendance import HoursCredited
from domain.learner_path.contact import IdentityRecorded
from domain.learner_path.enrolment import EnrolledInGroup, Funding
from domain.learner_path.path import LearnerPath
from domain.operator.operator import Operator
from domain.personal import AgeBand, Sex
from services.attendance_sheet.sealing import SealSheet, seal_sheet
from services.attendance_sheet.signing import (
    Countersign,
    FillRegister,
    OpenSheet,
    countersign,
    fill_register,
    open_sheet,
)
from services.context import Role
from tests.support.desk import OPERATOR, TestDesk
from tests.support.envelopes import sealed
from tests.support.examples.funded_group.planning import GROUP_PLANNED
from tests.support.examples.funded_group.sessions import SESSION_SCHEDULED
from tests.support.examples.ids import GROUP, INSTRUCTOR, PATH, SESSION, SHEET, TRAINER
from tests.support.examples.learner_path.referral import REFERRAL_RECEIVED
from tests.support.examples.operator.staff import INSTRUCTOR_QUALIFIED, OPERATOR_JOINED, TRAINER_QUALIFIED
from tests.support.given import happened

DAY = date(2025, 2, 4)
WHOLE_MORNING = ClockTimes(starts_at=time(9), ends_at=time(12))
UNTIL_ELEVEN = ClockTimes(starts_at=time(9), ends_at=time(11))


@dataclass(frozen=True, kw_only=True)
class Place:
    """Whose morning it is."""

    operator_id: OperatorId
    group_id: GroupId
    session_id: SessionId
    sheet_id: SheetId


HERE = Place(operator_id=OPERATOR, group_id=GROUP, session_id=SESSION, sheet_id=SHEET)
ELSEWHERE = Place(
    operator_id=OperatorId(UUID("00000000-0000-7000-8000-000000000067")),
    group_id=GroupId(UUID("00000000-0000-7000-8000-00000000b067")),
    session_id=SessionId(UUID("00000000-0000-7000-8000-00000000d067")),
    sheet_id=SheetId(UUID("00000000-0000-7000-8000-00000000c067")),
)


def morning(
    desk: TestDesk,
    place: Place = HERE,
    *,
    also: tuple[Fact, ...] = (),
    staff: tuple[Fact, ...] = (TRAINER_QUALIFIED, INSTRUCTOR_QUALIFIED),
) -> None:
    """A group with a session that morning, and whatever else happened to it; its trainers are qualified."""
    planned = replace(GROUP_PLANNED, operator_id=place.operator_id)
    scheduled = replace(SESSION_SCHEDULED, session_id=place.session_id)
    happened(desk, FundedGroup, place.group_id, planned, scheduled, *also)
    happened(desk, Operator, place.operator_id, OPERATOR_JOINED, *staff)


def seat(
    desk: TestDesk,
    path_id: PathId = PATH,
    place: Place = HERE,
    *,
    funding: Funding = Funding.FUNDABLE,
    person: str | None = None,
) -> None:
    """A learner with a seat in the group, perhaps a person whom other paths know as well."""
    facts: list[Fact] = [replace(REFERRAL_RECEIVED, operator_id=place.operator_id)]
    if person is not None:
        facts.append(_identity(desk, path_id, person))
    enrolled = EnrolledInGroup(
        occurred_on=date(2025, 2, 3), group_id=place.group_id, planned_minutes=12_000, funding=funding
    )
    happened(desk, LearnerPath, path_id, *facts, enrolled)
    happened(desk, FundedGroup, place.group_id, SeatTaken(occurred_on=date(2025, 2, 3), path_id=path_id))


def open_it(desk: TestDesk, place: Place = HERE) -> None:
    """Open the sheet."""
    ask = OpenSheet(on=DAY, group_id=place.group_id, session_id=place.session_id)
    desk.ask(open_sheet, place.sheet_id, ask, role=Role.TRAINER, operator_id=place.operator_id)


def fill(desk: TestDesk, *lines: Line, place: Place = HERE) -> list[Fact]:
    """Write lines on the sheet."""
    return desk.ask(
        fill_register,
        place.sheet_id,
        FillRegister(on=DAY, lines=lines),
        role=Role.TRAINER,
        operator_id=place.operator_id,
    )


def countersign_it(desk: TestDesk, place: Place = HERE) -> None:
    """Let both trainers countersign."""
    for segment, trainer_id in enumerate((TRAINER, INSTRUCTOR)):
        ask = Countersign(on=DAY, segment=segment, trainer_id=trainer_id)
        desk.ask(countersign, place.sheet_id, ask, role=Role.TRAINER, operator_id=place.operator_id)


def seal(desk: TestDesk, place: Place = HERE) -> list[Fact]:
    """Seal the sheet."""
    return desk.ask(seal_sheet, place.sheet_id, SealSheet(on=DAY), operator_id=place.operator_id)


def signed(path_id: PathId = PATH, times: ClockTimes = WHOLE_MORNING) -> Line:
    """The line of somebody who was there and signed."""
    return Line(
        path_id=path_id,
        arrived_at=times.starts_at,
        left_at=times.ends_at,
        signed=SignatureMethod.PAPER,
    )


def sealed_morning(desk: TestDesk, *lines: Line, place: Place = HERE) -> list[Fact]:
    """Open, fill, countersign and seal; return what sealing recorded."""
    open_it(desk, place)
    fill(desk, *lines, place=place)
    countersign_it(desk, place)
    return seal(desk, place)


def credits_in(facts: list[Fact]) -> list[HoursCredited]:
    """Return the credits among the facts."""
    return [fact for fact in facts if isinstance(fact, HoursCredited)]


def _identity(desk: TestDesk, path_id: PathId, person: str) -> IdentityRecorded:
    return IdentityRecorded(
        occurred_on=date(2025, 1, 8),
        identity=sealed("B", "identity", path_id),
        person_key=desk.keyring.seal(SubjectId(path_id), "B", person),
        sex=Sex.UNKNOWN,
        age_band=AgeBand.UNKNOWN,
    )
