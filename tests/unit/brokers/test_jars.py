"""Kafka's jars: only the bytes that the lock names are taken, and each refusal says what to do."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.brokers.failed import KafkaFailed
from adapters.brokers.jars import Jar, fetched, locked_jars

ROOT = Path(__file__).parents[3]
BYTES = b"a jar"
JAR = Jar("org.example", "kafka", "1.0", hashlib.sha256(BYTES).hexdigest())


def lock_of(tmp_path: Path, line: str) -> Path:
    lock = tmp_path / "kafka-jars.txt"
    lock.write_text(f"{line}\n")
    return lock


def test_the_lock_holds_one_kafka_and_no_coordinate_twice() -> None:
    jars = locked_jars()
    assert len({(jar.group, jar.artifact) for jar in jars}) == len(jars)
    assert len({jar.version for jar in jars if jar.group == "org.apache.kafka"}) == 1


@pytest.mark.parametrize(
    "line",
    [
        "org.example:kafka:1.0",
        f"org.example:kafka:1.0 sha256:{JAR.sha256[:-1]}",
        f"org.example:kafka:../../1.0 sha256:{JAR.sha256}",
        f"host://org.example:kafka:1.0 sha256:{JAR.sha256}",
        "",
    ],
)
def test_a_line_of_another_form_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(KafkaFailed, match="Ligne illisible"):
        locked_jars(lock_of(tmp_path, line))


def test_a_lock_that_is_absent_is_told(tmp_path: Path) -> None:
    with pytest.raises(KafkaFailed, match=r"Il manque .*kafka-jars\.txt"):
        locked_jars(tmp_path / "kafka-jars.txt")


def test_a_jar_that_is_there_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / JAR.file_name).write_bytes(BYTES)
    assert fetched([JAR], tmp_path) == [tmp_path / JAR.file_name]


def test_a_damaged_jar_is_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / JAR.file_name).write_bytes(BYTES + b"!")
    monkeypatch.setattr("adapters.brokers.jars._download", lambda _, folder: received(folder, b"another"))
    with pytest.raises(KafkaFailed, match=r"org\.example:kafka:1\.0 est refusé"):
        fetched([JAR], tmp_path)


def test_a_jar_of_the_right_hash_takes_the_place_of_a_damaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / JAR.file_name).write_bytes(BYTES + b"!")
    monkeypatch.setattr("adapters.brokers.jars._download", lambda _, folder: received(folder, BYTES))
    (file,) = fetched([JAR], tmp_path)
    assert file.read_bytes() == BYTES
    assert list(tmp_path.iterdir()) == [file]


def received(folder: Path, content: bytes) -> Path:
    file = folder / "received.jar"
    file.write_bytes(content)
    return file


def test_a_cache_that_cannot_be_made_is_told_by_the_step_of_the_makefile(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = subprocess.run(
        [sys.executable, "-m", "adapters.brokers"],
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "file")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "changez XDG_CACHE_HOME" in done.stderr
    assert "Traceback" not in done.stderr
