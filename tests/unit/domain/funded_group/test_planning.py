"""A group is planned, given its grant, opened, suspended, resumed and completed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.departments import UnknownDepartment
from domain.facts import Fact
from domain.funded_group.planning import (
    BeforeTheLastStep,
    EndsBeforeItStarts,
    GrantIsAlreadyAttached,
    GroupCompleted,
    GroupIsAlreadyPlanned,
    GroupIsNotOpen,
    GroupIsNotPlanned,
    GroupOpened,
    GroupResumed,
    GroupSuspended,
    MoreThanIsLeftOfTheGrant,
    NoMinutesPlanned,
    NothingAllotted,
    Planning,
    SeatsOutOfOrder,
    SuspensionReason,
    attach,
    complete,
    evolve,
    open_,
    plan,
    resume,
    suspend,
)
from tests.support.examples.funded_group.planning import (
    GRANT_ATTACHED,
    GROUP_COMPLETED,
    GROUP_OPENED,
    GROUP_PLANNED,
    GROUP_RESUMED,
    GROUP_SUSPENDED,
)
from tests.support.given import folded

ON = date(2025, 3, 17)
NO_TRAINER = SuspensionReason.NO_TRAINER
ENOUGH = 1_600_000


def given(*facts: Fact) -> Planning:
    return folded(evolve, Planning(), facts)


PLANNED = given(GROUP_PLANNED)
OPEN = given(GROUP_PLANNED, GROUP_OPENED)
SUSPENDED = given(GROUP_PLANNED, GROUP_OPENED, GROUP_SUSPENDED)
RESUMED = given(GROUP_PLANNED, GROUP_OPENED, GROUP_SUSPENDED, GROUP_RESUMED)
COMPLETED = given(GROUP_PLANNED, GROUP_OPENED, GROUP_COMPLETED)


def test_a_group_is_planned() -> None:
    assert plan(Planning(), GROUP_PLANNED) == [GROUP_PLANNED]


def test_a_group_planned_just_so_is_not_planned_again() -> None:
    assert plan(PLANNED, GROUP_PLANNED) == []


def test_a_group_is_not_planned_in_other_terms() -> None:
    with pytest.raises(GroupIsAlreadyPlanned):
        plan(PLANNED, replace(GROUP_PLANNED, seats_max=20))


def test_a_group_may_last_one_day() -> None:
    one_day = replace(GROUP_PLANNED, ends_on=GROUP_PLANNED.starts_on)
    assert plan(Planning(), one_day) == [one_day]


def test_a_group_does_not_end_before_it_starts() -> None:
    with pytest.raises(EndsBeforeItStarts):
        plan(Planning(), replace(GROUP_PLANNED, ends_on=date(2025, 2, 3)))


@pytest.mark.parametrize(("least", "most"), [(0, 12), (13, 12)])
def test_seats_are_one_at_least_and_in_order(least: int, most: int) -> None:
    with pytest.raises(SeatsOutOfOrder):
        plan(Planning(), replace(GROUP_PLANNED, seats_min=least, seats_max=most))


@pytest.mark.parametrize("seats", [1, 12])
def test_a_group_may_have_one_size(seats: int) -> None:
    one_size = replace(GROUP_PLANNED, seats_min=seats, seats_max=seats)
    assert plan(Planning(), one_size) == [one_size]


def test_a_training_has_a_length() -> None:
    with pytest.raises(NoMinutesPlanned):
        plan(Planning(), replace(GROUP_PLANNED, planned_minutes=0))


def test_a_group_is_in_a_department_of_france() -> None:
    with pytest.raises(UnknownDepartment):
        plan(Planning(), replace(GROUP_PLANNED, department="20"))


def test_a_grant_is_attached() -> None:
    assert attach(PLANNED, GRANT_ATTACHED, left_cents=ENOUGH) == [GRANT_ATTACHED]


def test_a_grant_attached_on_another_day_with_the_same_part_is_the_same() -> None:
    funded = given(GROUP_PLANNED, GRANT_ATTACHED)
    assert attach(funded, replace(GRANT_ATTACHED, occurred_on=ON), left_cents=0) == []


def test_a_group_has_one_grant_and_one_part_of_it() -> None:
    funded = given(GROUP_PLANNED, GRANT_ATTACHED)
    with pytest.raises(GrantIsAlreadyAttached):
        attach(funded, replace(GRANT_ATTACHED, allotted_cents=1), left_cents=ENOUGH)


def test_a_grant_gives_no_more_than_is_left() -> None:
    with pytest.raises(MoreThanIsLeftOfTheGrant):
        attach(PLANNED, GRANT_ATTACHED, left_cents=ENOUGH - 1)


def test_a_grant_gives_something() -> None:
    with pytest.raises(NothingAllotted):
        attach(PLANNED, replace(GRANT_ATTACHED, allotted_cents=0), left_cents=ENOUGH)


def test_a_group_without_grant_opens_at_the_operators_own_risk() -> None:
    assert open_(PLANNED, on=ON) == [GroupOpened(occurred_on=ON, at_own_risk=True)]


def test_a_group_with_its_grant_opens_without_risk() -> None:
    funded = given(GROUP_PLANNED, GRANT_ATTACHED)
    assert open_(funded, on=ON) == [GroupOpened(occurred_on=ON, at_own_risk=False)]


@pytest.mark.parametrize("begun", [OPEN, SUSPENDED])
def test_a_group_that_has_begun_is_not_opened_again(begun: Planning) -> None:
    assert open_(begun, on=ON) == []


def test_a_completed_group_is_not_opened() -> None:
    with pytest.raises(GroupIsNotPlanned):
        open_(COMPLETED, on=ON)


def test_an_open_group_is_suspended() -> None:
    assert suspend(OPEN, NO_TRAINER, on=ON) == [GroupSuspended(occurred_on=ON, reason=NO_TRAINER)]


def test_a_suspended_group_is_not_suspended_again() -> None:
    assert suspend(SUSPENDED, NO_TRAINER, on=ON) == []


@pytest.mark.parametrize("planning", [PLANNED, COMPLETED])
def test_only_an_open_group_is_suspended(planning: Planning) -> None:
    with pytest.raises(GroupIsNotOpen):
        suspend(planning, NO_TRAINER, on=ON)


def test_a_suspended_group_is_resumed() -> None:
    assert resume(SUSPENDED, on=ON) == [GroupResumed(occurred_on=ON)]


@pytest.mark.parametrize("planning", [OPEN, RESUMED])
def test_a_group_whose_sessions_go_on_is_not_resumed(planning: Planning) -> None:
    assert resume(planning, on=ON) == []


@pytest.mark.parametrize("planning", [PLANNED, COMPLETED])
def test_only_a_suspended_group_is_resumed(planning: Planning) -> None:
    with pytest.raises(GroupIsNotOpen):
        resume(planning, on=ON)


@pytest.mark.parametrize("planning", [OPEN, SUSPENDED, RESUMED])
def test_a_group_that_has_begun_is_completed(planning: Planning) -> None:
    assert complete(planning, on=ON) == [GroupCompleted(occurred_on=ON)]


def test_a_completed_group_is_not_completed_again() -> None:
    assert complete(COMPLETED, on=ON) == []


def test_a_group_that_has_not_begun_is_not_completed() -> None:
    with pytest.raises(GroupIsNotOpen):
        complete(PLANNED, on=ON)


@pytest.mark.parametrize(
    ("day", "is_suspended"), [(date(2025, 3, 9), False), (date(2025, 3, 10), True), (date(2025, 3, 20), True)]
)
def test_a_session_held_before_the_suspension_may_still_be_written_down(
    day: date, *, is_suspended: bool
) -> None:
    assert SUSPENDED.is_suspended_on(day) is is_suspended


@pytest.mark.parametrize(("day_of_march", "was_suspended"), [(9, False), (10, True), (16, True), (17, False)])
def test_a_group_that_goes_on_was_suspended_all_the_same(day_of_march: int, *, was_suspended: bool) -> None:
    assert RESUMED.is_suspended_on(date(2025, 3, day_of_march)) is was_suspended


def test_each_suspension_has_its_own_days() -> None:
    again = replace(GROUP_SUSPENDED, occurred_on=date(2025, 4, 1))
    suspended = given(GROUP_PLANNED, GROUP_OPENED, GROUP_SUSPENDED, GROUP_RESUMED, again)
    days = (date(2025, 3, 12), date(2025, 3, 20), date(2025, 4, 2))
    assert [suspended.is_suspended_on(day) for day in days] == [True, False, True]


def test_a_groups_steps_follow_each_other() -> None:
    with pytest.raises(BeforeTheLastStep):
        suspend(RESUMED, NO_TRAINER, on=GROUP_RESUMED.occurred_on - timedelta(days=1))
    with pytest.raises(BeforeTheLastStep):
        resume(SUSPENDED, on=GROUP_SUSPENDED.occurred_on - timedelta(days=1))
    with pytest.raises(BeforeTheLastStep):
        complete(OPEN, on=GROUP_OPENED.occurred_on - timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "is_outside"),
    [
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
    ],
)
def test_a_grant_pays_from_its_first_day_to_its_last(day: date, *, is_outside: bool) -> None:
    assert given(GROUP_PLANNED, GRANT_ATTACHED).is_outside_grant_period(day) is is_outside


def test_without_a_grant_no_day_is_outside_its_period() -> None:
    assert not PLANNED.is_outside_grant_period(date(2030, 1, 1))
