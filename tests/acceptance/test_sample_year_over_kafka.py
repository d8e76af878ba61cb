"""``make run-kafka`` as a newcomer meets it: the same year, each part of the system a process of its own."""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
import pytest

from adapters.messaging.topics import FACTS_LEARNER_PATH
from adapters.postgres import embedded_postgres
from adapters.readmodels.registry import READ_MODELS
from adapters.sample.names import NAMES
from tests.support.newcomer import Running, postgres_of, started, stop
from tests.support.postgres import execute

PATIENCE_SECONDS = 120


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="integracode-"))
    folder.chmod(0o711)
    yield folder / "état du dossier"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def running(state: Path) -> Iterator[Running]:
    with started(state, "run-kafka") as system:
        yield system


def test_relay_and_consumers_reach_the_end_of_the_year(running: Running) -> None:
    found = when_level(running)
    assert 13_000 <= found["head"]["position"] <= 15_000
    assert found["relay"]["state"] == "sending"
    assert {each["name"] for each in found["read_models"]} == set(READ_MODELS)
    for each in found["read_models"]:
        assert each["state"] == "following"
        assert len(each["partitions"]) == 13
        assert [member["trouble"] for member in each["members"]] == [None]


def test_no_read_model_was_rebuilt_to_get_there(running: Running) -> None:
    assert {each["schema"][-1] for each in when_level(running)["read_models"]} == {"a"}


def test_no_name_of_the_year_lies_in_kafka(running: Running) -> None:
    when_level(running)
    kept = b"".join(each.read_bytes() for each in segments(running.state))
    assert b"learner-path.identity-recorded" in kept
    assert [name for name in NAMES if name.encode() in kept] == []


def test_no_id_of_the_journal_lies_on_the_public_topic(running: Running) -> None:
    when_level(running)
    public = b"".join(each.read_bytes() for each in segments(running.state, FACTS_LEARNER_PATH))
    assert len(public) > 100_000
    with embedded_postgres(running.state) as url:
        rows = execute(url, "select event_id, stream_id from log.events")
    ids = {UUID(str(each)) for row in rows for each in row}
    assert [each for each in ids if str(each).encode() in public or each.bytes in public] == []


@pytest.mark.parametrize("name", READ_MODELS)
def test_a_read_model_made_again_from_the_log_has_the_same_rows(running: Running, name: str) -> None:
    when_level(running)
    made = json.loads(running.command("rebuild", name, "--json").stdout)
    assert made["before"] == made["tables"]


def test_a_part_that_is_killed_is_started_again(running: Running) -> None:
    before = {each.pid for each in parts(running, "project")}
    assert len(before) == len(READ_MODELS)
    for pid in before:
        psutil.Process(pid).kill()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len({each.pid for each in parts(running, "project")} - before) < len(READ_MODELS):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    while not all(each["partitions"] for each in when_level(running)["read_models"]):
        assert time.monotonic() < deadline, "they keep what was rebuilt"


def test_all_stops_at_ctrl_c(running: Running, state: Path) -> None:
    family = psutil.Process(running.process.pid).children(recursive=True)
    assert len(family) > len(READ_MODELS) + 2
    assert stop(running.process) == 0
    assert postgres_of(state) == []
    assert [each for each in family if each.is_running() and each.status() != psutil.STATUS_ZOMBIE] == []


def when_level(running: Running) -> dict[str, Any]:
    """Return the status once nothing lags."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        found: dict[str, Any] = json.loads(running.command("status", "--json").stdout)
        lags = [found["relay"]["lag_events"], *(each["lag_events"] for each in found["read_models"])]
        if not any(lags):
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.5)


def segments(state: Path, topic: str = "") -> Iterator[Path]:
    """Give the files in which Kafka keeps records, of one topic or of all."""
    return (state / "kafka").glob(f"node-1/data/{topic}*/*.log")


def parts(running: Running, word: str) -> list[psutil.Process]:
    """Return the parts that run a command; one that was killed is none, though nobody has buried it yet."""
    return [
        each
        for each in psutil.Process(running.process.pid).children(recursive=True)
        if each.status() != psutil.STATUS_ZOMBIE and word in each.cmdline()
    ]
