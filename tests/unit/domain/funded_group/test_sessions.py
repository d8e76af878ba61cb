"""Half-days are planned one by one, segment by segment (rule 6)."""

from dataclasses import replace
from datetime import date, time

import pytest

from domain.calendar import ClockTimes, HalfDay, Segment
from domain.facts import Fact
from domain.funded_group import planning
from domain.funded_group.planning import Planning
from domain.funded_group.seats import GroupIsOver
from domain.funded_group.sessions import (
    CancellationReason,
    NoSuchSession,
    SegmentsAreWrong,
    SessionAtThatTime,
    SessionCancelled,
    SessionFlag,
    SessionIsAlreadyScheduled,
    SessionOnThatHalfDay,
    Sessions,
    SheetIsOpenForSession,
    TrainerIsElsewhere,
    cancel,
    evolve,
    flags,
    schedule,
)
from tests.support.examples.funded_group.planning import GRANT_ATTACHED, GROUP_COMPLETED, GROUP_PLANNED
from tests.support.examples.funded_group.sessions import (
    AFTERNOON_SCHEDULED,
    FRENCH_THEN_CODE,
    SESSION_CANCELLED,
    SESSION_SCHEDULED,
)
from tests.support.examples.ids import OTHER_SESSION, SESSION, TRAINER
from tests.support.given import folded

ON = date(2025, 2, 3)
WEATHER = CancellationReason.WEATHER
FRENCH, CODE = FRENCH_THEN_CODE


def given(*facts: Fact) -> Sessions:
    return folded(evolve, Sessions(), facts)


def lasting(segment: Segment, starts_at: time, ends_at: time) -> Segment:
    return replace(segment, times=ClockTimes(starts_at=starts_at, ends_at=ends_at))


def test_a_session_is_scheduled() -> None:
    assert schedule(given(), SESSION_SCHEDULED, elsewhere=()) == [SESSION_SCHEDULED]


def test_a_morning_and_an_afternoon_are_two_sessions() -> None:
    assert schedule(given(SESSION_SCHEDULED), AFTERNOON_SCHEDULED, elsewhere=()) == [AFTERNOON_SCHEDULED]


def test_a_session_scheduled_just_so_on_another_day_is_the_same() -> None:
    again = replace(SESSION_SCHEDULED, occurred_on=date(2025, 1, 25), flags=())
    assert schedule(given(SESSION_SCHEDULED), again, elsewhere=()) == []


def test_a_session_is_not_scheduled_again_in_other_terms() -> None:
    moved = replace(SESSION_SCHEDULED, session_on=date(2025, 2, 5))
    with pytest.raises(SessionIsAlreadyScheduled):
        schedule(given(SESSION_SCHEDULED), moved, elsewhere=())


def test_a_cancelled_session_is_not_scheduled_again() -> None:
    with pytest.raises(SessionIsAlreadyScheduled):
        schedule(given(AFTERNOON_SCHEDULED, SESSION_CANCELLED), AFTERNOON_SCHEDULED, elsewhere=())


def test_a_group_has_one_session_a_half_day() -> None:
    same_half_day = replace(AFTERNOON_SCHEDULED, half_day=HalfDay.AM)
    with pytest.raises(SessionOnThatHalfDay):
        schedule(given(SESSION_SCHEDULED), same_half_day, elsewhere=())


def test_a_group_is_at_one_session_at_a_time() -> None:
    too_early = (lasting(FRENCH, time(11, 59), time(14)),)
    with pytest.raises(SessionAtThatTime):
        schedule(given(SESSION_SCHEDULED), replace(AFTERNOON_SCHEDULED, segments=too_early), elsewhere=())
    from_noon = replace(AFTERNOON_SCHEDULED, segments=(lasting(FRENCH, time(12), time(14)),))
    assert schedule(given(SESSION_SCHEDULED), from_noon, elsewhere=()) == [from_noon]


def test_a_cancelled_session_leaves_its_half_day_free() -> None:
    instead = replace(SESSION_SCHEDULED, half_day=HalfDay.PM)
    assert schedule(given(AFTERNOON_SCHEDULED, SESSION_CANCELLED), instead, elsewhere=()) == [instead]


def test_a_completed_group_has_no_more_sessions() -> None:
    with pytest.raises(GroupIsOver):
        schedule(given(GROUP_COMPLETED), SESSION_SCHEDULED, elsewhere=())


def test_a_trainer_who_is_elsewhere_holds_no_session() -> None:
    with pytest.raises(TrainerIsElsewhere):
        schedule(given(), SESSION_SCHEDULED, elsewhere=(TRAINER,))


@pytest.mark.parametrize(
    "segments",
    [
        (),
        (CODE, FRENCH),
        (FRENCH, lasting(CODE, time(10, 59), time(12))),
        (lasting(FRENCH, time(9), time(9)),),
        (lasting(FRENCH, time(11), time(9)),),
    ],
    ids=["none", "out of order", "overlapping", "without length", "reversed"],
)
def test_segments_follow_each_other(segments: tuple[Segment, ...]) -> None:
    with pytest.raises(SegmentsAreWrong):
        schedule(given(), replace(SESSION_SCHEDULED, segments=segments), elsewhere=())


def test_a_pause_may_stand_between_two_segments() -> None:
    with_pause = replace(SESSION_SCHEDULED, segments=(FRENCH, lasting(CODE, time(11, 15), time(12))))
    assert schedule(given(), with_pause, elsewhere=()) == [with_pause]


def test_a_session_is_cancelled() -> None:
    assert cancel(given(SESSION_SCHEDULED), SESSION, WEATHER, has_sheet=False, on=ON) == [
        SessionCancelled(occurred_on=ON, session_id=SESSION, reason=WEATHER)
    ]


def test_a_cancelled_session_is_not_cancelled_again() -> None:
    cancelled = given(AFTERNOON_SCHEDULED, SESSION_CANCELLED)
    assert cancel(cancelled, OTHER_SESSION, WEATHER, has_sheet=False, on=ON) == []


def test_an_unknown_session_is_not_cancelled() -> None:
    with pytest.raises(NoSuchSession):
        cancel(given(SESSION_SCHEDULED), OTHER_SESSION, WEATHER, has_sheet=False, on=ON)


def test_a_session_with_a_sheet_took_place() -> None:
    with pytest.raises(SheetIsOpenForSession):
        cancel(given(SESSION_SCHEDULED), SESSION, WEATHER, has_sheet=True, on=ON)


def test_a_session_is_found_by_its_id() -> None:
    assert given(SESSION_SCHEDULED, AFTERNOON_SCHEDULED).find(SESSION) == SESSION_SCHEDULED


def test_a_cancelled_session_is_not_found() -> None:
    with pytest.raises(NoSuchSession):
        given(AFTERNOON_SCHEDULED, SESSION_CANCELLED).find(OTHER_SESSION)


@pytest.mark.parametrize(
    ("facts", "day", "is_public_holiday", "expected"),
    [
        ((GROUP_PLANNED, GRANT_ATTACHED), date(2025, 3, 3), False, ()),
        ((GROUP_PLANNED, GRANT_ATTACHED), date(2025, 5, 1), True, (SessionFlag.PUBLIC_HOLIDAY,)),
        ((GROUP_PLANNED, GRANT_ATTACHED), date(2026, 1, 5), False, (SessionFlag.OUTSIDE_GRANT_PERIOD,)),
        ((GROUP_PLANNED,), date(2025, 3, 3), False, (SessionFlag.NO_GRANT_YET,)),
    ],
    ids=["ordinary", "public holiday", "outside the period", "no grant"],
)
def test_what_an_auditor_will_ask_about_is_flagged(
    facts: tuple[Fact, ...], day: date, *, is_public_holiday: bool, expected: tuple[SessionFlag, ...]
) -> None:
    plan = folded(planning.evolve, Planning(), facts)
    assert flags(plan, day, is_public_holiday=is_public_holiday) == expected
