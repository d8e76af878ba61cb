"""Apache Kafka for tests: one broker for the session, and clusters of a test's own to break."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.brokers.cluster import KafkaCluster, kafka_cluster, local_kafka


@pytest.fixture(scope="session")
def kafka_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Bootstrap servers: ``KAFKA_BOOTSTRAP_SERVERS``, else one broker that ends with the session.

    It is shared: a test gives its topics and groups a prefix of its own.
    """
    given = os.environ.get("KAFKA_BOOTSTRAP_SERVERS")
    if given:
        yield given
        return
    with local_kafka(tmp_path_factory.mktemp("kafka")) as servers:
        yield servers


@pytest.fixture
def own_broker(tmp_path: Path) -> Iterator[KafkaCluster]:
    """A broker that this test may kill."""
    with kafka_cluster(tmp_path / "état à moi") as cluster:
        yield cluster


@pytest.fixture
def three_brokers(tmp_path: Path) -> Iterator[KafkaCluster]:
    """A cluster of three, of which this test may kill any."""
    with kafka_cluster(tmp_path / "état à moi", brokers=3) as cluster:
        yield cluster
