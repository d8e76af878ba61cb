"""A process that ends with ours, however ours ends.

Linux could send the child a signal when its parent dies (PR_SET_PDEATHSIG), but means by parent the *thread*
that started it, needs Python code between fork and exec, and is unknown to macOS. A pipe that ends with us
works from any thread, everywhere.
"""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

START: Final = 'read -r go && exec "$@" </dev/null'
"""Becomes the program on our word; without it (we died first), nothing was started."""
WATCH: Final = 'read -r end; kill -KILL "$1"'
"""Its pipe ends when we do: by an exit, a crash or kill -9."""
STOP_SECONDS: Final = 60


@dataclass(frozen=True)
class Guarded:
    """A running program, and the shell that kills it when we are gone."""

    process: subprocess.Popen[bytes]
    guard: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_running(self) -> bool:
        """Tell whether it runs; the number of one that ended may go to another, so is watched no more."""
        if self.process.poll() is None:
            return True
        self._unguard()
        return False

    def kill(self) -> None:
        """End it at once (SIGKILL), as a failure of the machine would."""
        self.process.kill()
        self.process.wait()
        self._unguard()

    def stop(self) -> None:
        """End it in order (SIGTERM); one that hangs is killed."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._unguard()

    def _unguard(self) -> None:
        # Killed before its pipe is closed: it must not take the end of the pipe for ours.
        self.guard.kill()
        self.guard.wait()
        _pipe_to(self.guard).close()


def start_guarded(
    words: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    output: IO[bytes],
    lock: int | None = None,
) -> Guarded:
    """Start a program in ``folder``, in a session of its own: a Ctrl-C is for us, who stop it in order.

    It keeps ``lock``, a file's descriptor, open for as long as it lives; None: it has none.
    """
    process = subprocess.Popen(  # noqa: S603 - programs and words of this package.
        ["/bin/sh", "-c", START, "sh", *words],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=environment,
        pass_fds=() if lock is None else (lock,),
        start_new_session=True,
    )
    guard = subprocess.Popen(  # noqa: S603 - likewise.
        ["/bin/sh", "-c", WATCH, "sh", str(process.pid)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    with _pipe_to(process) as pipe:
        pipe.write(b"go\n")
    return Guarded(process, guard)


def _pipe_to(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdin is not None  # noqa: S101 - both are started with a pipe.
    return process.stdin
