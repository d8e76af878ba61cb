"""Numbered SQL files, each applied once, in its own transaction; one that was applied may never change."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection

FOLDER = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 1_766_002
"""Session advisory lock: of two processes that start together, the second finds nothing left to do."""

HISTORY = """
create schema if not exists integracode;
create table if not exists integracode.migrations (
    name text primary key, sha256 bytea not null, applied_at timestamptz not null default now());
"""


class MigrationRefused(Exception):
    """The files and the database do not tell the same history; the sentence names the file."""


def migrate(url: str, folder: Path = FOLDER) -> list[str]:
    """Apply what is pending and return its names, in order.

    Args:
        url: libpq URL of somebody who may create schemas, and roles where they are not there yet.
        folder: the files, ``0001_what_it_makes.sql``.

    Raises:
        MigrationRefused: an applied file was changed, or is missing from this release.
    """
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("[0-9]*.sql"))}
    with closing(psycopg2.connect(url)) as opened:
        opened.autocommit = True
        with opened.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", (MIGRATION_LOCK,))
            cursor.execute(HISTORY)
            cursor.execute("select name, sha256 from integracode.migrations")
            applied = {name: bytes(digest) for name, digest in cursor.fetchall()}
        _check(files, applied)
        opened.autocommit = False
        pending = [name for name in files if name not in applied]
        for name in pending:
            _apply(opened, name, files[name])
        return pending


def _check(files: dict[str, bytes], applied: dict[str, bytes]) -> None:
    for name, digest in applied.items():
        if name not in files:
            sentence = (
                f"La base a reçu {name}, que cette version ne connaît pas : prenez une version plus récente."
            )
            raise MigrationRefused(sentence)
        if sha256(files[name]).digest() != digest:
            sentence = (
                f"{name} a changé depuis son application : rétablissez-le, et écrivez un nouveau fichier."
            )
            raise MigrationRefused(sentence)


def _apply(opened: connection, name: str, content: bytes) -> None:
    with opened, opened.cursor() as cursor:
        cursor.execute(content)
        cursor.execute(
            "insert into integracode.migrations (name, sha256) values (%s, %s)",
            (name, sha256(content).digest()),
        )
