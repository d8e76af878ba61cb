"""Whatever is asked, in whatever order: on no day is a seat taken twice, or one too many (rule 3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.facts import Fact
from domain.funded_group.seats import SeatReleaseReason, Seats, evolve, release, take
from domain.ids import PathId
from domain.refusals import Refusal
from tests.support.examples.funded_group.planning import GROUP_COMPLETED, GROUP_PLANNED
from tests.support.examples.ids import ABSENT_PATH, LATE_PATH, PATH
from tests.support.given import folded

PLACES = 2
DAYS = [date(2025, 2, 3) + timedelta(days=each) for each in range(6)]
Ask = Callable[[Seats], list[Fact]]


def taking(path_id: PathId, on: date) -> Ask:
    return lambda seats: take(seats, path_id, on=on)


def releasing(path_id: PathId, on: date) -> Ask:
    return lambda seats: release(seats, path_id, SeatReleaseReason.DROPPED_OUT, on=on)


def completing(_path_id: PathId, on: date) -> Ask:
    return lambda _seats: [replace(GROUP_COMPLETED, occurred_on=on)]


ways = st.sampled_from([taking] * 4 + [releasing] * 2 + [completing])
asks = st.builds(
    lambda way, path_id, on: way(path_id, on),
    ways,
    st.sampled_from([PATH, LATE_PATH, ABSENT_PATH]),
    st.sampled_from(DAYS),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(asks, max_size=15))
def test_on_no_day_are_more_seats_taken_than_there_are(sequence: list[Ask]) -> None:
    seats = folded(evolve, Seats(), [replace(GROUP_PLANNED, seats_max=PLACES)])
    for ask in sequence:
        try:
            seats = folded(evolve, seats, ask(seats))
        except Refusal:
            continue
        assert len(set(seats.taken)) == len(seats.taken)
        for day in DAYS:
            assert sum(stay.fills(day) for stay in seats.stays) <= PLACES
