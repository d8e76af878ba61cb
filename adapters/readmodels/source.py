"""Where recorded facts come from, as small as the runner needs it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.facts import Fact, Recorded


class Head(Protocol):
    """The end of a source."""

    @property
    def log_id(self) -> UUID:
        """Which log."""

    @property
    def epoch(self) -> int:
        """Which history of it."""

    @property
    def position(self) -> int:
        """Of the last fact; 0 when there is none."""

    @property
    def recorded_at(self) -> datetime | None:
        """When the last fact was recorded."""


class Source(Protocol):
    """Facts in position order: the log's feed."""

    def read(self, after: int, *, limit: int) -> Sequence[Recorded[Fact]]:
        """Return the next facts."""

    def head(self) -> Head:
        """Return where it ends now."""

    def wait(self, after: int, timeout: float) -> bool:
        """Wait until there is a fact beyond; False when the time is over (seconds)."""


class Halt(Exception):
    """A read model must not go on: nothing is skipped in silence."""


class Hole(Halt):
    """The next fact is missing: what came instead lies beyond it."""


class AnotherHistory(Halt):
    """Another log, or another history of it: a rebuild is needed."""


class AnotherTopic(Halt):
    """The topic was made again, or has another number of partitions: a rebuild is needed."""


class AnotherVersion(Halt):
    """The active tables are of another version of the read model: a rebuild is needed."""
