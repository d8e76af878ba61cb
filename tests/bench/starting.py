"""What a newcomer waits for: ``make run`` on a fresh clone, then again on the same data; and its memory."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.bench.report import line

CLONE = "dossier à moi"
HIDDEN = ("java", "javac", "mvn", "psql", "postgres", "pg_ctl", "initdb")
LONGEST_SECONDS = 600


def show() -> None:
    """Clone the committed tree, start it twice, print what it took and what it holds."""
    with tempfile.TemporaryDirectory(prefix="integracode-bench-") as name:
        folder = Path(name)
        # PostgreSQL runs in an account of its own, which finds its tools below.
        folder.chmod(0o755)
        clone = folder / CLONE
        subprocess.run(["git", "clone", "--quiet", ".", str(clone)], check=True)
        environment = _environment(folder)
        _measure("first make run (installation, sample year)", clone, environment)
        _measure("second make run (same data)", clone, environment)


def _measure(label: str, clone: Path, environment: dict[str, str]) -> None:
    with _running(clone, environment) as (seconds, process):
        line(f"{label}: answers after", f"{seconds:.1f} s")
        time.sleep(5)  # At rest: the followers have caught up and nothing is asked.
        line(f"{label}: memory at rest, PostgreSQL included", f"{_memory(process) / 2**20:.0f} MB (PSS)")


@contextmanager
def _running(clone: Path, environment: dict[str, str]) -> Iterator[tuple[float, psutil.Process]]:
    began = time.monotonic()
    started = subprocess.Popen(["make", "-s", "run"], cwd=clone, env=environment, start_new_session=True)
    try:
        _await_answer(f"http://127.0.0.1:{environment['INTEGRACODE_PORT']}/readyz", started)
        yield time.monotonic() - began, psutil.Process(started.pid)
    finally:
        os.killpg(started.pid, signal.SIGINT)
        started.wait(timeout=60)


def _await_answer(url: str, started: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        if started.poll() is not None:
            raise RuntimeError(started.returncode)
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own loopback address.
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError(url)


def _memory(root: psutil.Process) -> int:
    """Return the proportional memory, in bytes, of the processes below and of the embedded PostgreSQL."""
    processes = {root, *root.children(recursive=True)}
    for postmaster in _postmasters():
        processes |= {postmaster, *postmaster.children(recursive=True)}
    return sum(process.memory_full_info().pss for process in processes if process.is_running())


def _postmasters() -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] == "postgres"
        and "integracode-bench-" in " ".join(process.info["cmdline"] or [])
    ]


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment without JDK, Maven or PostgreSQL, with a state folder of its own."""
    (folder / "state").mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {
        **kept,
        "PATH": str(_tools(folder)),
        "INTEGRACODE_STATE": str(folder / "state"),
        "INTEGRACODE_PORT": str(port),
    }


def _tools(folder: Path) -> Path:
    """Return a folder of links to every tool of the PATH but the hidden ones."""
    tools = folder / "tools"
    tools.mkdir()
    for entry in os.environ["PATH"].split(os.pathsep):
        for tool in Path(entry).glob("*") if Path(entry).is_dir() else ():
            if tool.name not in HIDDEN and not (tools / tool.name).exists() and shutil.which(str(tool)):
                (tools / tool.name).symlink_to(tool)
    return tools
