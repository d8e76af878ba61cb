"""The running system with Apache Kafka between its log and its read models."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

from kafka import KafkaAdminClient

from adapters.bootstrap import Integracode, erasing
from adapters.distributed import projecting
from adapters.messaging.topics import apply, topics
from adapters.readmodels.registry import READ_MODELS
from adapters.relaying import relay_of
from tests.support.system import Kafka, System, running_system
from tests.support.waiting import wait_until


def running_over_kafka(
    database_url: str, state: Path, now: datetime, servers: str
) -> AbstractContextManager[System]:
    """Run the system on topics of its own."""
    kafka = Kafka(servers, prefix=f"test-{uuid4().hex[:8]}.")
    with closing(KafkaAdminClient(bootstrap_servers=servers.split(","))) as admin:
        apply(admin, topics(kafka.prefix))
    return running_system(database_url, state, now, keeping=keeping_over_kafka, kafka=kafka)


@contextmanager
def keeping_over_kafka(system: Integracode) -> Iterator[None]:
    """Run the relay and a consumer a read model, each in a thread of its own."""
    stop = Event()
    with ExitStack() as stack:
        stack.enter_context(erasing(system))
        stack.enter_context(running(relay_of(system).follow, stop))
        for name in READ_MODELS:
            stack.enter_context(running(consuming(system, name), stop))
        wait_until(lambda: all(each.partitions for each in system.status()))
        yield


def consuming(system: Integracode, name: str) -> Callable[[Event], None]:
    """Return what keeps a read model until told to stop."""

    def follow(stop: Event) -> None:
        with projecting(system, name, stop) as consumer:
            consumer.follow(stop)

    return follow


@contextmanager
def running(follow: Callable[[Event], None], stop: Event) -> Iterator[None]:
    """Run in a thread what runs until told to stop."""
    thread = Thread(target=follow, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def assert_same_rows_from_the_log(system: Integracode) -> None:
    """Assert that what Kafka brought gives the rows that the log gives."""
    wait_until(lambda: not any(each.lag_events for each in system.status()))
    for name in READ_MODELS:
        made = system.rebuild(name, lambda _position, _head: None)
        assert made.before == made.tables, name
