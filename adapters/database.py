"""Connections to PostgreSQL: few, shared, in the application's role, thrown away when broken."""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, connection
from psycopg2.extras import register_uuid
from psycopg2.pool import ThreadedConnectionPool

register_uuid()  # type: ignore[no-untyped-call] # the stubs leave it bare.

APPLICATION_ROLE = "integracode_app"
"""It owns nothing: it reads and appends."""
POOL_WAIT_SECONDS = 10.0


class DatabaseBusy(Exception):
    """All connections are in use and none came free in time."""


class Database:
    """A bounded pool; ``transaction()`` commits at its end or rolls all back."""

    def __init__(
        self, url: str, *, size: int = 12, role: str | None = APPLICATION_ROLE, **guards: int
    ) -> None:
        """Open nothing yet.

        Args:
            url: libpq URL of the database.
            size: connections at most; askers beyond it wait.
            role: role to act in, ``None`` to stay who the URL says.
            guards: PostgreSQL timeouts in milliseconds, by name.
        """
        limits = {
            "statement_timeout": 60_000,
            "lock_timeout": 10_000,
            "idle_in_transaction_session_timeout": 60_000,
        }
        settings = [f"-c {name}={value}" for name, value in (limits | guards).items()]
        if role is not None:
            settings.append(f"-c role={role}")
        self.url = url
        self._options: dict[str, Any] = {"options": " ".join([*settings, "-c timezone=UTC"])}
        self._free = BoundedSemaphore(size)
        self._pool = ThreadedConnectionPool(0, size, url, **self._options)
        # The pool opens this many when built and closes what comes back beyond: none at first, then all kept.
        self._pool.minconn = size

    @contextmanager
    def transaction(self) -> Iterator[connection]:
        """Lend a connection for one transaction.

        Raises:
            DatabaseBusy: none came free in time.
        """
        with self._lent() as lent, lent:
            yield lent

    @contextmanager
    def reading(self) -> Iterator[connection]:
        """Lend a connection for single statements: one round trip each, where a transaction takes three.

        Raises:
            DatabaseBusy: none came free in time.
        """
        with self._lent() as lent:
            lent.autocommit = True
            try:
                yield lent
            finally:
                if not lent.closed:
                    lent.autocommit = False

    @contextmanager
    def _lent(self) -> Iterator[connection]:
        if not self._free.acquire(timeout=POOL_WAIT_SECONDS):
            raise DatabaseBusy
        try:
            lent = self._take()
            try:
                yield lent
            finally:
                self._pool.putconn(lent, close=not _is_sound(lent))
        finally:
            self._free.release()

    def _take(self) -> connection:
        """Return a connection that the server has not closed meanwhile (it was started again, say)."""
        while True:
            taken: connection = self._pool.getconn()
            if not _said_something(taken):
                return taken
            self._pool.putconn(taken, close=True)

    def connect(self) -> connection:
        """Open a connection of one's own, outside the pool (to listen, to lock for long)."""
        opened: connection = psycopg2.connect(self.url, **self._options)
        return opened

    def close(self) -> None:
        """Close every connection."""
        self._pool.closeall()


def _said_something(idle: connection) -> bool:
    """Whether there is something to read: on an idle connection, that is the server's goodbye."""
    ready = select.poll()
    ready.register(idle, select.POLLIN)
    return bool(ready.poll(0))


def _is_sound(lent: connection) -> bool:
    return not lent.closed and lent.info.transaction_status == TRANSACTION_STATUS_IDLE
