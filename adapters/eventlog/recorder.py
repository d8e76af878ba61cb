"""The eventsourcing library's recorder on psycopg2: gapless positions, hashed lines, one answer for ever."""

import time
from collections.abc import Sequence
from contextlib import closing
from typing import Any
from uuid import UUID

import psycopg2
from eventsourcing.persistence import ApplicationRecorder, Notification, StoredEvent, Subscription

from adapters.database import Database
from adapters.eventlog.appending import Clock, append
from adapters.eventlog.columns import SELECTED, stored_fact
from adapters.eventlog.errors import OutcomeUnknown, PayloadTooLarge, translated
from adapters.eventlog.outcomes import Stored
from adapters.eventlog.subscription import LogSubscription
from adapters.stored.rows import StoredFact
from services.ports import Save

MAX_PAYLOAD_BYTES = 900_000
"""A topic's record must hold the whole line, its headers included, in a megabyte."""
RECONNECT_SECONDS = 5.0
RECONNECT_PAUSE_SECONDS = 0.1

EVENTS = f"""
select {SELECTED} from log.events e
where e.stream_id = %(stream_id)s and e.version > coalesce(%(gt)s, 0)
    and (%(lte)s::bigint is null or e.version <= %(lte)s)
order by e.version {{order}} limit %(limit)s
"""  # noqa: S608 - names of this package.
NOTIFICATIONS = """
select position, stream_id, version, type, payload from log.events
where position >= %(start)s and (%(stop)s::bigint is null or position <= %(stop)s)
    and (%(topics)s::text[] = '{}' or type = any(%(topics)s))
order by position limit %(limit)s
"""
LAST = "select max(last_position) from log.batches"

LOST = (psycopg2.OperationalError, psycopg2.InterfaceError)


class PostgresRecorder(ApplicationRecorder):
    """Implements the library's ApplicationRecorder; ``store`` is the whole of what it can do."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Open nothing yet.

        Args:
            database: in the application's role.
            clock: gives the instant in UTC; read once a save, under the log's lock.
        """
        self._database = database
        self._clock = clock

    def store(self, rows: Sequence[StoredFact], save: Save) -> Stored:
        """Store a save's lines and all that goes with them, or nothing.

        Raises:
            Conflict, KeyReused, AlreadyTaken: see services.ports.Log.store.
            LogBusy, PayloadTooLarge: nothing was stored.
            OutcomeUnknown: the server went away and did not come back in time.
        """
        _check_sizes(rows)
        lent = None
        with translated():
            try:
                with self._database.transaction() as lent:
                    return append(lent, rows, save, self._clock)
            except LOST:
                if lent is None or not lent.closed:
                    raise
            return self._store_again(rows, save)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:  # noqa: ANN401 - the library's signature.
        """Store lines as the library asks; ``save=`` adds what they rest on.

        Raises:
            IntegrityError: a version is already there, or would leave a hole.
        """
        rows = [_as_line(each) for each in stored_events]
        save: Save = kwargs.get("save") or Save(events=(), reads={})
        return list(self.store(rows, save).receipt.positions)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredFact]:
        """Return a stream's lines in order of version."""
        asked = {"stream_id": UUID(str(originator_id)), "gt": gt, "lte": lte, "limit": limit}
        rows = self._fetch(EVENTS.format(order="desc" if desc else "asc"), asked)
        return [stored_fact(row) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return what the library calls notifications, in order of position."""
        first = 1 if start is None else start if inclusive_of_start else start + 1
        asked = {"start": first, "stop": stop, "topics": list(topics), "limit": limit}
        return [
            Notification(
                id=row[0],
                originator_id=row[1],
                originator_version=row[2],
                topic=row[3],
                state=bytes(row[4]),
            )
            for row in self._fetch(NOTIFICATIONS, asked)
        ]

    def max_notification_id(self) -> int | None:
        """Return the last position, None when the log is empty."""
        ((last,),) = self._fetch(LAST, {})
        return None if last is None else int(last)

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Follow the log; survives a lost connection."""
        return LogSubscription(self, self._database, gt=gt, topics=topics)

    def _store_again(self, rows: Sequence[StoredFact], save: Save) -> Stored:
        """Find out whether the lost connection had stored; if it had not, store."""
        deadline = time.monotonic() + RECONNECT_SECONDS
        while time.monotonic() < deadline:
            stored = self._store_on_a_new_connection(rows, save)
            if stored is not None:
                return stored
            time.sleep(RECONNECT_PAUSE_SECONDS)
        message = "the connection was lost while storing, and the server does not answer"
        raise OutcomeUnknown(message)

    def _store_on_a_new_connection(self, rows: Sequence[StoredFact], save: Save) -> Stored | None:
        """Store, unless it was done; None when this connection is lost too.

        The log's lock makes it certain: a server process that was still committing holds it until it is done.
        """
        try:
            opened = self._database.connect()
        except psycopg2.OperationalError:
            return None
        with closing(opened):
            try:
                with opened:
                    return append(opened, rows, save, self._clock, again=True)
            except LOST:
                if not opened.closed:
                    raise
                return None

    def _fetch(self, query: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
        with translated(), self._database.reading() as lent, lent.cursor() as cur:
            cur.execute(query, asked)
            return cur.fetchall()


def _check_sizes(rows: Sequence[StoredFact]) -> None:
    for row in rows:
        if len(row.state) > MAX_PAYLOAD_BYTES:
            message = f"{row.topic}: {len(row.state)} bytes, {MAX_PAYLOAD_BYTES} at most"
            raise PayloadTooLarge(message)


def _as_line(event: StoredEvent) -> StoredFact:
    if not isinstance(event, StoredFact):
        raise TypeError(type(event).__name__)
    return event
