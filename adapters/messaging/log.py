"""The log, as much of it as the relay needs."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from adapters.stored.rows import StoredFact


class Head(Protocol):
    """The end of the log."""

    @property
    def log_id(self) -> UUID:
        """Which log."""

    @property
    def epoch(self) -> int:
        """Which history of it."""

    @property
    def position(self) -> int:
        """Of the last fact; 0 when there is none."""


class Log(Protocol):
    """Rows in position order: none skipped, none twice."""

    def head(self) -> Head:
        """Return where it ends now."""

    def stored(self, after: int, *, limit: int) -> Sequence[StoredFact]:
        """Return the next rows beyond a position, as they are stored."""

    def wait(self, after: int, timeout: float) -> bool:
        """Wait until there is a fact beyond a position; False when the time is over (seconds)."""
