"""``python -m tests.support.doomed_relay``: a relay that is killed at a point of its own work.

Arguments: bootstrap servers, database URL, prefix of the topics, point, and how often it passes there first.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Event
from typing import Any

from adapters.database import Database
from adapters.messaging.turn import Turn
from adapters.messaging.turn import turn as real_turn
from tests.support.relayed import Relayed

POINTS = ("before-read", "before-send", "before-commit", "before-save", "after-save")


class Fate:
    """Kills this process, as a failure of the machine would, the so manieth time that it passes a point."""

    def __init__(self, point: str, passes: int) -> None:
        self._point = point
        self._passes = passes

    def passes(self, point: str) -> None:
        """Go on, unless this is the point."""
        if point != self._point:
            return
        self._passes -= 1
        if self._passes < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, point: str, do: Callable[..., Any]) -> Callable[..., Any]:
        """Return the same call, after a point."""

        def doomed(*args: object, **kwargs: object) -> Any:  # noqa: ANN401 - of any call.
            self.passes(point)
            return do(*args, **kwargs)

        return doomed


def main(servers: str, url: str, prefix: str, point: str, passes: str) -> None:
    """Relay until killed."""
    fate = Fate(point, int(passes))
    with closing(Database(url)) as database:
        relayed = Relayed(servers, database, prefix)
        feed: Any = relayed.bench.feed
        feed.stored = fate.before("before-read", feed.stored)

        def producer() -> Any:  # noqa: ANN401 - kafka-python's producer, changed.
            it: Any = relayed.producer()
            it.flush = fate.before("before-send", it.flush)
            it.commit = fate.before("before-commit", it.commit)
            return it

        @contextmanager
        def turn(stop: Event) -> Iterator[Turn | None]:
            with real_turn(database, prefix, "doomed", stop) as mine:
                it: Any = mine
                save = fate.before("before-save", it.save)

                def saved(*args: object) -> None:
                    save(*args)
                    fate.passes("after-save")

                it.save = saved
                yield it

        relayed.relay(turn=turn, producer=producer).follow(Event())


if __name__ == "__main__":
    main(*sys.argv[1:])
