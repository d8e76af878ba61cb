"""A read model kept over Apache Kafka itself: the rows of the log, whatever befalls records and readers."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from kafka import KafkaAdminClient
from structlog.testing import capture_logs

from adapters.bootstrap import Integracode, open_integracode
from adapters.brokers.cluster import KafkaCluster
from adapters.distributed import TopicsDiffer, projecting
from adapters.messaging.journal import Message
from adapters.messaging.topics import Topics, apply, differences, topics
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.statuses import ReadModelStatus
from adapters.settings import Settings
from tests.support import over_kafka
from tests.support.hand_relay import HandRelay
from tests.support.over_kafka import running
from tests.support.referrals import received
from tests.support.waiting import wait_until


@dataclass
class Shape:
    """The log in this process, Kafka beside it, consumers as threads."""

    system: Integracode
    admin: KafkaAdminClient
    wanted: Topics
    relay: HandRelay

    def receive(self, paths: int) -> None:
        """Tell the log facts of so many paths."""
        for _ in range(paths):
            received(self.system)

    def status(self, name: str) -> ReadModelStatus:
        """Return how far a read model is."""
        return next(each for each in self.system.status() if each.name == name)

    def is_at_head(self, name: str) -> bool:
        """Whether every partition of a read model stands at the head."""
        found = self.status(name)
        return bool(found.head) and found.lag_events == 0

    def fingerprints(self, name: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the hashes of a read model's tables as they are, and as a rebuild makes them."""
        rebuilt = self.system.rebuild(name, lambda _position, _head: None)
        return rebuilt.before, rebuilt.tables


@pytest.fixture
def shape(kafka_servers: str, database_url: str, tmp_path: Path) -> Iterator[Shape]:
    """A log without facts, and topics of its own."""
    with opened(kafka_servers, database_url, tmp_path) as found:
        yield found


@contextmanager
def opened(kafka_servers: str, database_url: str, tmp_path: Path) -> Iterator[Shape]:
    """Open a log, and make its topics."""
    prefix = f"test-{uuid4().hex[:8]}."
    settings = Settings(
        database_url=database_url,
        state=tmp_path / "state",
        master_key=None,
        host="127.0.0.1",
        port=0,
        kafka_bootstrap_servers=kafka_servers,
        topic_prefix=prefix,
    )
    wanted = topics(prefix)
    with (
        open_integracode(settings) as system,
        closing(KafkaAdminClient(bootstrap_servers=kafka_servers.split(","))) as admin,
    ):
        apply(admin, wanted)
        with HandRelay(kafka_servers, system.feed, wanted) as relay:
            yield Shape(system, admin, wanted, relay)


def consuming(shape: Shape, name: str = "casework") -> AbstractContextManager[None]:
    """Have a consumer run in a thread of its own."""
    return running(over_kafka.consuming(shape.system, name), Event())


@pytest.mark.parametrize("name", READ_MODELS)
def test_records_give_the_rows_of_the_log(shape: Shape, name: str) -> None:
    shape.receive(5)
    shape.relay.send()
    with consuming(shape, name):
        wait_until(lambda: shape.is_at_head(name))
        shape.receive(3)
        shape.relay.send()
        wait_until(lambda: shape.is_at_head(name))
    assert shape.status(name).schema == f"{name}_1_a", "not by a rebuild"
    kept, rebuilt = shape.fingerprints(name)
    assert kept == rebuilt


def test_records_that_come_twice_or_never_change_nothing(shape: Shape) -> None:
    shape.receive(30)
    with consuming(shape):
        shape.relay.send(times=2, dropped={3, 4, 11, 29})
        wait_until(lambda: shape.is_at_head("casework"))
    assert shape.status("casework").schema == "casework_1_a", "not by a rebuild"
    kept, rebuilt = shape.fingerprints("casework")
    assert kept == rebuilt


def test_consumers_come_and_go(shape: Shape) -> None:
    with consuming(shape):
        shape.receive(10)
        shape.relay.send()
        wait_until(lambda: shape.is_at_head("casework"))
        with consuming(shape):
            wait_until(lambda: len(shape.status("casework").members) == 2)
            shape.receive(10)
            shape.relay.send()
            wait_until(lambda: shape.is_at_head("casework"))
    shape.receive(10)
    shape.relay.send()
    with consuming(shape):
        wait_until(lambda: shape.is_at_head("casework"))
    kept, rebuilt = shape.fingerprints("casework")
    assert kept == rebuilt
    assert shape.status("casework").members == ()


def test_a_record_that_is_not_ours_is_told_and_passed_by(shape: Shape) -> None:
    stranger = Message(key=b"x", value=b"{}", headers=[("ce_type", b"x")], timestamp_ms=0)
    topic = shape.wanted.learner_path.name
    shape.relay.put(topic, 2, stranger)
    shape.receive(5)
    shape.relay.send()
    with consuming(shape):
        wait_until(lambda: shape.is_at_head("casework"))
    [told] = [each for each in shape.status("casework").partitions if each.foreign_records]
    assert (told.topic, told.partition, told.foreign_records) == (topic, 2, 1)


def test_a_topic_made_again_is_read_from_new(shape: Shape) -> None:
    shape.receive(5)
    shape.relay.send()
    with consuming(shape):
        wait_until(lambda: shape.is_at_head("casework"))
    shape.admin.delete_topics([each.name for each in shape.wanted.all])
    wait_until(lambda: bool(apply(shape.admin, shape.wanted)))
    with consuming(shape):
        shape.receive(5)
        shape.relay.send()
        wait_until(lambda: shape.is_at_head("casework"))
    kept, rebuilt = shape.fingerprints("casework")
    assert kept == rebuilt


def test_nothing_is_read_from_topics_that_differ(shape: Shape) -> None:
    shape.admin.delete_topics([shape.wanted.network.name])
    wait_until(lambda: bool(differences(shape.admin, shape.wanted)))
    with pytest.raises(TopicsDiffer, match="topics apply"), projecting(shape.system, "casework", Event()):
        raise AssertionError


@pytest.mark.slow
def test_brokers_that_are_away_are_waited_for_and_told(
    own_broker: KafkaCluster, database_url: str, tmp_path: Path
) -> None:
    with opened(own_broker.servers, database_url, tmp_path) as shape:
        shape.receive(5)
        shape.relay.send()
        own_broker.kill()
        with capture_logs() as logs, consuming(shape):
            wait_until(lambda: any(each["event"] == "brokers_awaited" for each in logs))
            own_broker.start()
            wait_until(lambda: shape.is_at_head("casework"))
            own_broker.kill()
            wait_until(lambda: [each.trouble for each in shape.status("casework").members] != [None])
            own_broker.start()
            wait_until(
                lambda: [each.trouble for each in shape.status("casework").members] == [None], seconds=60
            )
            shape.receive(5)
            shape.relay.send()
            wait_until(lambda: shape.is_at_head("casework"), seconds=60)
        kept, rebuilt = shape.fingerprints("casework")
        assert kept == rebuilt
