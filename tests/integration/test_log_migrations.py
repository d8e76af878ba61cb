"""Numbered files, applied once each, never changed afterwards."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg2
import pytest

from adapters.eventlog.migrate import FOLDER, MigrationRefused, migrate
from tests.support.postgres import execute, temporary_database, url_of


@pytest.fixture
def url(postgres_url: str) -> Iterator[str]:
    """URL of an empty database."""
    with temporary_database(postgres_url) as name:
        yield url_of(postgres_url, name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of one's own."""
    (tmp_path / "0001_one.sql").write_text("create table one (percent text default '100 %');")
    (tmp_path / "0003_three.sql").write_text("create table three ();")
    return tmp_path


def tables(url: str) -> set[object]:
    found = execute(url, "select tablename::text from pg_tables where schemaname = 'public'")
    return {name for (name,) in found}


def test_the_log_is_made_once(url: str) -> None:
    assert migrate(url) == sorted(path.name for path in FOLDER.glob("*.sql"))
    assert migrate(url) == []


def test_each_log_has_an_identity_of_its_own_and_begins_its_first_epoch(url: str, database_url: str) -> None:
    migrate(url)
    identity = "select log_id from log.identity"
    assert execute(url, identity) != execute(database_url, identity)
    assert execute(url, "select epoch, after_position from log.epochs") == [(1, 0)]


def test_files_are_applied_in_order_and_once(url: str, folder: Path) -> None:
    assert migrate(url, folder) == ["0001_one.sql", "0003_three.sql"]
    assert migrate(url, folder) == []
    assert tables(url) == {"one", "three"}


def test_a_file_in_a_gap_left_for_it_is_applied_later(url: str, folder: Path) -> None:
    migrate(url, folder)
    (folder / "0002_two.sql").write_text("create table two ();")
    assert migrate(url, folder) == ["0002_two.sql"]


def test_an_applied_file_that_changed_is_refused_before_anything_else(url: str, folder: Path) -> None:
    migrate(url, folder)
    (folder / "0001_one.sql").write_text("create table one (percent text default '99 %');")
    (folder / "0004_four.sql").write_text("create table four ();")
    with pytest.raises(MigrationRefused, match="0001_one"):
        migrate(url, folder)
    assert tables(url) == {"one", "three"}


def test_a_database_ahead_of_this_release_is_refused(url: str, folder: Path) -> None:
    migrate(url, folder)
    (folder / "0003_three.sql").unlink()
    with pytest.raises(MigrationRefused, match="0003_three"):
        migrate(url, folder)


def test_a_file_that_fails_leaves_nothing_and_the_ones_before_it(url: str, folder: Path) -> None:
    (folder / "0002_two.sql").write_text("create table two (); select 1 / 0;")
    with pytest.raises(psycopg2.errors.DivisionByZero):
        migrate(url, folder)
    assert tables(url) == {"one"}
    (folder / "0002_two.sql").write_text("create table two ();")
    assert migrate(url, folder) == ["0002_two.sql", "0003_three.sql"]


def test_one_killed_in_the_middle_of_a_file_leaves_nothing_of_it_and_no_lock(url: str, folder: Path) -> None:
    (folder / "0002_two.sql").write_text(
        "create table two (); select pg_terminate_backend(pg_backend_pid());"
    )
    with pytest.raises(psycopg2.InterfaceError):
        migrate(url, folder)
    assert tables(url) == {"one"}
    (folder / "0002_two.sql").write_text("create table two ();")
    assert migrate(url, folder) == ["0002_two.sql", "0003_three.sql"]


def test_two_that_start_together_apply_each_file_once(url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        applied = list(threads.map(migrate, [url] * 4))
    assert sorted(name for names in applied for name in names) == sorted(
        path.name for path in FOLDER.glob("*.sql")
    )


def test_the_files_live_in_a_folder_with_spaces_too(url: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dossier à moi"
    shutil.copytree(FOLDER, elsewhere)
    assert migrate(url, elsewhere)
