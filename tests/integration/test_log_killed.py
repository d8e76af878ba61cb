"""A writer killed in the middle, or the server under all of them: nothing told is lost or half there."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from adapters import postgres
from adapters.database import Database
from adapters.eventlog.migrate import migrate
from adapters.eventlog.verify import verify
from adapters.postgres import embedded_postgres
from tests.support.logs import Bench, command, event

KILLS = 2
STREAM = UUID(int=1)

WRITER = """
import sys
from uuid import uuid4
from adapters.database import Database
from tests.support.logs import Bench, command, event
bench, key = Bench(Database(sys.argv[1])), sys.argv[2]
for n in range(100_000):
    stream, asked = uuid4(), command(f"{key}-{n}")
    told = [event(stream, version, tags=["group:a"], command=asked) for version in (1, 2, 3)]
    receipt = bench.store(*told, command=asked)
    print(n, *receipt.positions, flush=True)
"""
STUCK = """
import sys, time
from contextlib import contextmanager
from uuid import UUID
from adapters.database import Database
from tests.support.logs import Bench, command, event

class StuckBeforeCommit(Database):
    @contextmanager
    def transaction(self):
        with super().transaction() as lent:
            yield lent
            print("written", flush=True)
            time.sleep(600)

asked = command()
Bench(StuckBeforeCommit(sys.argv[1])).store(event(UUID(int=1), 1, command=asked), command=asked)
"""


@contextmanager
def running(script: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Lend another process, killed at the latest here."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(postgres.__file__).parents[1],
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def answers(process: subprocess.Popen[str]) -> list[list[int]]:
    """Return the number and the positions of each save that was answered."""
    assert process.stdout
    whole = [line for line in process.stdout if line.endswith("\n")]
    return [[int(word) for word in line.split()] for line in whole]


def test_a_writer_killed_in_the_middle_of_a_save_leaves_nothing_and_its_retry_stores(
    database: Database, database_url: str
) -> None:
    bench = Bench(database)
    with running(STUCK, database_url) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "written\n"
    asked = command()
    receipt = bench.store(event(STREAM, 1, command=asked), command=asked)
    assert receipt.positions == (1,)
    assert bench.store(event(STREAM, 1, command=asked), command=asked) == receipt
    assert verify(database).is_whole


def test_writers_killed_at_any_moment_leave_a_whole_log_and_their_retries_get_the_same_answers(
    database: Database, database_url: str
) -> None:
    bench, told = Bench(database), dict[str, list[int]]()
    for kill in range(KILLS):
        with running(WRITER, database_url, f"one-{kill}") as one, running(WRITER, database_url, "two") as two:
            for process in (one, two):
                assert process.stdout
                process.stdout.readline()
            one.kill()
            told |= {f"one-{kill}-{n}": positions for n, *positions in answers(one)}
            two.kill()
    assert bench.positions() == list(range(1, bench.feed.head().position + 1))
    assert verify(database).is_whole
    for key, positions in told.items():
        again = bench.store(event(uuid4(), 1), command=command(key))
        assert list(again.positions) == positions


@pytest.fixture
def state() -> Iterator[Path]:
    """Lend a folder for a cluster of one's own, to be killed."""
    above = Path(tempfile.mkdtemp(prefix="ic-"))
    above.chmod(0o711)
    yield above / "state"
    shutil.rmtree(above)


def test_a_server_stopped_at_once_under_its_writers_lost_nothing_that_it_had_answered(state: Path) -> None:
    with embedded_postgres(state) as url:
        migrate(url)
        with running(WRITER, url, "one") as writer, running(WRITER, url, "two") as other:
            for process in (writer, other):
                assert process.stdout
                process.stdout.readline()
            stop_at_once(state)
            writer.kill()
            told = answers(writer)
        with embedded_postgres(state) as again, closing(Database(again)) as database:
            bench = Bench(database)
            assert verify(database).is_whole
            assert bench.positions() == list(range(1, bench.feed.head().position + 1))
            for n, *positions in told:
                receipt = bench.store(event(uuid4(), 1), command=command(f"one-{n}"))
                assert list(receipt.positions) == positions


def stop_at_once(state: Path) -> None:
    """Ask for an immediate stop: every server process ends where it stands, without a checkpoint."""
    os.kill(int((state / "cluster" / "postmaster.pid").read_text().split("\n", 1)[0]), signal.SIGQUIT)
