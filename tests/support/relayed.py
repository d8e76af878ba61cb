"""A log and topics of its own, a relay between them, and all that readers of the topics can read."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition

from adapters.database import Database
from adapters.messaging.journal import Told, Watermark, read
from adapters.messaging.placing import partitions_of, place
from adapters.messaging.producer import Producer, connected
from adapters.messaging.relay import Relay
from adapters.messaging.relay_status import RelayStatus, relay_status
from adapters.messaging.topics import Topic, Topics, apply, topics
from adapters.messaging.turn import turn
from adapters.stored.rows import StoredFact
from domain.streams import Stream
from tests.support.examples import EXAMPLES
from tests.support.logs import Bench
from tests.support.waiting import wait_until

STREAMS = tuple(kind.STREAM for kind in Stream.__subclasses__() if kind.__module__.startswith("domain."))

Partition = tuple[str, int]


@dataclass
class Relayed:
    """What a relay is tested with."""

    servers: str
    database: Database
    prefix: str = field(default_factory=lambda: f"test-{uuid4().hex[:8]}.")

    def __post_init__(self) -> None:
        self.bench = Bench(self.database)
        self.topics: Topics = topics(self.prefix)

    def apply(self) -> None:
        """Make the topics."""
        with closing(self.admin()) as admin:
            apply(admin, self.topics)

    def admin(self) -> KafkaAdminClient:
        """Open a client that looks at topics."""
        return KafkaAdminClient(bootstrap_servers=self.servers.split(","), bootstrap_timeout_ms=5_000)

    def producer(self) -> Producer:
        """Open the relay's producer."""
        return connected(self.servers, self.prefix)

    def relay(self, name: str = "relay-1", **instead: Any) -> Relay:  # noqa: ANN401 - any of the relay's parts.
        """Return a relay, some of its parts replaced."""
        parts: dict[str, Any] = {
            "log": self.bench.feed,
            "turn": lambda stop: turn(self.database, self.prefix, name, stop),
            "admin": self.admin,
            "producer": self.producer,
            "told": lambda _row: (),
        }
        return Relay(topics=self.topics, **{**parts, **instead})

    def status(self) -> RelayStatus:
        """Return how far the relay is, as everybody can see it."""
        return relay_status(self.database, self.bench.feed, self.bench.clock, self.topics, self.prefix)

    def tell(self, seed: int, facts: int) -> None:
        """Tell the log facts of every kind of stream, some in one save."""
        draw = random.Random(seed)  # noqa: S311 - no secret.
        ids = [UUID(int=draw.getrandbits(128), version=4) for _ in range(12)]
        for _ in range(facts):
            stream = draw.choice(STREAMS)
            known = [fact for fact in EXAMPLES if fact.TYPE.startswith(f"{stream}.")]
            tags = [f"group:{draw.choice(ids)}"] if stream == "attendance-sheet" else []
            stream_id = uuid_for(stream, draw.choice(ids))
            self.bench.tell(stream_id, *draw.sample(known, 1), stream=stream, tags=tags)

    @contextmanager
    def following(self, relay: Relay | None = None) -> Iterator[None]:
        """Run a relay in a thread; an error of its ends the test."""
        with running((relay or self.relay()).follow):
            yield

    def wait(self) -> None:
        """Wait until the whole log is sent."""
        wait_until(lambda: self.status().position == self.bench.feed.head().position)

    def rows(self) -> dict[Partition, list[StoredFact]]:
        """Return the log's rows, by the partition in which they must be."""
        found: dict[Partition, list[StoredFact]] = {partition: [] for partition in self.partitions()}
        for row in self.bench.feed.rows():
            where = place(row, self.topics)
            found[where.topic, where.partition].append(row)
        return found

    def partitions(self) -> list[Partition]:
        """Return every partition of the journal."""
        return [(topic.name, each) for topic in self.topics.journal for each in partitions_of(topic)]

    def read(self) -> dict[Partition, list[Told | Watermark]]:
        """Return what a reader of committed records reads in each partition."""
        records = committed(self.servers, self.topics.journal)
        return {
            (topic, partition): [read(record.headers, record.value) for record in found]
            for (topic, partition), found in records.items()
        }


def uuid_for(stream: str, drawn: UUID) -> UUID:
    """Return an id that no stream of another kind has."""
    return UUID(int=drawn.int ^ STREAMS.index(stream))


def committed(servers: str, of: Sequence[Topic]) -> dict[Partition, list[Any]]:
    """Return all committed records of some topics, as kafka-python gives them."""
    partitions = [TopicPartition(topic.name, each) for topic in of for each in partitions_of(topic)]
    reader = KafkaConsumer(
        bootstrap_servers=servers.split(","),
        isolation_level="read_committed",
        enable_auto_commit=False,
        group_id=None,
    )
    with closing(reader):
        reader.assign(partitions)
        reader.seek_to_beginning()
        ends = reader.end_offsets(partitions)
        found: dict[Partition, list[Any]] = {(each.topic, each.partition): [] for each in partitions}

        def is_read() -> bool:
            for each, records in reader.poll(timeout_ms=100).items():
                found[each.topic, each.partition].extend(records)
            return all(reader.position(each) >= end for each, end in ends.items())

        wait_until(is_read)
        return found


@contextmanager
def running(follow: Callable[[Event], None]) -> Iterator[Event]:
    """Run something that follows in a thread, until left; raise what it raised."""
    stop, raised = Event(), []

    def run() -> None:
        try:
            follow(stop)
        except Exception as error:  # noqa: BLE001 - raised again below, in the test's own thread.
            raised.append(error)

    thread = Thread(target=run, name="relay")
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(60)
    assert not thread.is_alive()
    for error in raised:
        raise error


def assert_told(found: Sequence[Told | Watermark], rows: Sequence[StoredFact], through: int) -> None:
    """Assert that a partition tells its rows whole and in order, unbroken, duplicates left aside.

    As a reader sees it: what is at or below what it read is a duplicate; a later predecessor is a hole.
    """
    read_rows, position, marked = [], 0, 0
    for each in found:
        if isinstance(each, Watermark):
            assert each.previous <= position
            marked = max(marked, each.through)
        elif each.row.position > position:
            assert each.previous <= position, f"a hole before {each.row.position}"
            read_rows.append(each.row)
            position = each.row.position
    assert read_rows == list(rows)
    assert marked == through
