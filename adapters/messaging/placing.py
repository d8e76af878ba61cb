"""Which topic, key and partition a fact goes to: what one learner or one group lived stays in one order."""

from dataclasses import dataclass

from kafka.partitioner.default import murmur2

from adapters.messaging.topics import Topic, Topics
from adapters.stored.rows import StoredFact

GROUP_TAG = "group:"
POSITIVE = 0x7FFF_FFFF


class NoTopic(Exception):
    """The fact is of a kind of stream that no topic is meant for: this release is older than the log."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a record lies."""

    topic: str
    key: bytes
    partition: int


def place(row: StoredFact, topics: Topics) -> Place:
    """Return where a fact's record lies; the same for ever, for the same row and topics.

    Raises:
        NoTopic: the stream is of an unknown kind.
    """
    topic, key = _topic_of(row.stream, topics), key_of(row)
    return Place(topic=topic.name, key=key, partition=partition_of(key, topic.partitions))


def key_of(row: StoredFact) -> bytes:
    """Return the id of what keeps its order: the group for its sheets, else the stream itself."""
    if row.stream == "attendance-sheet":
        groups = [tag.removeprefix(GROUP_TAG) for tag in row.tags if tag.startswith(GROUP_TAG)]
        if len(groups) == 1:
            return groups[0].encode()
    return str(row.originator_id).encode()


def partition_of(key: bytes, partitions: int) -> int:
    """Return a key's partition, as Kafka's own clients would choose it."""
    return int(murmur2(key) & POSITIVE) % partitions


def partitions_of(topic: Topic) -> range:
    """Return a topic's partitions."""
    return range(topic.partitions)


def _topic_of(stream: str, topics: Topics) -> Topic:
    match stream:
        case "learner-path":
            return topics.learner_path
        case "funded-group" | "attendance-sheet":
            return topics.funded_group
        case "grant" | "operator":
            return topics.network
        case _:
            raise NoTopic(stream)
