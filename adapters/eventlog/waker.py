"""Wakes who waits for the next fact: LISTEN for speed, polling for safety, connecting again by itself."""

import selectors
import socket
from contextlib import closing, suppress
from threading import Condition, Event, Thread

import psycopg2
import structlog
from psycopg2.extensions import connection

from adapters.database import Database
from adapters.eventlog.appending import CHANNEL
from adapters.eventlog.head import read_head

POLL_SECONDS = 0.5
"""How long a lost notification can delay a reader."""

log = structlog.get_logger(__name__)


class Waker:
    """Knows the last position, in a thread and on a connection of its own, both begun at the first wait."""

    def __init__(self, database: Database) -> None:
        """Open nothing yet."""
        self._database = database
        self._news = Condition()
        self._position = 0
        self._stopping = Event()
        self._thread: Thread | None = None
        self._bell: socket.socket | None = None

    def wait(self, after: int, timeout: float) -> int:
        """Wait for a position beyond ``after``, ``timeout`` seconds at most; return the last one known.

        After ``stop`` it returns at once.
        """
        with self._news:
            self._start()
            self._news.wait_for(lambda: self._position > after or self._stopping.is_set(), timeout)
            return self._position

    def stop(self) -> None:
        """Let go of those who wait, and of the connection; may be called twice, from any thread."""
        self._stopping.set()
        with self._news:
            self._news.notify_all()
            thread, bell = self._thread, self._bell
        if thread is not None and bell is not None:
            with suppress(OSError):
                bell.send(b"!")
            thread.join()
            bell.close()

    def _start(self) -> None:
        if self._thread is None and not self._stopping.is_set():
            self._bell, rung = socket.socketpair()
            self._thread = Thread(target=self._run, args=(rung,), name="log-waker", daemon=True)
            self._thread.start()

    def _run(self, rung: socket.socket) -> None:
        with rung:
            while not self._stopping.is_set():
                try:
                    with closing(self._database.connect()) as listening:
                        self._listen(listening, rung)
                except (psycopg2.Error, OSError) as error:
                    log.warning("listening_lost", error=type(error).__name__)
                    self._stopping.wait(POLL_SECONDS)

    def _listen(self, listening: connection, rung: socket.socket) -> None:
        listening.autocommit = True
        with listening.cursor() as cur, selectors.DefaultSelector() as ready:
            ready.register(listening, selectors.EVENT_READ)
            ready.register(rung, selectors.EVENT_READ)
            cur.execute(f"listen {CHANNEL}")
            while not self._stopping.is_set():
                self._publish(read_head(cur).position)
                ready.select(POLL_SECONDS)
                listening.poll()
                listening.notifies.clear()

    def _publish(self, position: int) -> None:
        """Anybody may notify, so what a notification says is never believed: only the log is."""
        with self._news:
            self._position = position
            self._news.notify_all()
