"""The network's shape put together: read models kept by consumers, any number of processes."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event
from uuid import uuid4

import structlog
from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from adapters.bootstrap import Integracode
from adapters.messaging.consumer import Consumer, connected
from adapters.messaging.topics import Difference, Topics, differences, topics
from adapters.projecting import Projecting, described, missing_from
from adapters.readmodels.keeper import Keeper
from adapters.readmodels.registry import READ_MODELS
from adapters.settings import Settings
from projections.changes import ReadModel

ASK_MILLISECONDS = 5_000
PAUSE_SECONDS = 1.0

log = structlog.get_logger()


class TopicsDiffer(Exception):
    """A topic is missing, or is not as it must be: nothing is read from it and nothing is sent to it."""

    def __init__(self, found: list[Difference]) -> None:
        """Say what differs."""
        super().__init__(*(each.french for each in found))
        self.differences = found


@contextmanager
def administered(settings: Settings, stop: Event) -> Iterator[tuple[KafkaAdminClient, Topics]]:
    """Lend a client of brokers that answer, and the topics, found as they must be.

    Brokers that do not answer are waited for, and told in the log.

    Raises:
        TopicsDiffer: they are not.
        Stopped: told to stop before the brokers answered.
    """
    wanted = topics(settings.topic_prefix, replicas=settings.topic_replicas)
    with closing(_answering(servers_of(settings), stop)) as admin:
        found = differences(admin, wanted)
        if found:
            raise TopicsDiffer(found)
        yield admin, wanted


@contextmanager
def projecting(system: Integracode, name: str, stop: Event) -> Iterator[Consumer]:
    """Lend a consumer that keeps a read model, together with all others of its name.

    Raises:
        TopicsDiffer, Stopped: as ``administered``.
    """
    model = READ_MODELS[name]
    servers = servers_of(system.settings)
    with administered(system.settings, stop) as (admin, wanted):
        handler = Projecting(
            _keeper(system, model, wanted),
            lambda: described(admin, wanted),
            lambda: system.rebuild(name, _unwatched),
            member=f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:4]}",
        )
        group = group_of(model, system.settings.topic_prefix)
        try:
            yield Consumer(lambda: connected(servers, group), [each.name for each in wanted.journal], handler)
        finally:
            handler.leave()


class Stopped(Exception):
    """Told to stop while waiting."""


def servers_of(settings: Settings) -> str:
    """Return the brokers' addresses."""
    assert settings.kafka_bootstrap_servers, "asked of the network's shape only"  # noqa: S101 - its sentence is the command line's.
    return settings.kafka_bootstrap_servers


def group_of(model: ReadModel, prefix: str) -> str:
    """Return the consumer group of a read model: another version reads for itself."""
    return f"{prefix}integracode.{model.name}.v{model.version}"


def _answering(servers: str, stop: Event) -> KafkaAdminClient:
    while not stop.is_set():
        try:
            return KafkaAdminClient(
                bootstrap_servers=servers.split(","), bootstrap_timeout_ms=ASK_MILLISECONDS
            )
        except (KafkaError, OSError) as error:
            log.warning("brokers_awaited", servers=servers, error=type(error).__name__)
            stop.wait(PAUSE_SECONDS)
    raise Stopped


def _keeper(system: Integracode, model: ReadModel, wanted: Topics) -> Keeper:
    return Keeper(
        system.database,
        system.feed,
        model,
        missing=missing_from(system.feed, wanted),
        mapper=system.mapper,
        opener=system.keyring.open if model.opened else None,
    )


def _unwatched(_position: int, _head: int) -> None:
    """A rebuild that nobody looks at."""
