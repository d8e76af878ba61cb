"""Apache Kafka between the log and the views, against one process and against a bare hop, in one run."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewTopic

from adapters.bootstrap import Integracode, following, open_integracode
from adapters.brokers.cluster import local_kafka
from adapters.cli.network import CONSUMERS
from adapters.cli.sampling import play_sample
from adapters.messaging.topics import apply, topics
from adapters.readmodels.schemas import ensure
from adapters.relaying import relay_of
from adapters.settings import Settings
from adapters.supervising import supervised
from tests.bench.report import line
from tests.support.referrals import received
from tests.support.waiting import wait_until

COMMANDS = 200
"""Of each latency."""
HOP = "bench-hop"


def show() -> None:
    """Keep the sample year's read models in both shapes, then time single commands."""
    with tempfile.TemporaryDirectory(prefix="integracode-bench-") as folder:
        state = Path(folder)
        state.chmod(0o755)
        alone = Settings(database_url=None, state=state, master_key=None, host="127.0.0.1", port=0)
        with local_kafka(state) as servers, open_integracode(alone) as system:
            over_kafka = replace(system, settings=replace(alone, kafka_bootstrap_servers=servers))
            play_sample(system, lambda _done, _total: None)
            _show_rates(system, over_kafka)
            _show_hop(servers)


def _show_rates(alone: Integracode, over_kafka: Integracode) -> None:
    facts = alone.feed.head().position
    began = time.perf_counter()
    with following(alone):
        _level(alone)
        one_process = facts / (time.perf_counter() - began)
        line("one process: log to all views", f"{one_process:.0f} facts/s")
        _show_milliseconds("one process: commit to view", lambda: _to_the_view(alone))
    _empty(alone)
    with _consumers(over_kafka), _thread(relay_of(over_kafka).follow):
        began = time.perf_counter()
        _level(over_kafka)
        through = facts / (time.perf_counter() - began)
        line("through Kafka: log to all views", f"{through:.0f} facts/s")
        line("through Kafka, of one process", f"{through / one_process:.2f}")
        _show_milliseconds("through Kafka: commit to view", lambda: _to_the_view(over_kafka))


def _show_hop(servers: str) -> None:
    """Time a record that is produced, acknowledged by all replicas, and consumed."""
    brokers = servers.split(",")
    with closing(KafkaAdminClient(bootstrap_servers=brokers)) as admin:
        admin.create_topics([NewTopic(HOP, num_partitions=1, replication_factor=1)])
    producer = KafkaProducer(bootstrap_servers=brokers, acks="all")
    consumer = KafkaConsumer(bootstrap_servers=brokers, enable_auto_commit=False)
    with closing(producer), closing(consumer):
        consumer.assign([TopicPartition(HOP, 0)])
        consumer.seek_to_beginning()

        def hop() -> None:
            producer.send(HOP, b"x" * 500)
            producer.flush()
            while not consumer.poll(timeout_ms=1_000):
                pass

        hop()
        _show_milliseconds("a bare produce-and-consume hop", hop)


def _show_milliseconds(name: str, once: Callable[[], object]) -> None:
    took = [_timed(once) for _ in range(COMMANDS)]
    line(name, f"p50 {_quantile(took, 50):.1f} ms, p99 {_quantile(took, 99):.1f} ms")


def _timed(once: Callable[[], object]) -> float:
    """Return milliseconds: as ``once`` says, or those that it takes."""
    began = time.perf_counter()
    said = once()
    return said if isinstance(said, float) else (time.perf_counter() - began) * 1_000


def _quantile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def _to_the_view(system: Integracode) -> float:
    """Return milliseconds from the answer to a command to its fact in the casework tables."""
    position = received(system).position
    began = time.perf_counter()
    while _standing(system) < position:
        time.sleep(0.000_5)
    return (time.perf_counter() - began) * 1_000


def _standing(system: Integracode) -> int:
    with system.database.reading() as lent, lent.cursor() as cur:
        cur.execute("select min(position) from readmodels.positions where schema like 'casework%%'")
        (position,) = cur.fetchone() or (0,)
        return int(position)


def _level(system: Integracode) -> None:
    wait_until(lambda: not any(each.lag_events for each in system.status()), seconds=300)


def _empty(system: Integracode) -> None:
    """Take all read models away, and make them anew without a row."""
    with system.owner.transaction() as connection, connection.cursor() as cur:
        cur.execute("select schema from readmodels.active")
        for (schema,) in cur.fetchall():
            cur.execute(f"drop schema {schema} cascade")
        cur.execute("delete from readmodels.active")
        cur.execute("delete from readmodels.positions")
    ensure(system.owner)


@contextmanager
def _consumers(system: Integracode) -> Iterator[None]:
    """Run a consumer process a read model, until left; all have their partitions when this is entered."""
    servers = system.settings.kafka_bootstrap_servers or ""
    with closing(KafkaAdminClient(bootstrap_servers=servers.split(","))) as admin:
        apply(admin, topics())
    told = {"KAFKA_BOOTSTRAP_SERVERS": servers, "INTEGRACODE_STATE": str(system.settings.state)}
    with supervised(system.settings.state, told) as parts:
        for part in CONSUMERS:
            parts.start(part)
        wait_until(lambda: all(each.partitions for each in system.status()), seconds=60)
        yield


@contextmanager
def _thread(follow: Callable[[Event], None]) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=follow, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
