"""``integracode relay`` as a process of its own: it sends, stops when asked, and says why it does not."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.database import Database
from tests.support.relayed import Relayed
from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]


@pytest.fixture
def relayed(kafka_servers: str, database: Database) -> Iterator[Relayed]:
    relayed = Relayed(kafka_servers, database)
    yield relayed
    relayed.bench.feed.close()


@pytest.fixture
def environment(relayed: Relayed, database_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "INTEGRACODE_STATE": str(tmp_path / "state"),
        "KAFKA_BOOTSTRAP_SERVERS": relayed.servers,
        "INTEGRACODE_TOPIC_PREFIX": relayed.prefix,
        "PYTHONWARNINGS": "ignore",
    }


def started(environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "adapters.cli", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_sends_until_it_is_asked_to_stop(
    relayed: Relayed, environment: dict[str, str], how: signal.Signals
) -> None:
    relayed.apply()
    process = started(environment, "relay")
    wait_until(lambda: relayed.status().state == "sending")
    relayed.tell(1, 10)
    relayed.wait()
    status, _ = started(environment, "status", "--json").communicate(timeout=60)
    told = json.loads(status)["relay"]
    assert (told["state"], told["position"], told["lag_events"]) == ("sending", 10, 0)
    process.send_signal(how)
    said, logged = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said.endswith("Arrêté.\n")
    events = [json.loads(line)["event"] for line in logged.splitlines()]
    assert events[:3] == ["relay_active", "relay_ready", "relay_sends"]
    assert relayed.status().state == "absent"


def test_without_topics_it_refuses_and_says_what_to_do(relayed: Relayed, environment: dict[str, str]) -> None:
    said, logged = started(environment, "relay").communicate(timeout=60)
    assert "Arrêté" not in said
    assert "« integracode topics apply »" in logged.splitlines()[-1]
    assert relayed.status().trouble == "topics-differ"


def test_without_brokers_named_it_says_which_variable_is_missing(environment: dict[str, str]) -> None:
    process = started({**environment, "KAFKA_BOOTSTRAP_SERVERS": ""}, "relay")
    _, logged = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "KAFKA_BOOTSTRAP_SERVERS manque" in logged


def test_it_stops_while_it_waits_for_absent_brokers(environment: dict[str, str], relayed: Relayed) -> None:
    process = started({**environment, "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9"}, "relay")
    wait_until(lambda: relayed.status().trouble == "KafkaTimeoutError")
    process.send_signal(signal.SIGTERM)
    _, logged = process.communicate(timeout=60)
    assert process.returncode == 0
    events = [json.loads(line)["event"] for line in logged.splitlines()]
    assert events == ["relay_active", "relay_waits"]
