"""Bookings: who is where at which clock times."""

from datetime import time
from uuid import UUID

import pytest

from domain.calendar import ClockTimes
from services.whereabouts import Booking

ONE = UUID("00000000-0000-7000-8000-000000000001")
OTHER = UUID("00000000-0000-7000-8000-000000000002")


def booking(holder: UUID, starts_at: time, ends_at: time) -> Booking:
    return Booking(holder=holder, times=ClockTimes(starts_at=starts_at, ends_at=ends_at))


MORNING = booking(ONE, time(9), time(12))


def test_a_booking_is_read_back_from_its_text() -> None:
    assert str(MORNING) == "00000000-0000-7000-8000-000000000001:09:00-12:00"
    assert Booking.read(str(MORNING)) == MORNING


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        (booking(OTHER, time(11, 59), time(13)), True),
        (booking(OTHER, time(12), time(13)), False),
        (booking(ONE, time(9), time(12)), False),
    ],
    ids=["overlapping", "touching", "its own"],
)
def test_a_booking_clashes_with_another_holder_at_an_overlapping_time(
    other: Booking, *, clashes: bool
) -> None:
    assert MORNING.clashes({str(other)}) is clashes
