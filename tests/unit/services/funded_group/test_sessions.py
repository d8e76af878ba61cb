"""Sessions through the desk: a trainer is at one place at a time, whoever plans."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from domain.calendar import ClockTimes, HalfDay, Segment, Subject
from domain.funded_group.group import FundedGroup
from domain.funded_group.sessions import (
    CancellationReason,
    Mode,
    SessionFlag,
    SessionScheduled,
    TrainerIsElsewhere,
)
from domain.ids import GroupId, SessionId
from services.funded_group.sessions import CancelSession, ScheduleSession, cancel_session, schedule_session
from services.settings import Rules
from tests.support.desk import TestDesk
from tests.support.examples.funded_group.planning import GRANT_ATTACHED, GROUP_PLANNED
from tests.support.examples.ids import GROUP, INSTRUCTOR, OTHER_GROUP, OTHER_SESSION, SESSION, TRAINER
from tests.support.given import happened

THE_FOURTH = date(2025, 2, 4)


def taught(starts_at: time, ends_at: time) -> tuple[Segment, ...]:
    """One segment of French, held by the same trainer."""
    times = ClockTimes(starts_at=starts_at, ends_at=ends_at)
    return (Segment(times=times, subject=Subject.FRENCH, trainer_id=TRAINER),)


MORNING = ScheduleSession(
    on=date(2025, 1, 20),
    session_id=SESSION,
    session_on=THE_FOURTH,
    half_day=HalfDay.AM,
    segments=taught(time(9), time(12)),
    mode=Mode.IN_PERSON,
)
AT_ELEVEN = replace(MORNING, session_id=OTHER_SESSION, segments=taught(time(11), time(13)))
CANCEL = CancelSession(on=date(2025, 2, 3), session_id=SESSION, reason=CancellationReason.WEATHER)


def desk_with_two_groups(rules: Rules | None = None) -> TestDesk:
    desk = TestDesk(rules)
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED, GRANT_ATTACHED)
    happened(desk, FundedGroup, OTHER_GROUP, replace(GROUP_PLANNED, code="57-2025-02"))
    return desk


@pytest.fixture
def desk() -> TestDesk:
    return desk_with_two_groups()


def flags(desk: TestDesk, group_id: GroupId, ask: ScheduleSession) -> tuple[SessionFlag, ...]:
    (scheduled,) = desk.ask(schedule_session, group_id, ask)
    assert isinstance(scheduled, SessionScheduled)
    return scheduled.flags


def test_a_session_to_come_is_planned_today(desk: TestDesk) -> None:
    (scheduled,) = desk.ask(schedule_session, GROUP, replace(MORNING, session_on=date(2025, 11, 4)))
    assert isinstance(scheduled, SessionScheduled)
    assert (scheduled.occurred_on, scheduled.session_on) == (date(2025, 1, 20), date(2025, 11, 4))


def test_a_trainer_is_not_at_two_sessions_at_overlapping_times(desk: TestDesk) -> None:
    desk.ask(schedule_session, GROUP, MORNING)
    assert isinstance(desk.refusal(schedule_session, OTHER_GROUP, AT_ELEVEN), TrainerIsElsewhere)


@pytest.mark.parametrize(
    "change",
    [
        {"segments": taught(time(12), time(13))},
        {"session_on": date(2025, 2, 5)},
        {"segments": (replace(taught(time(9), time(12))[0], trainer_id=INSTRUCTOR),)},
    ],
    ids=["touching ends", "another day", "another trainer"],
)
def test_a_trainer_who_is_free_then_is_not_elsewhere(desk: TestDesk, change: dict[str, object]) -> None:
    desk.ask(schedule_session, GROUP, MORNING)
    assert desk.ask(schedule_session, OTHER_GROUP, replace(AT_ELEVEN, **change))  # type: ignore[arg-type] # names real fields.


def test_scheduling_a_session_again_plans_nothing(desk: TestDesk) -> None:
    desk.ask(schedule_session, GROUP, MORNING)
    assert desk.ask(schedule_session, GROUP, MORNING) == []


def test_a_cancelled_session_frees_its_trainer(desk: TestDesk) -> None:
    desk.ask(schedule_session, GROUP, MORNING)
    desk.ask(cancel_session, GROUP, CANCEL)
    assert desk.ask(schedule_session, OTHER_GROUP, AT_ELEVEN)


def test_cancelling_again_cancels_nothing_and_keeps_a_trainer_who_is_busy_anew(desk: TestDesk) -> None:
    desk.ask(schedule_session, GROUP, MORNING)
    desk.ask(cancel_session, GROUP, CANCEL)
    desk.ask(schedule_session, OTHER_GROUP, AT_ELEVEN)
    assert desk.ask(cancel_session, GROUP, CANCEL) == []
    third = SessionId(UUID("00000000-0000-7000-8000-00000000d003"))
    again = replace(MORNING, session_id=third)
    assert isinstance(desk.refusal(schedule_session, GROUP, again), TrainerIsElsewhere)


def test_a_public_holiday_of_the_department_is_flagged() -> None:
    desk = desk_with_two_groups(
        Rules(is_public_holiday=lambda day, where: (day, where) == (THE_FOURTH, "57"))
    )
    assert flags(desk, GROUP, MORNING) == (SessionFlag.PUBLIC_HOLIDAY,)


def test_a_session_before_its_grant_is_flagged(desk: TestDesk) -> None:
    assert flags(desk, OTHER_GROUP, MORNING) == (SessionFlag.NO_GRANT_YET,)


def test_a_session_within_the_grants_period_on_a_working_day_has_no_flag(desk: TestDesk) -> None:
    assert flags(desk, GROUP, MORNING) == ()
