"""The embedded PostgreSQL starts anywhere, is shared, outlives a kill -9, and stops with its last user."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from adapters.postgres import EmbeddedPostgresFailed, default_state_dir, embedded_postgres

RESTART_SECONDS = 2.0

NEIGHBOUR = """
import sys
from pathlib import Path
from adapters.postgres import embedded_postgres
with embedded_postgres(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def state() -> Iterator[Path]:
    """Lend a folder with a space and accents, short enough for a socket, that any account may enter."""
    above = Path(tempfile.mkdtemp(prefix="ic-"))
    above.chmod(0o711)
    yield above / "état à moi"
    shutil.rmtree(above)


def neighbour(state: Path) -> subprocess.Popen[str]:
    """Start another process on the same cluster, and return it once it is in."""
    process = subprocess.Popen(
        [sys.executable, "-c", NEIGHBOUR, str(state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    return process


def ask(url: str, query: str) -> str:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(query)
            row = cursor.fetchone()
            return str(row[0]) if row else ""
    finally:
        connection.close()


def execute(url: str, statement: str) -> None:
    ask(url, f"{statement}; select 1")


def postmaster(state: Path) -> int:
    return int((state / "cluster" / "postmaster.pid").read_text().split("\n", 1)[0])


def is_stopped(url: str) -> bool:
    try:
        psycopg2.connect(url).close()
    except psycopg2.OperationalError:
        return True
    return False


def test_what_was_stored_is_there_after_a_restart_that_is_quick(state: Path) -> None:
    with embedded_postgres(state) as url:
        execute(url, "create table kept as select 42 as figure")
    assert is_stopped(url)
    began = time.monotonic()
    with embedded_postgres(state) as url:
        assert time.monotonic() - began < RESTART_SECONDS
        assert ask(url, "select figure from kept") == "42"


def test_a_write_is_on_the_disk_before_it_is_acknowledged(state: Path) -> None:
    with embedded_postgres(state) as url:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            assert ask(url, f"show {setting}") == "on"


def test_nobody_reaches_the_server_but_its_owner(state: Path) -> None:
    with embedded_postgres(state) as url:
        assert ask(url, "show listen_addresses") == ""
        assert (state / "socket").stat().st_mode & 0o077 == 0
        assert (state / "cluster").stat().st_mode & 0o077 == 0


def test_one_who_leaves_does_not_stop_the_server_under_another(state: Path) -> None:
    with embedded_postgres(state) as url:
        with embedded_postgres(state) as same:
            assert same == url
        other = neighbour(state)
        other.communicate("leave\n")
        assert ask(url, "select 1") == "1"
    assert is_stopped(url)


def test_the_server_stays_for_the_one_who_came_later(state: Path) -> None:
    with embedded_postgres(state) as url:
        other = neighbour(state)
    assert ask(url, "select 1") == "1"
    other.communicate("leave\n")
    assert is_stopped(url)


def test_a_killed_user_does_not_keep_the_server_for_ever(state: Path) -> None:
    other = neighbour(state)
    other.kill()
    other.communicate()
    with embedded_postgres(state) as url:
        assert ask(url, "select 1") == "1"
    assert is_stopped(url)


def test_a_killed_server_comes_back_with_all_that_was_acknowledged(state: Path) -> None:
    with embedded_postgres(state) as url:
        execute(url, "create table kept as select 42 as figure")
        os.kill(postmaster(state), signal.SIGKILL)
        with embedded_postgres(state) as again:
            assert ask(again, "select figure from kept") == "42"


def test_a_number_that_went_to_another_process_is_not_taken_for_the_server(state: Path) -> None:
    with embedded_postgres(state):
        said = (state / "cluster" / "postmaster.pid").read_text()
    stale = said.replace(said.split("\n", 1)[0], str(os.getpid()), 1)
    (state / "cluster" / "postmaster.pid").write_text(stale)
    with embedded_postgres(state) as url:
        assert ask(url, "select 1") == "1"


def test_a_cluster_left_half_made_is_made_again(state: Path) -> None:
    (state / "cluster.unfinished").mkdir(parents=True)
    (state / "cluster.unfinished" / "PG_VERSION").write_text("18\n")
    with embedded_postgres(state) as url:
        assert ask(url, "select 1") == "1"


def test_variables_meant_for_another_server_change_nothing(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGHOST", "/nowhere")
    with embedded_postgres(state) as url:
        assert ask(url, "select 1") == "1"


def test_a_path_too_long_for_a_socket_is_told_with_its_remedy(state: Path) -> None:
    with (
        pytest.raises(EmbeddedPostgresFailed, match="INTEGRACODE_STATE"),
        embedded_postgres(state / ("x" * 100)),
    ):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another account for the server")
def test_a_folder_closed_to_the_servers_account_is_told_with_its_remedy(state: Path) -> None:
    state.mkdir(mode=0o700)
    with pytest.raises(EmbeddedPostgresFailed, match="INTEGRACODE_STATE"), embedded_postgres(state / "in"):
        pass
    assert state.stat().st_mode & 0o777 == 0o700


def test_the_state_is_where_the_variable_says_or_in_a_place_of_the_clones_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INTEGRACODE_STATE", "/somewhere/else")
    assert default_state_dir() == Path("/somewhere/else")
    monkeypatch.delenv("INTEGRACODE_STATE")
    assert default_state_dir().parent.name == "integracode"
    assert len(default_state_dir().name) == 12
