"""Amina's seat, from her enrolment to the end of the training."""

from datetime import date

from domain.facts import Fact
from domain.funded_group.seats import SeatReleased, SeatReleaseReason, SeatTaken
from tests.support.examples.ids import PATH

SEAT_TAKEN = SeatTaken(occurred_on=date(2025, 2, 3), path_id=PATH)
SEAT_RELEASED = SeatReleased(occurred_on=date(2025, 6, 27), path_id=PATH, reason=SeatReleaseReason.COMPLETED)

EXAMPLES: tuple[Fact, ...] = (SEAT_TAKEN, SEAT_RELEASED)
