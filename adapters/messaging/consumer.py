"""A member of a consumer group: brings what partitions hold to whoever keeps a read model."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event
from typing import Any, Protocol

import structlog
from kafka import KafkaConsumer, TopicPartition
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.errors import KafkaError
from kafka.structs import OffsetAndMetadata

POLL_MILLISECONDS = 500
TELL_EVERY_SECONDS = 2.0
ANSWER_MILLISECONDS = 5_000
CLOSE_MILLISECONDS = 5_000
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
SESSION_MILLISECONDS = 10_000
HEARTBEAT_MILLISECONDS = 2_000

SAFE: Mapping[str, Any] = {
    "enable_auto_commit": False,
    "auto_offset_reset": "earliest",
    "isolation_level": "read_committed",
    "allow_auto_create_topics": False,
    "check_crcs": True,
    "partition_assignment_strategy": [CooperativeStickyAssignor],
    "session_timeout_ms": SESSION_MILLISECONDS,
    "heartbeat_interval_ms": HEARTBEAT_MILLISECONDS,
    "metadata_max_age_ms": 30_000,
    "metrics_enabled": False,
    "max_poll_records": 2_000,
}
"""Offsets lie with the views: what Kafka keeps of them is for lag tools to see."""

log = structlog.get_logger()


class TryAgain(Exception):
    """This partition cannot be taken now: it is claimed anew after a pause (in seconds)."""

    def __init__(self, pause: float) -> None:
        """Say how long to wait."""
        super().__init__(pause)
        self.pause = pause


@dataclass(frozen=True)
class Start:
    """Where to read on."""

    offset: int | None
    """None: where ``timestamp_ms`` says."""
    timestamp_ms: int | None = None
    """None as well: from the beginning."""


class Handler(Protocol):
    """Whoever keeps a read model."""

    def claim(self, topic: str, partition: int) -> Start:
        """Become the owner of a partition.

        Raises:
            TryAgain: not now.
        """

    def take(self, topic: str, partition: int, records: Sequence[Any]) -> int:
        """Apply records (kafka-python's), and return the offset to read on from.

        Raises:
            TryAgain: not now; nothing of what was not applied is lost.
        """

    def release(self, topic: str, partition: int) -> None:
        """Forget a partition that is another member's now."""

    def tell(self, trouble: str | None) -> None:
        """Say that this member is there, every few seconds, and what keeps it from reading, if anything does.

        Args:
            trouble: the class of an error; None: nothing.
        """


class Consumer:
    """One member; any number of processes may be members of one group."""

    def __init__(self, connect: Callable[[], KafkaConsumer], topics: Sequence[str], handler: Handler) -> None:
        """Connect to nothing yet.

        Args:
            connect: opens a consumer of the group; see ``connected``.
            topics: what to read.
            handler: told everything.
        """
        self._connect = connect
        self._topics = tuple(topics)
        self._handler = handler
        self._offsets: dict[TopicPartition, int] = {}
        """Of the partitions that are claimed: where to read on."""
        self._resting: dict[TopicPartition, float] = {}
        """Of those that cannot be taken now: when to try again."""

    def follow(self, stop: Event) -> None:
        """Read until told to stop; whatever stands in the way is told, and tried again."""
        pause = FIRST_PAUSE_SECONDS
        while not stop.is_set():
            try:
                self._follow_once(stop)
                pause = FIRST_PAUSE_SECONDS
            except (KafkaError, OSError) as error:
                log.warning("consumer_waits", error=type(error).__name__)
                self._handler.tell(type(error).__name__)
            except Exception as error:  # noqa: BLE001 - a member that ended would stop the view without a word.
                log.error("consumer_fails", error=type(error).__name__)  # noqa: TRY400 - a traceback may quote values.
                self._handler.tell(type(error).__name__)
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _follow_once(self, stop: Event) -> None:
        kafka = self._connect()
        try:
            kafka.bootstrap(timeout_ms=ANSWER_MILLISECONDS)
            kafka.subscribe(self._topics)
            self._read(kafka, stop)
        finally:
            self._leave(kafka)

    def _read(self, kafka: KafkaConsumer, stop: Event) -> None:
        told = -TELL_EVERY_SECONDS
        while not stop.is_set():
            polled = kafka.poll(timeout_ms=POLL_MILLISECONDS)
            sought = self._settle(kafka)
            for partition, records in polled.items():
                if partition in self._offsets and partition not in sought:
                    self._take(kafka, partition, records)
            if time.monotonic() - told > TELL_EVERY_SECONDS:
                self._tell(kafka)
                told = time.monotonic()

    def _settle(self, kafka: KafkaConsumer) -> set[TopicPartition]:
        """Claim what is newly ours, forget what is not ours any more; return where reading begins anew."""
        assigned, now = kafka.assignment(), time.monotonic()
        for partition in [*self._offsets, *self._resting]:
            if partition not in assigned:
                self._forget(partition)
        claimed = set()
        for partition in sorted(assigned - self._offsets.keys()):
            if self._resting.get(partition, now) <= now:
                self._claim(kafka, partition)
                claimed.add(partition)
        return claimed

    def _claim(self, kafka: KafkaConsumer, partition: TopicPartition) -> None:
        try:
            start = self._handler.claim(partition.topic, partition.partition)
        except TryAgain as error:
            self._rest(kafka, partition, error.pause)
            return
        offset = _offset_of(kafka, partition, start)
        kafka.seek(partition, offset)
        if self._resting.pop(partition, None) is not None:
            kafka.resume(partition)
        self._offsets[partition] = offset

    def _take(self, kafka: KafkaConsumer, partition: TopicPartition, records: Sequence[Any]) -> None:
        try:
            self._offsets[partition] = self._handler.take(partition.topic, partition.partition, records)
        except TryAgain as error:
            self._rest(kafka, partition, error.pause)

    def _rest(self, kafka: KafkaConsumer, partition: TopicPartition, pause: float) -> None:
        self._offsets.pop(partition, None)
        self._resting[partition] = time.monotonic() + pause
        kafka.pause(partition)

    def _forget(self, partition: TopicPartition) -> None:
        self._resting.pop(partition, None)
        if self._offsets.pop(partition, None) is not None:
            self._handler.release(partition.topic, partition.partition)

    def _tell(self, kafka: KafkaConsumer) -> None:
        """Commit for lag tools (a refusal while members come and go changes nothing), and look who answers.

        Brokers that went away are not told by polling, which then brings nothing.

        Raises:
            KafkaError: they do not answer.
        """
        kafka.commit_async({partition: OffsetAndMetadata(at) for partition, at in self._offsets.items()})
        if self._offsets:
            kafka.end_offsets([*self._offsets], timeout_ms=ANSWER_MILLISECONDS)
        self._handler.tell(None)

    def _leave(self, kafka: KafkaConsumer) -> None:
        for partition in [*self._offsets, *self._resting]:
            self._forget(partition)
        with suppress(KafkaError, OSError):
            kafka.close(autocommit=False, timeout_ms=CLOSE_MILLISECONDS)


def connected(servers: str, group: str, **more: Any) -> KafkaConsumer:  # noqa: ANN401 - kafka-python's own settings.
    """Open a member of a group.

    Args:
        servers: bootstrap servers, as ``host:port,host:port``.
        group: one a read model and version.
        more: settings beside the safe ones, for tests.
    """
    return KafkaConsumer(bootstrap_servers=servers.split(","), group_id=group, **{**SAFE, **more})


def _offset_of(kafka: KafkaConsumer, partition: TopicPartition, start: Start) -> int:
    if start.offset is not None:
        return start.offset
    found = kafka.offsets_for_times({partition: start.timestamp_ms}) if start.timestamp_ms is not None else {}
    at = found.get(partition)
    if at is not None:
        return int(at.offset)
    return int(kafka.beginning_offsets([partition])[partition])
