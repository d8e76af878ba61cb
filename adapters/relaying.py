"""The relay put together: one of any number of processes sends the log, the others stand by."""

import os
import socket

from kafka import KafkaAdminClient

from adapters.bootstrap import Integracode
from adapters.distributed import servers_of
from adapters.messaging.producer import connected
from adapters.messaging.public.records import PublicFacts
from adapters.messaging.relay import Relay
from adapters.messaging.relay_status import RelayStatus, relay_status
from adapters.messaging.topics import topics
from adapters.messaging.turn import turn

ASK_MILLISECONDS = 5_000


def relay_of(system: Integracode) -> Relay:
    """Return the relay of the system's log, connected to nothing yet."""
    settings = system.settings
    servers, prefix = servers_of(settings), settings.topic_prefix
    name = f"{socket.gethostname()}-{os.getpid()}"
    wanted = topics(prefix, replicas=settings.topic_replicas)
    return Relay(
        system.feed,
        wanted,
        turn=lambda stop: turn(system.database, prefix, name, stop),
        admin=lambda: KafkaAdminClient(
            bootstrap_servers=servers.split(","), bootstrap_timeout_ms=ASK_MILLISECONDS
        ),
        producer=lambda: connected(servers, prefix),
        told=PublicFacts(wanted.facts_learner_path, system.mapper, system.keyring),
    )


def status_of(system: Integracode) -> RelayStatus:
    """Return how far the relay is."""
    prefix = system.settings.topic_prefix
    return relay_status(system.database, system.feed, system.clock, topics(prefix), prefix)
