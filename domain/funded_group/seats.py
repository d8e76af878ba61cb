"""Who has a seat in the group (rule 3)."""

from dataclasses import dataclass
from enum import StrEnum

from domain.facts import Fact
from domain.ids import PathId


class SeatReleaseReason(StrEnum):
    """Why a seat is free again."""

    DROPPED_OUT = "dropped-out"
    COMPLETED = "completed"


@dataclass(frozen=True, kw_only=True)
class SeatTaken(Fact):
    """A learner has a seat."""

    TYPE = "funded-group.seat-taken"
    path_id: PathId


@dataclass(frozen=True, kw_only=True)
class SeatReleased(Fact):
    """The seat is free."""

    TYPE = "funded-group.seat-released"
    path_id: PathId
    reason: SeatReleaseReason


FACTS = (SeatTaken, SeatReleased)
