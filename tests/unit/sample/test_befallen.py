"""What befalls two groups of the sample year, as it is stored: one stops for a time, one meets from afar."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar
from uuid import UUID

from adapters.sample.building import SEED, Year
from adapters.sample.year import GROUPS
from domain.attendance_sheet.signing import SheetOpened
from domain.facts import Fact
from domain.funded_group.planning import GroupResumed, GroupSuspended
from domain.funded_group.sessions import CancellationReason, Mode, SessionCancelled, SessionScheduled
from tests.support.sample import played

F = TypeVar("F", bound=Fact)

STORY = played(Year(SEED, [group for group in GROUPS if group.suspended or group.remote]).story)


def told(kind: type[F], group_id: UUID) -> Iterator[F]:
    """Return the facts of a kind that concern a group."""
    for each in STORY:
        if isinstance(each.fact, kind) and f"group:{group_id}" in each.context.tags:
            yield each.fact


def group_where(befell: Callable[[Fact], bool]) -> UUID:
    """Return the only group that something befell."""
    (group_id,) = {each.originator_id for each in STORY if befell(each.fact)}
    return group_id


def is_suspension(fact: Fact) -> bool:
    return isinstance(fact, GroupSuspended)


def is_remote(fact: Fact) -> bool:
    return isinstance(fact, SessionScheduled) and fact.mode is Mode.REMOTE


def months_of(days: list[date]) -> set[tuple[int, int]]:
    """Return the months in which days lie."""
    return {(day.year, day.month) for day in days}


def test_nobody_comes_while_the_group_is_suspended_and_they_come_again_after() -> None:
    group_id = group_where(is_suspension)
    (suspended,), (resumed,) = told(GroupSuspended, group_id), told(GroupResumed, group_id)
    days = [opened.occurred_on for opened in told(SheetOpened, group_id)]
    assert min(days) < suspended.occurred_on < resumed.occurred_on <= max(days)
    assert [day for day in days if suspended.occurred_on <= day < resumed.occurred_on] == []


def test_the_sessions_planned_for_that_time_are_cancelled() -> None:
    group_id = group_where(is_suspension)
    (suspended,), (resumed,) = told(GroupSuspended, group_id), told(GroupResumed, group_id)
    cancelled = {each.session_id: each.reason for each in told(SessionCancelled, group_id)}
    for planned in told(SessionScheduled, group_id):
        if suspended.occurred_on <= planned.session_on < resumed.occurred_on:
            assert cancelled.pop(planned.session_id) is CancellationReason.SUSPENSION
    assert cancelled == {}


def test_one_group_meets_from_afar_for_a_month_and_its_sheets_are_kept() -> None:
    group_id = group_where(is_remote)
    sessions = list(told(SessionScheduled, group_id))
    remote = [each for each in sessions if is_remote(each)]
    others = [each.session_on for each in sessions if not is_remote(each)]
    (month,) = months_of([each.session_on for each in remote])
    assert len(remote) > 10
    assert month not in months_of(others)
    assert min(months_of(others)) < month
    assert {each.session_id for each in remote} <= {each.session_id for each in told(SheetOpened, group_id)}
