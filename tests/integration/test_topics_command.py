"""``integracode topics`` against a broker: what it makes, what it says, and how it ends."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from kafka import KafkaAdminClient

from adapters.messaging.topics import topics

ROOT = Path(__file__).parents[2]


@pytest.fixture
def prefix() -> str:
    return f"test-{uuid4().hex[:8]}."


@pytest.fixture
def admin(kafka_servers: str) -> Iterator[KafkaAdminClient]:
    with closing(KafkaAdminClient(bootstrap_servers=kafka_servers.split(","))) as client:
        yield client


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``integracode topics``."""
    return subprocess.run(
        [sys.executable, "-m", "adapters.cli", "topics", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_topics_are_missing_then_made_then_right(kafka_servers: str, prefix: str) -> None:
    there = {"KAFKA_BOOTSTRAP_SERVERS": kafka_servers, "INTEGRACODE_TOPIC_PREFIX": prefix}
    names = [topic.name for topic in topics(prefix).all]
    before = command("check", **there)
    assert before.returncode == 1
    assert all(f"Le topic {name} n’existe pas" in before.stderr for name in names)
    made = command("apply", "--json", **there)
    assert (made.returncode, made.stderr) == (0, "")
    assert json.loads(made.stdout) == {"created": names, "differences": []}
    again = command("apply", **there)
    assert (again.returncode, again.stdout) == (0, "Les topics sont comme ils doivent être.\n")
    assert json.loads(command("check", "--json", **there).stdout) == {"differences": []}


def test_a_topic_of_another_shape_is_said_and_left_as_it_is(
    kafka_servers: str, prefix: str, admin: KafkaAdminClient
) -> None:
    there = {"KAFKA_BOOTSTRAP_SERVERS": kafka_servers, "INTEGRACODE_TOPIC_PREFIX": prefix}
    network = topics(prefix).network
    admin.create_topics(
        {network.name: {"num_partitions": 2, "replication_factor": 1, "configs": dict(network.config)}}
    )
    applied = command("apply", "--json", **there)
    assert applied.returncode == 1
    assert json.loads(applied.stdout)["differences"] == [
        {"topic": network.name, "setting": "partitions", "expected": "1", "found": "2"}
    ]
    assert f"Le topic {network.name} a partitions = 2, attendu 1" in applied.stderr


def test_without_brokers_it_says_which_variable_is_wrong() -> None:
    unnamed = command("check")
    assert (unnamed.returncode, unnamed.stdout) == (2, "")
    assert "KAFKA_BOOTSTRAP_SERVERS manque" in unnamed.stderr
    absent = command("check", KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:9")
    assert absent.returncode == 1
    assert "Kafka ne répond pas ou refuse (KafkaTimeoutError)" in absent.stderr
