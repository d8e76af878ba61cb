"""Sends the log to Apache Kafka, in order, whole: after any crash it sends again, and never leaves a hole."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import accumulate, takewhile
from threading import Event

import eventsourcing.persistence as library
import psycopg2
import structlog
from kafka import KafkaAdminClient
from kafka.errors import InvalidProducerEpochError, KafkaError, ProducerFencedError

from adapters.database import DatabaseBusy
from adapters.messaging import refusals
from adapters.messaging.batch import AnotherHistory, Told, batch
from adapters.messaging.log import Log
from adapters.messaging.places import ids_of, places
from adapters.messaging.placing import NoTopic
from adapters.messaging.producer import Producer, TooLarge
from adapters.messaging.refusals import RelayRefuses
from adapters.messaging.sent import Overtaken, Sent
from adapters.messaging.telling import Progress, Waits
from adapters.messaging.topics import Topics
from adapters.messaging.turn import Turn
from adapters.stored.codec import UnreadableFact
from adapters.stored.rows import StoredFact
from services.answers import KeyringUnavailable

ROWS = 1_000
BYTES = 8_000_000
"""Of payloads in one transaction."""
WAIT_SECONDS = 0.5
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
FENCED_AGAIN_SECONDS = 600.0

DATABASE_TROUBLES = (psycopg2.Error, library.PersistenceError, DatabaseBusy, Overtaken)
"""The turn is over, or may be: wait for it anew."""
FENCED = (ProducerFencedError, InvalidProducerEpochError)

log = structlog.get_logger()


class Relay:
    """Any number of processes may follow; one at a time sends."""

    def __init__(  # noqa: PLR0913 - everything outside is an argument.
        self,
        log: Log,
        topics: Topics,
        *,
        turn: Callable[[Event], AbstractContextManager[Turn | None]],
        admin: Callable[[], KafkaAdminClient],
        producer: Callable[[], Producer],
        told: Told,
    ) -> None:
        """Connect to nothing yet.

        Args:
            log: what to send.
            topics: where to.
            turn: waits until no other relay of this log is active.
            admin: opens a client that looks at topics.
            producer: opens the producer; whoever had its transactional id is fenced.
            told: what a fact says in the public topics.
        """
        self._log = log
        self._topics = topics
        self._turn = turn
        self._admin = admin
        self._producer = producer
        self._told = told
        self._fenced_at = -FENCED_AGAIN_SECONDS

    def follow(self, stop: Event) -> None:
        """Send until told to stop; what passes by itself is told in the log, and tried again.

        Raises:
            RelayRefuses: somebody must act.
        """
        while not stop.is_set():
            try:
                with self._turn(stop) as mine:
                    if mine is not None:
                        self._take_turn(mine, stop)
            except DATABASE_TROUBLES as error:
                log.warning("relay_turn_lost", error=type(error).__name__)
                stop.wait(FIRST_PAUSE_SECONDS)

    def _take_turn(self, mine: Turn, stop: Event) -> None:
        log.info("relay_active")
        try:
            self._relay(mine, stop)
        except RelayRefuses as refusal:
            log.error("relay_refuses", reason=refusal.code, fr=refusal.french, en=refusal.english)  # noqa: TRY400 - a traceback says no more.
            mine.tell(refusal.code)
            raise

    def _relay(self, mine: Turn, stop: Event) -> None:
        """Send for as long as the turn lasts; a trouble of Kafka's is told once."""
        waits, pause = Waits(mine), FIRST_PAUSE_SECONDS
        while not stop.is_set():
            try:
                with self._ready(mine) as (producer, sent):
                    waits.end()
                    pause = FIRST_PAUSE_SECONDS
                    self._send(producer, mine, sent, stop)
            except (KafkaError, OSError, KeyringUnavailable) as error:
                waits.begin(error)
                self._refuse_if_fenced_again(error)
                stop.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    @contextmanager
    def _ready(self, mine: Turn) -> Iterator[tuple[Producer, Mapping[str, Sent]]]:
        """Lend a producer, and how far each topic is.

        Raises:
            RelayRefuses: the topics or the log are not as they must be.
            KafkaError, OSError: the brokers do not answer.
        """
        with closing(self._admin()) as admin:
            topic_ids = ids_of(admin, self._topics)
        sent = places(self._log, self._topics, topic_ids, mine.load(topic_ids))
        producer = self._producer()
        try:
            yield producer, sent
        finally:
            producer.end()

    def _send(self, producer: Producer, mine: Turn, sent: Mapping[str, Sent], stop: Event) -> None:
        """Send batch by batch: committed in Kafka, then saved, so that a crash repeats and never omits."""
        progress = Progress()
        while not stop.is_set():
            after = min(each.position for each in sent.values())
            rows = _bounded(self._log.stored(after, limit=ROWS))
            if not rows:
                mine.tell(None)
                self._log.wait(after, WAIT_SECONDS)
                continue
            reached = self._sent(producer, rows, sent)
            mine.save(sent, reached)
            sent = reached
            progress.tell(rows)

    def _sent(
        self, producer: Producer, rows: Sequence[StoredFact], sent: Mapping[str, Sent]
    ) -> Mapping[str, Sent]:
        """Send one batch, and return what to save."""
        try:
            made = batch(rows, sent, self._topics, self._told)
            producer.transact(made.records)
        except AnotherHistory:
            raise refusals.another_history() from None
        except NoTopic as error:
            raise refusals.unknown_stream(str(error)) from None
        except UnreadableFact:
            raise refusals.unreadable_fact() from None
        except TooLarge as error:
            raise refusals.too_large(error.args[0]) from None
        return made.sent

    def _refuse_if_fenced_again(self, error: Exception) -> None:
        """Begin again when fenced once: Kafka does so to a producer that paused. Twice, it was somebody else.

        Not another relay of this log: the turn is still ours, the trouble was just saved.
        """
        if not isinstance(error, FENCED):
            return
        now = time.monotonic()
        if now - self._fenced_at < FENCED_AGAIN_SECONDS:
            raise refusals.fenced()
        self._fenced_at = now


def _bounded(rows: Sequence[StoredFact]) -> Sequence[StoredFact]:
    """Return the first rows, one at least, whose payloads fit into one transaction."""
    sizes = accumulate(len(row.state) for row in rows)
    fitting = sum(1 for _ in takewhile(lambda size: size <= BYTES, sizes))
    return rows[: max(fitting, 1)]
