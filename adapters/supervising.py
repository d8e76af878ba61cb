"""The parts of the network's shape on one machine: a process each, started again when it ends."""

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import structlog

from adapters.brokers.guarded import Guarded, start_guarded

LOOK_SECONDS = 0.2
PAUSE_SECONDS = 1.0
WRONG_SETTING = 2
"""The code with which a command ends that no second try would help."""

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Part:
    """A command of ``integracode`` that runs until it is told to stop."""

    name: str
    words: Sequence[str]


class PartFailed(Exception):
    """A part ended with a sentence that asks for a remedy."""

    def __init__(self, name: str, log_file: Path) -> None:
        """Say which, and where its sentence stands."""
        super().__init__(f"{name} s’est arrêté : lisez la fin de {log_file}.")


class Supervisor:
    """Keeps parts running; each writes a log of its own in ``folder``."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """Start nothing yet.

        Args:
            folder: where each part writes its log.
            environment: what the parts are told.
        """
        self.folder = folder
        self._environment = environment
        self._running: dict[Part, Guarded] = {}
        self._due: dict[Part, float] = {}
        """Parts that ended: when to start them again."""

    def start(self, part: Part) -> None:
        """Start a part."""
        with self.log_of(part).open("ab") as output:
            self._running[part] = start_guarded(
                [sys.executable, "-m", "adapters.cli", *part.words],
                folder=Path(__file__).resolve().parents[1],
                environment=self._environment,
                output=output,
            )

    def look(self) -> None:
        """Start again what ended.

        Raises:
            PartFailed: it would end again.
        """
        for part, running in [*self._running.items()]:
            if running.is_running():
                continue
            code = self._running.pop(part).process.returncode
            log.warning("part_ended", part=part.name, code=code)
            if code == WRONG_SETTING:
                raise PartFailed(part.name, self.log_of(part))
            self._due[part] = time.monotonic() + PAUSE_SECONDS
        for part, due in [*self._due.items()]:
            if due <= time.monotonic():
                del self._due[part]
                self.start(part)

    def run(self, part: Part) -> None:
        """Run a part that ends by itself, to its end.

        Raises:
            PartFailed: it ended with a sentence.
        """
        self.start(part)
        running = self._running.pop(part)
        try:
            while running.is_running():
                time.sleep(LOOK_SECONDS)
        finally:
            running.stop()
        if running.process.returncode:
            raise PartFailed(part.name, self.log_of(part))

    def watch(self) -> NoReturn:
        """Look for ever: Ctrl-C ends it."""
        while True:
            self.look()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """Stop all, the last that was started first."""
        self._due.clear()
        while self._running:
            _, running = self._running.popitem()
            running.stop()

    def pid(self, name: str) -> int | None:
        """Return the process of a part; None while it does not run."""
        return next((it.pid for part, it in self._running.items() if part.name == name), None)

    def log_of(self, part: Part) -> Path:
        """Return the file that a part writes to."""
        return self.folder / f"{part.name}.log"


@contextmanager
def supervised(state: Path, told: Mapping[str, str]) -> Iterator[Supervisor]:
    """Lend a supervisor whose parts are stopped when it is left.

    Args:
        state: folder of the installation.
        told: variables beside our own.
    """
    folder = state.expanduser().resolve() / "logs"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    supervisor = Supervisor(folder, {**os.environ, **told})
    try:
        yield supervisor
    finally:
        supervisor.stop()
