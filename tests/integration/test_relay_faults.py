"""Whatever befalls the relay, its brokers or its database: no hole, the order kept, nothing half told."""

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from kafka.errors import KafkaError, ProducerFencedError

from adapters.brokers.cluster import KafkaCluster
from adapters.database import Database
from adapters.messaging import relay as relay_module
from adapters.messaging.batch import batch
from adapters.messaging.places import ids_of, places
from adapters.messaging.producer import Producer
from adapters.messaging.refusals import RelayRefuses
from tests.support.doomed_relay import POINTS
from tests.support.postgres import execute
from tests.support.relayed import Relayed, assert_told, running
from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]
END_SESSIONS = """
select pg_terminate_backend(pid) from pg_locks join pg_database d on d.oid = database
where locktype = 'advisory' and granted and d.datname = current_database()"""


@pytest.fixture
def relayed(kafka_servers: str, database: Database) -> Iterator[Relayed]:
    relayed = Relayed(kafka_servers, database)
    relayed.apply()
    yield relayed
    relayed.bench.feed.close()


@pytest.fixture
def alone(own_broker: KafkaCluster, database: Database) -> Iterator[Relayed]:
    """A log, and a broker that may be killed."""
    relayed = Relayed(own_broker.servers, database)
    relayed.apply()
    yield relayed
    relayed.bench.feed.close()


def assert_all_told(relayed: Relayed) -> None:
    found, head = relayed.read(), relayed.bench.feed.head().position
    for partition, rows in relayed.rows().items():
        assert_told(found[partition], rows, head)


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("seed", [1])
def test_a_relay_killed_anywhere_leaves_no_hole(
    relayed: Relayed, database_url: str, point: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(f"{point} {seed}")  # noqa: S311 - no secret.
    relayed.tell(seed, 12)
    for _ in range(2):
        words = [relayed.servers, database_url, relayed.prefix, point, str(draw.randint(0, 3))]
        doomed = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.support.doomed_relay", *words], cwd=ROOT
        )
        while doomed.poll() is None:
            relayed.tell(draw.randint(0, 10**9), 1)
        assert doomed.returncode == -signal.SIGKILL
    monkeypatch.setattr(relay_module, "ROWS", 5)
    with relayed.following():
        relayed.wait()
    assert_all_told(relayed)


def test_what_was_sent_in_an_aborted_transaction_is_never_read(relayed: Relayed) -> None:
    relayed.tell(3, 20)

    class Failing(Producer):
        def commit(self) -> None:
            raise KafkaError

    def once() -> Producer:
        producer = relayed.producer()
        if not attempts:
            producer.__class__ = Failing
        attempts.append(producer)
        return producer

    attempts: list[Producer] = []
    with relayed.following(relayed.relay(producer=once)):
        relayed.wait()
    assert len(attempts) == 2
    assert_all_told(relayed)
    assert sum(len(said) for said in relayed.read().values()) == 20 + len(relayed.partitions())


def test_a_relay_that_lost_its_turn_is_fenced_and_stands_by(relayed: Relayed, database_url: str) -> None:
    """It slept between reading and sending; meanwhile its session ended, and another took over."""
    relayed.tell(4, 10)
    asleep, awake = Event(), Event()
    relays = {}

    def sleeping() -> Producer:
        producer = relayed.producer()
        begin = producer.begin_transaction

        def sleep() -> None:
            asleep.set()
            awake.wait(30)
            begin()

        producer.begin_transaction = sleep
        return producer

    relays["first"] = relayed.relay("first", producer=sleeping)
    relays["second"] = relayed.relay("second")
    with running(relays["first"].follow):
        assert asleep.wait(30)
        execute(database_url, END_SESSIONS)
        with running(relays["second"].follow) as stop:
            relayed.wait()
            awake.set()
            relayed.tell(5, 10)
            relayed.wait()
            assert relayed.status().active == "second"
            stop.set()
            wait_until(lambda: relayed.status().active == "first")
        relayed.tell(6, 5)
        relayed.wait()
    assert_all_told(relayed)


def test_a_producer_that_was_fenced_sends_nothing(relayed: Relayed) -> None:
    relayed.tell(5, 5)
    rows = relayed.bench.feed.stored(0, limit=10)
    with closing(relayed.admin()) as admin:
        sent = places(relayed.bench.feed, relayed.topics, ids_of(admin, relayed.topics), {})
    made = batch(rows, sent, relayed.topics, lambda _row: ())
    first, second = relayed.producer(), relayed.producer()
    with pytest.raises(ProducerFencedError):
        first.transact(made.records)
    second.transact(made.records)
    first.end()
    second.end()
    assert sum(len(said) for said in relayed.read().values()) == len(made.records)


def test_a_relay_of_another_log_on_the_same_topics_is_told_and_stops(relayed: Relayed) -> None:
    relayed.tell(9, 1)

    def run() -> None:
        with relayed.following():
            for round_ in range(2):
                relayed.wait()
                relayed.producer().end()
                relayed.tell(round_, 1)
            wait_until(lambda: relayed.status().trouble == "fenced")

    with pytest.raises(RelayRefuses, match="relais d’un autre journal"):
        run()
    assert relayed.status().trouble == "fenced"


@pytest.mark.slow
def test_a_broker_killed_in_mid_stream_is_awaited(alone: Relayed, own_broker: KafkaCluster) -> None:
    draw = random.Random(6)  # noqa: S311 - no secret.
    alone.tell(6, 20)
    with alone.following():
        for _ in range(2):
            alone.tell(draw.randint(0, 10**9), draw.randint(1, 10))
            own_broker.kill()
            alone.tell(draw.randint(0, 10**9), 10)
            wait_until(lambda: alone.status().state == "waiting")
            own_broker.start()
            alone.wait()
            assert alone.status().trouble is None
    assert_all_told(alone)
    assert not [each for each in threading.enumerate() if each.name.endswith("network-thread")]


@pytest.mark.slow
def test_brokers_that_are_absent_at_the_start_are_awaited(alone: Relayed, own_broker: KafkaCluster) -> None:
    alone.tell(7, 5)
    own_broker.kill()
    with alone.following():
        wait_until(lambda: alone.status().trouble == "KafkaTimeoutError")
        assert (alone.status().state, alone.status().position) == ("waiting", 0)
        own_broker.start()
        alone.wait()
        wait_until(lambda: alone.status().state == "sending")
    assert_all_told(alone)


def test_a_database_that_ends_every_session_ends_no_relay(relayed: Relayed, database_url: str) -> None:
    relayed.tell(8, 10)
    with relayed.following():
        for round_ in range(5):
            execute(database_url, END_SESSIONS)
            relayed.tell(80 + round_, 3)
        relayed.wait()
    assert_all_told(relayed)
