"""The library's subscription over our waker: its own LISTEN does not survive a lost connection."""

from collections.abc import Sequence

from eventsourcing.persistence import ApplicationRecorder, ListenNotifySubscription, OperationalError

from adapters.database import Database
from adapters.eventlog.waker import POLL_SECONDS, Waker


class LogSubscription(ListenNotifySubscription[ApplicationRecorder]):
    """Yields every notification once, in order, waiting for more at the end."""

    def __init__(
        self, recorder: ApplicationRecorder, database: Database, *, gt: int | None, topics: Sequence[str]
    ) -> None:
        """Begin to pull at once, as the library's do."""
        self._waker = Waker(database)
        self._seen = gt or 0
        super().__init__(recorder=recorder, gt=gt, topics=topics)

    def stop(self) -> None:
        """Stop; whoever waits for the next one is let go."""
        super().stop()
        self._waker.stop()

    def _pull(self) -> None:
        """Pull until stopped; a server that went away is waited for."""
        while not self._has_been_stopped:
            self._seen = max(self._seen, self._waker.wait(self._seen, POLL_SECONDS))
            try:
                super()._pull()
            except OperationalError:
                continue
