"""A guarded process ends when it is told to, and when those who started it are gone."""

import os
import subprocess
import sys
from pathlib import Path

import psutil

from adapters.brokers.guarded import Guarded, start_guarded

ROOT = Path(__file__).parents[3]
END_SECONDS = 10
OWNER = """
import sys
from pathlib import Path
from adapters.brokers.guarded import start_guarded
with open(sys.argv[1], "wb") as output:
    words, lock = ["sleep", "600"], output.fileno()
    running = start_guarded(words, folder=Path("/"), environment={}, output=output, lock=lock)
print(running.pid, flush=True)
sys.stdin.readline()
"""


def sleeper(folder: Path, *words: str) -> Guarded:
    with (folder / "output").open("wb") as output:
        return start_guarded(
            words or ["sleep", "600"],
            folder=folder,
            environment=os.environ,
            output=output,
            lock=output.fileno(),
        )


def test_it_dies_with_an_owner_that_is_killed(tmp_path: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path / "output")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with owner:
        assert owner.stdout
        running = psutil.Process(int(owner.stdout.readline()))
        owner.kill()
    running.wait(END_SECONDS)


def test_one_that_is_stopped_or_killed_leaves_no_guard(tmp_path: Path) -> None:
    for end in (Guarded.stop, Guarded.kill):
        running = sleeper(tmp_path)
        assert running.is_running()
        end(running)
        assert not running.is_running()
        assert running.guard.poll() is not None


def test_one_that_ends_by_itself_is_guarded_no_more(tmp_path: Path) -> None:
    running = sleeper(tmp_path, "true")
    running.process.wait(END_SECONDS)
    assert not running.is_running()
    assert running.guard.poll() is not None
    running.stop()
