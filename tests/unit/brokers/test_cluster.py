"""Brokers are not started in a folder that is another's, of another number of brokers, or not a folder."""

import json
import secrets
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

from adapters.brokers import cluster as clusters
from adapters.brokers.cluster import kafka_cluster, new_cluster_id
from adapters.brokers.failed import KafkaFailed


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Lend a state folder that keeps the data of one broker."""
    (tmp_path / "kafka").mkdir()
    (tmp_path / "kafka" / "cluster.json").write_text(json.dumps({"id": "an-id", "brokers": 1}))
    return tmp_path


def test_data_of_one_broker_are_not_opened_by_three(kept: Path) -> None:
    with pytest.raises(KafkaFailed, match="garde les données de 1 nœud"), kafka_cluster(kept, brokers=3):
        pass


def test_a_second_owner_is_told_that_kafka_already_runs(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "LEAVE_SECONDS", 0)
    with (kept / "kafka" / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        with pytest.raises(KafkaFailed, match="Kafka tourne déjà dans"), kafka_cluster(kept):
            pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KafkaFailed, match="changez INTEGRACODE_STATE"), kafka_cluster(tmp_path / "file"):
        pass


def test_no_identity_looks_like_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([b"\xf8" + bytes(15), b"\x00" * 16])
    monkeypatch.setattr(secrets, "token_bytes", lambda _count: next(drawn))
    assert new_cluster_id() == "A" * 22
