"""The network's shape on one machine: Kafka, the relay, a consumer for each read model and the API."""

import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace

from adapters.brokers.cluster import local_kafka
from adapters.brokers.failed import KafkaFailed
from adapters.cli.opening import opened, read_settings
from adapters.cli.sampling import ensure_sample
from adapters.cli.serving import announce, listening, stopping_cleanly
from adapters.cli.terminal import screen, stop
from adapters.logs import configure_logs
from adapters.readmodels.registry import READ_MODELS
from adapters.settings import Settings
from adapters.supervising import Part, PartFailed, Supervisor, supervised

TOPICS = Part(name="topics", words=("topics", "apply"))
RELAY = Part(name="relay", words=("relay",))
CONSUMERS = tuple(Part(name=f"project-{name}", words=("project", name)) for name in READ_MODELS)
API = Part(name="api", words=("serve",))
LOOK_SECONDS = 0.1


def run_kafka() -> None:
    """Démarrer la forme du réseau : Kafka, relais, un consommateur par vue, API, chacun son processus."""
    chosen = read_settings()
    configure_logs()
    with stopping_cleanly(), listening(chosen) as listener:
        # The API takes the port itself; here it was only seen to be free, before anything long begins.
        host, port = listener.getsockname()[:2]
        listener.close()
        try:
            _run(replace(chosen, host=host, port=port))
        except (KafkaFailed, PartFailed) as error:
            stop(str(error), code=2)


def _run(chosen: Settings) -> None:
    with ExitStack() as stack:
        # Open for as long as the parts are: the embedded PostgreSQL stops when the last one leaves.
        system = stack.enter_context(opened(chosen))
        servers = chosen.kafka_bootstrap_servers or stack.enter_context(local_kafka(chosen.state))
        parts = stack.enter_context(supervised(chosen.state, _told(chosen, servers)))
        parts.run(TOPICS)
        for part in (RELAY, *CONSUMERS):
            parts.start(part)
        sign_ins = ensure_sample(system)
        parts.start(API)
        _await_answer(chosen, parts)
        screen.print(f"Kafka        {servers}")
        screen.print(f"Journaux     {parts.folder}", markup=False)
        announce((chosen.host, chosen.port), sign_ins)
        parts.watch()


def _told(chosen: Settings, servers: str) -> Mapping[str, str]:
    return {
        "KAFKA_BOOTSTRAP_SERVERS": servers,
        "INTEGRACODE_HOST": chosen.host,
        "INTEGRACODE_PORT": str(chosen.port),
        "INTEGRACODE_STATE": str(chosen.state.resolve()),
    }


def _await_answer(chosen: Settings, parts: Supervisor) -> None:
    while True:
        try:
            with urllib.request.urlopen(f"http://{chosen.host}:{chosen.port}/readyz"):
                return
        except (urllib.error.URLError, ConnectionError):
            parts.look()
            time.sleep(LOOK_SECONDS)
