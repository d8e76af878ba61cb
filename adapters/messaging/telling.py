"""What the relay tells: once that it waits, once that it is ready, and now and then how far it is."""

import time
from collections.abc import Sequence

import structlog

from adapters.messaging.turn import Turn
from adapters.stored.rows import StoredFact

TELL_EVERY_SECONDS = 10.0

log = structlog.get_logger()


class Waits:
    """Tells once that Kafka is awaited, and once that it is there."""

    def __init__(self, mine: Turn) -> None:
        self._mine = mine
        self._trouble: str | None = None

    def begin(self, error: Exception) -> None:
        """Say what stands in the way, unless it was just said."""
        if self._trouble is None:
            log.warning("relay_waits", error=type(error).__name__)
        self._trouble = type(error).__name__
        self._mine.tell(self._trouble)

    def end(self) -> None:
        """Say that nothing does."""
        log.info("relay_ready")
        self._trouble = None
        self._mine.tell(None)


class Progress:
    """Tells every few seconds how far the log is sent."""

    def __init__(self) -> None:
        self._facts = 0
        self._told_at = -TELL_EVERY_SECONDS

    def tell(self, rows: Sequence[StoredFact]) -> None:
        """Count rows that were sent."""
        self._facts += len(rows)
        if time.monotonic() - self._told_at > TELL_EVERY_SECONDS:
            log.info("relay_sends", position=rows[-1].position, facts=self._facts)
            self._facts, self._told_at = 0, time.monotonic()
