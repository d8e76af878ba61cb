"""Kafka's starts and ends: data are kept, an owner that dies takes it along, and what fails says why."""

import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from adapters.brokers import cluster as clusters
from adapters.brokers.cluster import KafkaCluster, kafka_cluster
from adapters.brokers.failed import KafkaFailed
from adapters.brokers.ports import HOST
from tests.integration.test_local_kafka import new_topic, read, send

ROOT = Path(__file__).parents[2]
END_SECONDS = 20
OWNER = """
import sys
from pathlib import Path
from adapters.brokers.cluster import kafka_cluster
with kafka_cluster(Path(sys.argv[1])) as cluster:
    print(cluster.pid(), flush=True)
    sys.stdin.readline()
"""


def test_data_are_kept_between_two_starts_and_after_an_owner_was_killed(tmp_path: Path) -> None:
    with kafka_cluster(tmp_path) as first:
        topic = new_topic(first.servers)
        send(first.servers, topic, range(10))
    with owner(tmp_path) as other:
        assert other.stdout
        broker = psutil.Process(int(other.stdout.readline()))
        other.kill()
    broker.wait(END_SECONDS)
    with kafka_cluster(tmp_path) as again:
        assert read(again.servers, topic, 10) == list(range(10))


def owner(state: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OWNER, str(state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_a_port_taken_by_another_is_told_and_the_broker_starts_once_it_is_free(
    own_broker: KafkaCluster,
) -> None:
    own_broker.kill()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind((HOST, int(own_broker.servers.split(":")[1])))
        other.listen()
        with pytest.raises(KafkaFailed, match="son port est pris par un autre programme"):
            own_broker.start()
    own_broker.start()
    assert new_topic(own_broker.servers)


def test_a_node_that_ends_at_its_start_is_told_with_its_last_words(own_broker: KafkaCluster) -> None:
    own_broker.kill()
    (own_broker.log().parent / "data" / "meta.properties").write_text("version=not a number\n")
    with pytest.raises(KafkaFailed, match=r"No readable meta\.properties"):
        own_broker.start()


def test_a_start_has_an_end(own_broker: KafkaCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    own_broker.kill()
    monkeypatch.setattr(clusters, "START_SECONDS", 0)
    with pytest.raises(KafkaFailed, match="Le nœud Kafka 1 n’a pas démarré"):
        own_broker.start()
