"""Sends a log's facts as the relay does, unless a test has it do worse."""

from collections.abc import Container, Iterable
from datetime import datetime
from typing import Self
from uuid import UUID

from kafka import KafkaProducer

from adapters.eventlog.feed import Feed
from adapters.messaging.journal import Message, Watermark, fact_message, watermark_message
from adapters.messaging.placing import partitions_of, place
from adapters.messaging.topics import Topics
from adapters.stored.rows import StoredFact


class HandRelay:
    """One at a time; begins where it stopped."""

    def __init__(self, servers: str, feed: Feed, wanted: Topics) -> None:
        self._producer = KafkaProducer(bootstrap_servers=servers.split(","), acks="all")
        self._feed = feed
        self._wanted = wanted
        self._last: dict[tuple[str, int], int] = {}
        self._row: StoredFact | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._producer.close()

    def send(self, *, times: int = 1, dropped: Container[int] = ()) -> None:
        """Send what was not sent yet, each fact so many times, all but the dropped; then a watermark."""
        after = self._row.position if self._row else 0
        self._send(self._feed.rows(after), times, dropped)
        self.mark()

    def _send(self, rows: Iterable[StoredFact], times: int, dropped: Container[int]) -> None:
        for row in rows:
            where = place(row, self._wanted)
            partition = (where.topic, where.partition)
            message = fact_message(row, previous=self._last.get(partition, 0))
            for _ in range(0 if row.position in dropped else times):
                self.put(*partition, message)
            self._last[partition], self._row = row.position, row

    def mark(self) -> None:
        """Tell every partition that it has all of its facts."""
        assert self._row
        assert isinstance(self._row.log_id, UUID)
        assert isinstance(self._row.recorded_at, datetime)
        for topic in self._wanted.journal:
            for partition in partitions_of(topic):
                mark = Watermark(
                    log_id=self._row.log_id,
                    epoch=self._row.epoch,
                    through=self._row.position,
                    previous=self._last.get((topic.name, partition), 0),
                    leaf=self._row.leaf,
                    recorded_at=self._row.recorded_at,
                )
                self.put(topic.name, partition, watermark_message(mark))
        self._producer.flush()

    def put(self, topic: str, partition: int, message: Message) -> None:
        """Send a record as it is."""
        self._producer.send(
            topic,
            key=message.key,
            value=message.value,
            headers=message.headers,
            partition=partition,
            timestamp_ms=message.timestamp_ms,
        )
