"""Who is where at which clock times, as claims that any session or sheet can find."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from domain.calendar import ClockTimes


@dataclass(frozen=True, kw_only=True)
class Booking:
    """What holds somebody at some times of a day; its text is the owner of a claim."""

    holder: UUID
    times: ClockTimes

    def __str__(self) -> str:
        return f"{self.holder}:{self.times.starts_at:%H:%M}-{self.times.ends_at:%H:%M}"

    @classmethod
    def read(cls, text: str) -> "Booking":
        """Read it back from a claim's owner."""
        holder, _, span = text.partition(":")
        starts_at, _, ends_at = span.partition("-")
        times = ClockTimes(starts_at=time.fromisoformat(starts_at), ends_at=time.fromisoformat(ends_at))
        return cls(holder=UUID(holder), times=times)

    def clashes(self, owners: Iterable[str]) -> bool:
        """Another holder has the same person at an overlapping time."""
        others = (Booking.read(owner) for owner in owners)
        return any(each.holder != self.holder and each.times.overlaps(self.times) for each in others)
