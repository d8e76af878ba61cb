"""The embedded keyring: one SQLite file, its keys wrapped by a master key that lies elsewhere."""

import hmac
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from uuid import UUID, uuid4

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.stored import envelopes
from adapters.stored.envelopes import KEY_BYTES, Place
from domain.facts import DataClass, Erased, Sealed
from domain.ids import SubjectId
from services.answers import KeyringUnavailable

T = TypeVar("T")

BUSY_SECONDS = 10.0

log = structlog.get_logger()


SETTINGS = """
pragma journal_mode = wal;
pragma synchronous = full;
pragma secure_delete = on;
"""
SCHEMA = """
create table if not exists keyring (id text primary key);
create table if not exists data_keys (
    subject text not null, data_class text not null, generation integer not null,
    wrapped blob,
    primary key (subject, data_class, generation));
create table if not exists public_ids (subject text primary key, wrapped blob);
create table if not exists secrets (purpose text primary key, wrapped blob not null);
"""
"""A destroyed key keeps its line, without the key, so that its generation is never used again.

So does a public id: whoever was forgotten is never given another.
"""
PROOF: DataClass = "B"
"""Shredding it cuts what links a path to a person, the public id included."""


class WrongMasterKey(Exception):
    """The master key does not open this keyring."""


class BadKeyring(Exception):
    """The file is missing, or cannot be opened as a keyring; the sentence names it and the remedy."""


class SqliteKeyring:
    """Implements services.ports.Keyring. Safe between threads and processes on one machine.

    No key is kept in memory: each opening asks the file, so a key that any process destroyed opens nothing
    from that instant on, anywhere. Where the file cannot be read or written: KeyringUnavailable.
    """

    def __init__(self, path: Path, master_key: bytes, new_id: Callable[[], UUID]) -> None:
        """Open the file, made on first use with rights for its owner alone.

        Raises:
            BadKeyring: the file cannot be read and written, or holds something else.
            WrongMasterKey: the file was made under another master key.
        """
        self._master = AESGCM(master_key)
        self._new_id = new_id
        self._lock = Lock()
        self._db = _database(path)
        self._id = self._identity()
        self._blind_key = self._secret("blind")

    def seal(self, subject: SubjectId, data_class: DataClass, value: object) -> Sealed[Any]:
        """Close a value under the subject's live data key, which is safe on disk before its first use."""
        generation, key = self._live_key(subject, data_class)
        place = self._place(subject, data_class, generation, self._new_id())
        return envelopes.seal(key, place, value)

    def open(self, sealed: Sealed[T], kind: type[T]) -> T | Erased:
        """Give the value back, or Erased once the data key is destroyed.

        Raises:
            BrokenEnvelope: somebody changed the envelope or moved it; never for a destroyed key.
        """
        key = self._key(sealed.subject, sealed.data_class, sealed.generation)
        if key is None:
            return Erased(sealed.subject, sealed.data_class)
        place = self._place(sealed.subject, sealed.data_class, sealed.generation, sealed.envelope_id)
        return envelopes.open_sealed(key, place, sealed, kind)

    def blind(self, purpose: str, text: str) -> str:
        """Return an HMAC-SHA-256 in hexadecimal under the keyring's blind key."""
        return hmac.digest(self._blind_key, f"{purpose}\x00{text}".encode(), sha256).hex()

    def is_live(self, sealed: Sealed[object]) -> bool:
        """Ask the file, not the memory: another process may have destroyed the key."""
        found = self._ask(
            "select wrapped is not null from data_keys"
            " where subject = ? and data_class = ? and generation = ?",
            (str(sealed.subject), sealed.data_class, sealed.generation),
        ).fetchone()
        return bool(found and found[0])

    def shred(self, subject: SubjectId, data_class: DataClass, generation: int) -> int:
        """Destroy a subject's data keys of a class up to a generation; how many there were (0: none left).

        A generation that never was is marked as destroyed, so that no envelope of it can be made later.

        Raises:
            KeyringUnavailable: not destroyed, or not gone from the disk yet: to be asked again.
        """
        with self._writing():
            destroyed = self._ask(
                "update data_keys set wrapped = null"
                " where subject = ? and data_class = ? and generation <= ? and wrapped is not null",
                (str(subject), data_class, generation),
            ).rowcount
            self._ask(
                "insert into data_keys values (?, ?, ?, null) on conflict do nothing",
                (str(subject), data_class, generation),
            )
            if data_class == PROOF:
                self._ask(
                    "insert into public_ids values (?, null) on conflict do update set wrapped = null",
                    (str(subject),),
                )
        self._empty_journal()
        return destroyed

    def public_id(self, subject: SubjectId) -> UUID | None:
        """Return the subject's random public id, safe on disk before its first use; None once shredded."""
        wanted = "select wrapped from public_ids where subject = ?"
        found = self._ask(wanted, (str(subject),)).fetchone()
        if found is None:
            with self._writing():
                made = self._new_public_id(subject)
                self._ask("insert into public_ids values (?, ?) on conflict do nothing", (str(subject), made))
                found = self._ask(wanted, (str(subject),)).fetchone()
        return None if found[0] is None else UUID(bytes=self._unwrap(found[0], _public_label(subject)))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _place(self, subject: SubjectId, data_class: DataClass, generation: int, envelope_id: UUID) -> Place:
        return Place(
            keyring_id=self._id,
            subject=subject,
            data_class=data_class,
            generation=generation,
            envelope_id=envelope_id,
        )

    def _live_key(self, subject: SubjectId, data_class: DataClass) -> tuple[int, bytes]:
        with self._writing():
            found = self._ask(
                "select generation, wrapped from data_keys where subject = ? and data_class = ?"
                " order by generation desc limit 1",
                (str(subject), data_class),
            ).fetchone()
            if found and found[1] is not None:
                return found[0], self._unwrap(found[1], _label(subject, data_class, found[0]))
            generation = found[0] + 1 if found else 1
            key = os.urandom(KEY_BYTES)
            self._ask(
                "insert into data_keys values (?, ?, ?, ?)",
                (
                    str(subject),
                    data_class,
                    generation,
                    self._wrap(key, _label(subject, data_class, generation)),
                ),
            )
            return generation, key

    def _key(self, subject: SubjectId, data_class: DataClass, generation: int) -> bytes | None:
        found = self._ask(
            "select wrapped from data_keys where subject = ? and data_class = ? and generation = ?",
            (str(subject), data_class, generation),
        ).fetchone()
        if found is None or found[0] is None:
            return None
        return self._unwrap(found[0], _label(subject, data_class, generation))

    def _new_public_id(self, subject: SubjectId) -> bytes | None:
        """Return a wrapped id; None for a subject that was shredded before it had one."""
        last = self._ask(
            "select wrapped is null from data_keys where subject = ? and data_class = ?"
            " order by generation desc limit 1",
            (str(subject), PROOF),
        ).fetchone()
        return None if last and last[0] else self._wrap(uuid4().bytes, _public_label(subject))

    def _identity(self) -> UUID:
        with self._writing():
            found = self._ask("select id from keyring").fetchone()
            if found:
                return UUID(found[0])
            made = self._new_id()
            self._ask("insert into keyring values (?)", (str(made),))
            return made

    def _secret(self, purpose: str) -> bytes:
        with self._writing():
            found = self._ask("select wrapped from secrets where purpose = ?", (purpose,)).fetchone()
            if found:
                return self._unwrap(found[0], purpose.encode())
            secret = os.urandom(KEY_BYTES)
            self._ask("insert into secrets values (?, ?)", (purpose, self._wrap(secret, purpose.encode())))
            return secret

    def _empty_journal(self) -> None:
        """Move every page to the file: the journal still holds the bytes of what was destroyed."""
        is_busy, *_ = self._ask("pragma wal_checkpoint(truncate)").fetchone()
        if is_busy:
            log.warning("keyring_journal_not_emptied")
            raise KeyringUnavailable

    def _ask(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.DatabaseError:
            raise KeyringUnavailable from None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            self._ask("begin immediate")
            try:
                yield
                self._ask("commit")
            except BaseException:
                self._undo()
                raise

    def _undo(self) -> None:
        # A disk that failed has rolled back by itself, and has nothing left to undo.
        with suppress(sqlite3.OperationalError):
            self._db.execute("rollback")

    def _wrap(self, key: bytes, label: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._master.encrypt(nonce, key, self._bound(label))

    def _unwrap(self, wrapped: bytes, label: bytes) -> bytes:
        try:
            return self._master.decrypt(wrapped[:12], wrapped[12:], self._bound(label))
        except InvalidTag:
            raise WrongMasterKey from None

    @staticmethod
    def _bound(label: bytes) -> bytes:
        return b"integracode data key/1" + label


def _database(path: Path) -> sqlite3.Connection:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            database.executescript(SETTINGS + SCHEMA)
        except sqlite3.DatabaseError:
            database.close()
            raise
    except (OSError, sqlite3.DatabaseError) as error:
        sentence = (
            f"Le trousseau {path} ne s’ouvre pas ({error}) : rendez-le lisible et inscriptible,"
            " ou rétablissez-le depuis sa sauvegarde."
        )
        raise BadKeyring(sentence) from error
    return database


def _label(subject: SubjectId, data_class: DataClass, generation: int) -> bytes:
    return f"{subject}/{data_class}/{generation}".encode()


def _public_label(subject: SubjectId) -> bytes:
    return f"public id/{subject}".encode()
