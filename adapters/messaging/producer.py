"""The relay's producer: transactions that end, and a close that closes."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from kafka import KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError, MessageSizeTooLargeError

from adapters.messaging.batch import Record
from adapters.messaging.topics import MAX_MESSAGE_BYTES

TRANSACTIONAL_ID = "integracode-relay"
DELIVERY_SECONDS = 10
"""After so long without an answer a record is given up, and its transaction with it."""
FLUSH_SECONDS = DELIVERY_SECONDS + 2
COMMIT_SECONDS = 10
ABORT_SECONDS = 2
CLOSE_SECONDS = 2

SAFE: Mapping[str, Any] = {
    "acks": "all",
    "enable_idempotence": True,
    "allow_auto_create_topics": False,
    "max_in_flight_requests_per_connection": 5,
    "max_request_size": MAX_MESSAGE_BYTES,
}
"""What no caller may set otherwise."""
SWIFT: Mapping[str, Any] = {
    "transaction_timeout_ms": 60_000,
    "delivery_timeout_ms": DELIVERY_SECONDS * 1000,
    "request_timeout_ms": 5_000,
    "max_block_ms": 10_000,
    "bootstrap_timeout_ms": 5_000,
    "reconnect_backoff_max_ms": 1_000,
    # A flush ends each batch: until then, records are gathered.
    "linger_ms": 20,
    "batch_size": 256 * 1024,
    # The first partition of a transaction is often refused for some milliseconds: the one before is ending.
    "retry_backoff_ms": 5,
    "metrics_enabled": False,
}


class UnsafeSettings(Exception):
    """With these settings records could be lost or change their order; the argument names them."""


class TooLarge(Exception):
    """A fact is larger than its topic takes; the argument is its position."""


class Producer(KafkaProducer):  # type: ignore[misc] # kafka-python is not typed by its authors.
    """Whoever had the transactional id before is fenced by ``init_transactions``."""

    def transact(self, records: Iterable[Record]) -> None:
        """Send records in one transaction, all or nothing; after an error, this producer is good for nothing.

        All answers are looked at before the commit: kafka-python says that a commit succeeded even when it
        gave the transaction up meanwhile, for a record that failed.

        Raises:
            TooLarge: a record does not fit; none was sent.
            KafkaError: none is known to be sent.
        """
        try:
            self.begin_transaction()
            coming = [(record.position, self._put(record)) for record in records]
            self.flush(timeout=FLUSH_SECONDS)
            for position, future in coming:
                _check(position, future)
            self.commit()
        except BaseException as error:
            cause = self._transaction_manager.last_error
            self._abort()
            if isinstance(error, KafkaError) and cause is not None:
                raise cause from error  # A fence, say: kafka-python's own error is that there was one.
            raise

    def end(self) -> None:
        """Close for certain: kafka-python's own close leaves its thread running when a flush fails."""
        with suppress(KafkaError):
            self.close(timeout=CLOSE_SECONDS)
        if self._sender.is_alive():
            self._sender.force_close()
            self._sender.join(CLOSE_SECONDS)

    def _put(self, record: Record) -> Any:  # noqa: ANN401 - kafka-python's future.
        message = record.message
        try:
            return self.send(
                record.topic,
                key=message.key,
                value=message.value,
                headers=message.headers,
                partition=record.partition,
                timestamp_ms=message.timestamp_ms,
            )
        except MessageSizeTooLargeError:
            raise TooLarge(record.position) from None

    def commit(self) -> None:
        """Commit as ``commit_transaction`` does, but not for ever where no broker answers."""
        ended = self._transaction_manager.begin_commit()
        self._sender.wakeup()
        if not ended.wait(timeout_ms=COMMIT_SECONDS * 1000):
            raise KafkaTimeoutError("commit")

    def _abort(self) -> None:
        """Abort if it can be done now: else the brokers do so after a while, for which readers wait."""
        with suppress(KafkaError, RuntimeError):
            ended = self._transaction_manager.begin_abort()
            self._sender.wakeup()
            ended.wait(timeout_ms=ABORT_SECONDS * 1000)


def connected(servers: str, prefix: str = "", **more: Any) -> Producer:  # noqa: ANN401 - kafka-python's own settings.
    """Open the relay's producer, and fence whoever had its transactional id.

    Args:
        servers: bootstrap servers, as ``host:port,host:port``.
        prefix: of the topics.
        more: settings beside the safe ones.

    Raises:
        UnsafeSettings: one of them would undo a safe one.
        KafkaError: no broker answers.
    """
    unsafe = sorted(name for name, value in more.items() if name in SAFE and value != SAFE[name])
    if unsafe:
        raise UnsafeSettings(*unsafe)
    settings = {**SWIFT, **more, **SAFE, "transactional_id": prefix + TRANSACTIONAL_ID}
    producer = Producer(bootstrap_servers=servers.split(","), **settings)
    try:
        producer.init_transactions()
    except BaseException:
        producer.end()
        raise
    return producer


def _check(position: int, future: Any) -> None:  # noqa: ANN401 - kafka-python's future.
    if isinstance(future.exception, MessageSizeTooLargeError):
        raise TooLarge(position)
    if not future.succeeded():
        raise future.exception or KafkaTimeoutError(position)
