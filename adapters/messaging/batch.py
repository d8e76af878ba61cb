"""What to send for the next rows of the log: facts at their places, their chain, the watermarks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.messaging.journal import Message, Watermark, fact_message, watermark_message
from adapters.messaging.placing import Place, partitions_of, place
from adapters.messaging.sent import Sent
from adapters.messaging.topics import Topics
from adapters.stored.rows import StoredFact


class AnotherHistory(Exception):
    """The log is not the one of which the topics hold the beginning, or it tells it otherwise."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """A message, and where it goes."""

    topic: str
    partition: int
    message: Message
    position: int
    """Of the fact that it tells."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What goes in one transaction, and what to save once it is committed."""

    records: Sequence[Record]
    sent: Mapping[str, Sent]


Told = Callable[[StoredFact], Iterable[tuple[Place, Message]]]
"""What a fact says in the public topics."""


def batch(rows: Sequence[StoredFact], sent: Mapping[str, Sent], topics: Topics, told: Told) -> Batch:
    """Return what to send; a topic that is further than a row does not get it again.

    Args:
        rows: the next of the log, one at least, after the topic that is furthest behind.
        sent: how far each topic is.
        topics: which they are.
        told: see Told.

    Raises:
        AnotherHistory: a row is of another log, or of an epoch that began meanwhile.
        NoTopic: this release is older than the log.
    """
    records: list[Record] = []
    last = {topic: list(each.last_positions) for topic, each in sent.items()}
    for row in rows:
        _check_history(row, sent)
        records.extend(_journal(row, sent, topics, last))
        records.extend(_public(row, sent, told))
    after = {topic: _reached(each, rows[-1], tuple(last[topic])) for topic, each in sent.items()}
    records.extend(_watermarks(sent, after, topics))
    return Batch(records=records, sent=after)


def _check_history(row: StoredFact, sent: Mapping[str, Sent]) -> None:
    for each in sent.values():
        if row.log_id != each.log_id or row.epoch > each.epoch:
            raise AnotherHistory(row.position)


def _journal(
    row: StoredFact, sent: Mapping[str, Sent], topics: Topics, last: Mapping[str, list[int]]
) -> Iterator[Record]:
    where = place(row, topics)
    if row.position <= sent[where.topic].position:
        return
    chain = last[where.topic]
    message = fact_message(row, previous=chain[where.partition])
    chain[where.partition] = row.position
    yield Record(topic=where.topic, partition=where.partition, message=message, position=row.position)


def _public(row: StoredFact, sent: Mapping[str, Sent], told: Told) -> Iterator[Record]:
    for where, message in told(row):
        if row.position > sent[where.topic].position:
            yield Record(topic=where.topic, partition=where.partition, message=message, position=row.position)


def _reached(sent: Sent, row: StoredFact, last_positions: tuple[int, ...]) -> Sent:
    return sent.through(row, last_positions) if row.position > sent.position else sent


def _watermarks(before: Mapping[str, Sent], after: Mapping[str, Sent], topics: Topics) -> Iterator[Record]:
    for topic in topics.journal:
        sent = after[topic.name]
        if sent == before[topic.name]:
            continue
        for partition in partitions_of(topic):
            message = watermark_message(_watermark(sent, partition))
            yield Record(topic=topic.name, partition=partition, message=message, position=sent.position)


def _watermark(sent: Sent, partition: int) -> Watermark:
    return Watermark(
        log_id=sent.log_id,
        epoch=sent.epoch,
        through=sent.position,
        previous=sent.last_positions[partition],
        leaf=sent.leaf,
        recorded_at=sent.recorded_at,
    )
