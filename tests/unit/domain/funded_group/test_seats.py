"""A learner takes a seat while there is one (rule 3)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.facts import Fact
from domain.funded_group.seats import (
    GroupIsOver,
    NoFreeSeat,
    SeatReleased,
    SeatReleaseReason,
    Seats,
    SeatTaken,
    evolve,
    release,
    take,
)
from domain.ids import PathId
from tests.support.examples.funded_group.planning import GROUP_COMPLETED, GROUP_PLANNED
from tests.support.examples.funded_group.seats import SEAT_RELEASED, SEAT_TAKEN
from tests.support.examples.ids import ABSENT_PATH, LATE_PATH, PATH
from tests.support.given import folded

ON = date(2025, 3, 1)
DROPPED_OUT = SeatReleaseReason.DROPPED_OUT
ONE_SEAT = replace(GROUP_PLANNED, seats_min=1, seats_max=1)


def given(*facts: Fact) -> Seats:
    return folded(evolve, Seats(), facts)


def test_a_learner_takes_a_seat() -> None:
    assert take(given(GROUP_PLANNED), PATH, on=ON) == [SeatTaken(occurred_on=ON, path_id=PATH)]


def test_a_learner_with_a_seat_takes_no_other() -> None:
    assert take(given(ONE_SEAT, SEAT_TAKEN), PATH, on=ON) == []


def test_no_more_learners_sit_than_there_are_seats() -> None:
    with pytest.raises(NoFreeSeat):
        take(given(ONE_SEAT, SEAT_TAKEN), LATE_PATH, on=ON)


def test_a_released_seat_is_free_for_another_on_the_same_day() -> None:
    assert take(given(ONE_SEAT, SEAT_TAKEN, SEAT_RELEASED), LATE_PATH, on=SEAT_RELEASED.occurred_on)


def test_a_seat_is_not_taken_from_a_day_on_which_another_still_had_it() -> None:
    with pytest.raises(NoFreeSeat):
        take(
            given(ONE_SEAT, SEAT_TAKEN, SEAT_RELEASED),
            LATE_PATH,
            on=SEAT_RELEASED.occurred_on - timedelta(days=1),
        )


def test_a_seat_is_not_taken_before_the_day_on_which_another_took_it() -> None:
    with pytest.raises(NoFreeSeat):
        take(given(ONE_SEAT, SEAT_TAKEN), LATE_PATH, on=SEAT_TAKEN.occurred_on - timedelta(days=1))


def test_two_learners_one_after_the_other_have_one_seat() -> None:
    after = replace(SEAT_TAKEN, path_id=LATE_PATH, occurred_on=SEAT_RELEASED.occurred_on)
    two_seats = replace(ONE_SEAT, seats_max=2)
    seats = given(two_seats, SEAT_TAKEN, SEAT_RELEASED, after)
    assert take(seats, ABSENT_PATH, on=SEAT_TAKEN.occurred_on)


def test_a_learner_may_come_back() -> None:
    assert take(given(ONE_SEAT, SEAT_TAKEN, SEAT_RELEASED), PATH, on=SEAT_RELEASED.occurred_on)


def test_nobody_takes_a_seat_in_a_completed_group() -> None:
    with pytest.raises(GroupIsOver):
        take(given(GROUP_PLANNED, GROUP_COMPLETED), PATH, on=ON)


def test_a_seat_is_released() -> None:
    assert release(given(GROUP_PLANNED, SEAT_TAKEN), PATH, DROPPED_OUT, on=ON) == [
        SeatReleased(occurred_on=ON, path_id=PATH, reason=DROPPED_OUT)
    ]


def test_who_has_no_seat_releases_none() -> None:
    assert release(given(GROUP_PLANNED, SEAT_TAKEN), LATE_PATH, DROPPED_OUT, on=ON) == []


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2025, 2, 2), ()),
        (date(2025, 2, 3), (PATH,)),
        (date(2025, 6, 27), (PATH,)),
        (date(2025, 6, 28), ()),
    ],
)
def test_a_seat_is_held_from_the_day_it_is_taken_to_the_day_of_leaving(
    day: date, held: tuple[PathId, ...]
) -> None:
    assert given(GROUP_PLANNED, SEAT_TAKEN, SEAT_RELEASED).held_on(day) == held


def test_who_leaves_and_comes_back_the_same_day_is_expected_once() -> None:
    back = replace(SEAT_TAKEN, occurred_on=SEAT_RELEASED.occurred_on)
    assert given(GROUP_PLANNED, SEAT_TAKEN, SEAT_RELEASED, back).held_on(back.occurred_on) == (PATH,)


def test_releasing_one_seat_leaves_the_others_taken() -> None:
    other = replace(SEAT_TAKEN, path_id=PathId(UUID("00000000-0000-7000-8000-00000000a009")))
    assert given(GROUP_PLANNED, SEAT_TAKEN, other, SEAT_RELEASED).taken == (other.path_id,)
