"""One PostgreSQL for a test session, and a fresh migrated database for each test that asks for one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg2
import pytest

from adapters.database import Database
from adapters.eventlog.migrate import migrate
from adapters.postgres import embedded_postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a server: ``DATABASE_URL``'s, else an embedded one that ends with the session."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    # pytest's own folders are closed to the account that runs the server, and may be too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="integracode-"))
    folder.chmod(0o711)
    try:
        with embedded_postgres(folder / "state") as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(postgres_url: str) -> Iterator[str]:
    """Name of a migrated database that each test's is a copy of."""
    with temporary_database(postgres_url) as name:
        migrate(url_of(postgres_url, name))
        yield name


@pytest.fixture
def database_url(postgres_url: str, template: str) -> Iterator[str]:
    """URL of a fresh migrated database."""
    with temporary_database(postgres_url, template) as name:
        yield url_of(postgres_url, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh migrated database, in the application's role."""
    with closing(Database(database_url)) as opened:
        yield opened


@contextmanager
def temporary_database(server: str, template: str = "template1") -> Iterator[str]:
    """Make a database, and drop it with whoever is still connected."""
    name = f"integracode_test_{uuid4().hex}"
    execute(server, f"create database {name} template {template}")
    try:
        yield name
    finally:
        execute(server, f"drop database {name} with (force)")


def url_of(server: str, name: str) -> str:
    """Return the URL of another database of the same server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def execute(url: str, statement: str, *values: object) -> list[tuple[object, ...]]:
    """Run a statement as whom the URL says: a superuser, where the server is ours. No transaction is open."""
    with closing(psycopg2.connect(url)) as opened:
        opened.autocommit = True
        with opened.cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []


def tables_that_hold(url: str, text: str) -> set[str]:
    """Search every column of every table of ours for a text, in letters or in bytes."""
    names = execute(
        url,
        "select format('%I.%I', schemaname, tablename) from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')",
    )
    shapes = [f"%{text}%", f"%{text.encode().hex()}%"]
    holds = "select count(*) from {} as t where t::text ilike any (%s)"
    return {str(name) for [name] in names if execute(url, holds.format(name), shapes) != [(0,)]}
