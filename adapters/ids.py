"""Time-ordered ids and the clock: the only places where the outside world gives them."""

import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from uuid import UUID

Clock = Callable[[], datetime]

RANDOM_BYTES = 10


def system_clock() -> datetime:
    """Return the instant now, in UTC."""
    return datetime.now(UTC)


def uuid7(milliseconds: int, randomness: bytes) -> UUID:
    """Return a UUID version 7 (RFC 9562) from milliseconds since 1970 and ten random bytes."""
    value = (milliseconds & ((1 << 48) - 1)) << 80 | int.from_bytes(randomness, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


class Ids:
    """Gives UUIDs of version 7; with a seed, the same again (for a year that is played, never for keys)."""

    def __init__(self, clock: Clock = system_clock, *, seed: int | None = None) -> None:
        """Take the clock that orders them."""
        self._clock = clock
        self._random = None if seed is None else random.Random(seed)  # noqa: S311 - repeatable ids, no secret.
        self._lock = Lock()

    def __call__(self) -> UUID:
        """Return the next id."""
        with self._lock:
            drawn = os.urandom(RANDOM_BYTES) if self._random is None else self._random.randbytes(RANDOM_BYTES)
        return uuid7(int(self._clock().timestamp() * 1000), drawn)
