"""A command that cannot open the system says so in one sentence, with what to do, and touches nothing."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
import typer
from psycopg2.extensions import connection
from typer.testing import CliRunner, Result

from adapters.cli.commands import app
from adapters.cli.opening import opened
from adapters.database import Database
from adapters.eventlog.errors import translated
from adapters.ids import Ids
from adapters.keyring.sqlite import SqliteKeyring
from adapters.settings import Settings
from tests.support.logs import Bench, event, new_id
from tests.support.postgres import execute, temporary_database, url_of

MASTER = "00" * 32
DIE = "select pg_terminate_backend(pg_backend_pid())"
LOST_WHILE_MIGRATING = """
create function lost() returns boolean language sql as 'select pg_terminate_backend(pg_backend_pid())';
create schema integracode;
create table integracode.migrations (
    name text primary key, sha256 bytea not null, applied_at timestamptz not null default now(),
    check (lost()));
"""


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def facts(database: Database) -> None:
    """Have the log hold one fact."""
    bench = Bench(database)
    bench.store(event(new_id(), 1))


def asked(command: str, url: str, state: Path, master_key: str = MASTER) -> Result:
    environment = {"DATABASE_URL": url, "INTEGRACODE_STATE": str(state), "INTEGRACODE_MASTER_KEY": master_key}
    return CliRunner().invoke(app, [command], env=environment)


def is_said(result: Result, *words: str) -> bool:
    assert isinstance(result.exception, SystemExit), result.exception
    return all(word in result.stderr for word in words)


def test_a_database_that_nobody_serves_does_not_answer(state: Path) -> None:
    result = asked("migrate", "postgresql://127.0.0.1:1/nothing", state)
    assert is_said(result, "PostgreSQL ne répond pas", "DATABASE_URL")
    assert result.exit_code == 1


def test_a_connection_lost_while_migrating_is_a_database_that_does_not_answer(
    postgres_url: str, state: Path
) -> None:
    with temporary_database(postgres_url) as name:
        url = url_of(postgres_url, name)
        execute(url, LOST_WHILE_MIGRATING)
        result = asked("migrate", url, state)
    assert is_said(result, "PostgreSQL ne répond pas", "DATABASE_URL")
    assert result.exit_code == 1


@pytest.mark.parametrize("lent", [Database.transaction, Database.reading])
def test_a_connection_lost_in_the_middle_of_a_command_is_one_too(
    database_url: str,
    state: Path,
    lent: Callable[[Database], AbstractContextManager[connection]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    chosen = Settings(database_url=database_url, state=state, master_key=MASTER, host="127.0.0.1", port=0)
    with (
        pytest.raises(typer.Exit),
        opened(chosen),
        closing(Database(database_url, role=None)) as own,
        translated(),
        lent(own) as connected,
        connected.cursor() as cursor,
    ):
        cursor.execute(DIE)
    assert "PostgreSQL ne répond pas" in capsys.readouterr().err


def a_folder(path: Path) -> None:
    path.mkdir()


def a_text(path: Path) -> None:
    path.write_text("Not a keyring. " * 100)


@pytest.mark.parametrize("instead", [a_folder, a_text])
def test_a_keyring_that_cannot_be_opened_is_named_with_what_to_do(
    database_url: str, state: Path, instead: Callable[[Path], None]
) -> None:
    state.mkdir()
    instead(state / "keyring.sqlite3")
    result = asked("migrate", database_url, state)
    assert is_said(result, str(state / "keyring.sqlite3"), "ne s’ouvre pas", "sauvegarde")
    assert result.exit_code == 2


@pytest.mark.usefixtures("facts")
def test_a_keyring_that_is_missing_beside_facts_is_not_made_anew(database_url: str, state: Path) -> None:
    result = asked("status", database_url, state)
    assert is_said(result, str(state / "keyring.sqlite3"), "manque", "sauvegarde")
    assert result.exit_code == 2
    assert not state.exists()


@pytest.mark.usefixtures("facts")
def test_an_empty_file_says_knowingly_that_the_keyring_is_lost(database_url: str, state: Path) -> None:
    state.mkdir()
    (state / "keyring.sqlite3").touch()
    assert asked("status", database_url, state).exit_code == 0


def test_a_keyring_that_somebody_else_writes_to_is_waited_for_and_then_told(
    database_url: str, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.keyring.sqlite.BUSY_SECONDS", 0.05)
    state.mkdir()
    path = state / "keyring.sqlite3"
    with closing(SqliteKeyring(path, bytes.fromhex(MASTER), Ids())):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        result = asked("status", database_url, state)
    assert is_said(result, "Les clés des données personnelles sont injoignables")
    assert result.exit_code == 1


def test_a_master_key_of_another_keyring_is_said(database_url: str, state: Path) -> None:
    assert asked("migrate", database_url, state).exit_code == 0
    result = asked("migrate", database_url, state, master_key="11" * 32)
    assert is_said(result, "n’ouvre pas ce trousseau", "INTEGRACODE_MASTER_KEY")
    assert result.exit_code == 2


@pytest.mark.parametrize("instead", [a_folder, a_text])
def test_a_master_key_that_cannot_be_read_is_said(
    database_url: str, state: Path, instead: Callable[[Path], None]
) -> None:
    state.mkdir()
    instead(state / "master.key")
    result = asked("migrate", database_url, state, master_key="")
    assert is_said(result, "64 chiffres hexadécimaux", "master.key")
    assert result.exit_code == 2
