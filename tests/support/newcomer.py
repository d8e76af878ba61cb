"""The system started as a newcomer starts it: a process of its own, told things and asked over HTTP."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

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

    def answer(self, *words: str) -> Any:  # noqa: ANN401 - whatever JSON holds.
        """Run a command that answers for programs."""
        done = self.command(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @property
    def lag(self) -> int:
        """Facts that the slowest read model has not seen."""
        lags: list[int] = [each["lag_events"] for each in self.answer("status")["read_models"]]
        return max(lags)

    @contextmanager
    def asked_by(self, login: str) -> Iterator[httpx.Client]:
        """Lend a browser whose owner is signed in: its cookie opens pages and API alike."""
        same_site = {"Sec-Fetch-Site": "same-origin"}
        with httpx.Client(base_url=self.base, headers=same_site, timeout=60) as browser:
            form = {"login": login, "password": self.password}
            assert browser.post("/sign-in", data=form).status_code == 303
            yield browser


@contextmanager
def started(state: Path, command: str = "run") -> Iterator[Running]:
    """Start the system and wait until it answers; stop it afterwards."""
    port = free_port()
    said, logged = state.parent / "said", state.parent / "logged"
    with said.open("w") as out, logged.open("w") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "adapters.cli", command],
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
    return process.wait(timeout=120)


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


def postgres_of(state: Path) -> list[psutil.Process]:
    """Return the servers that still run on a state folder."""
    servers = (each for each in psutil.process_iter(["name", "cmdline"]) if each.info["name"] == "postgres")
    return [each for each in servers if str(state) in " ".join(each.info["cmdline"] or [])]
