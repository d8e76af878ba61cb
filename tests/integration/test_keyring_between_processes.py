"""A keyring that others use too: what one destroys nobody opens; one that does not answer is waited for."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from adapters.database import Database
from adapters.erasing import Eraser
from adapters.eventlog.log import EventLog
from adapters.ids import Ids
from adapters.keyring import sqlite
from adapters.keyring.sqlite import SqliteKeyring
from domain.facts import Erased
from domain.ids import SubjectId
from domain.learner_path.follow_up import NoteAdded, NoteVisibility
from domain.learner_path.privacy import PersonalDataShredded
from services.answers import KeyringUnavailable, PersonalDataErased
from tests.support.logs import DAY, MAPPER, Bench, event, new_id, save

MASTER = bytes(range(32))
AMINA = SubjectId(UUID("00000000-0000-7000-8000-00000000a001"))
SHREDDER = """
import sys
from pathlib import Path
from uuid import UUID
from adapters.ids import Ids
from adapters.keyring.sqlite import SqliteKeyring
SqliteKeyring(Path(sys.argv[1]), bytes(range(32)), Ids()).shred(UUID(sys.argv[2]), "A", 1)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keyring.sqlite3"


@pytest.fixture
def keyring(path: Path) -> Iterator[SqliteKeyring]:
    with closing(SqliteKeyring(path, MASTER, Ids())) as opened:
        yield opened


@pytest.fixture
def held(path: Path, keyring: SqliteKeyring) -> Iterator[sqlite3.Connection]:
    """Somebody else who writes to the file and stands still; the keyring does not wait for them long."""
    keyring._db.execute("pragma busy_timeout = 50")  # noqa: SLF001 - ten seconds, outside a test.
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield other


def shred_elsewhere(path: Path) -> None:
    root = Path(sqlite.__file__).parents[2]
    subprocess.run([sys.executable, "-c", SHREDDER, str(path), str(AMINA)], check=True, cwd=root)


def test_what_another_process_destroyed_is_erased_here_at_once(keyring: SqliteKeyring, path: Path) -> None:
    sealed = keyring.seal(AMINA, "A", "a note")
    assert keyring.open(sealed, str) == "a note"
    shred_elsewhere(path)
    assert keyring.open(sealed, str) == Erased(AMINA, "A")
    assert not keyring.is_live(sealed)
    assert keyring.seal(AMINA, "A", "a note").generation == 2


def test_an_envelope_whose_key_another_process_destroyed_is_not_stored(
    keyring: SqliteKeyring, path: Path, database: Database
) -> None:
    bench = Bench(database)
    log = EventLog(database, bench.recorder, MAPPER, keyring)
    text = keyring.seal(AMINA, "A", "a note")
    noted = NoteAdded(occurred_on=DAY, visibility=next(iter(NoteVisibility)), text=text)
    shred_elsewhere(path)
    with pytest.raises(PersonalDataErased):
        log.store(save(event(AMINA, 1, noted, stream="learner-path")))
    assert bench.positions() == []


def test_a_keyring_that_cannot_be_written_says_so_and_makes_no_key(
    keyring: SqliteKeyring, held: sqlite3.Connection
) -> None:
    with pytest.raises(KeyringUnavailable):
        keyring.seal(AMINA, "A", "a note")
    held.rollback()
    assert keyring.seal(AMINA, "A", "a note").generation == 1


def test_a_keyring_that_cannot_be_read_never_passes_for_an_erased_one(
    keyring: SqliteKeyring, path: Path
) -> None:
    sealed = keyring.seal(AMINA, "A", "a note")
    with closing(sqlite3.connect(path, isolation_level=None)) as administrator:
        administrator.execute("alter table data_keys rename to elsewhere")
        with pytest.raises(KeyringUnavailable):
            keyring.open(sealed, str)
        with pytest.raises(KeyringUnavailable):
            keyring.is_live(sealed)
        administrator.execute("alter table elsewhere rename to data_keys")
    assert keyring.open(sealed, str) == "a note"


def test_a_keyring_whose_pages_were_written_over_is_not_an_erased_one_either(
    keyring: SqliteKeyring, path: Path
) -> None:
    sealed = keyring.seal(AMINA, "A", "a note")
    keyring.close()
    with closing(sqlite3.connect(path)) as administrator:
        (size,) = administrator.execute("pragma page_size").fetchone()
        pages = administrator.execute("select rootpage from sqlite_schema where tbl_name = 'data_keys'")
        places = [(page - 1) * size for (page,) in pages]
    with path.open("r+b") as file:
        for place in places:
            file.seek(place)
            file.write(b"\xff" * size)
    with closing(SqliteKeyring(path, MASTER, Ids())) as again, pytest.raises(KeyringUnavailable):
        again.open(sealed, str)


def test_a_destroyed_key_that_a_reader_keeps_in_the_journal_is_asked_for_again_until_it_is_gone(
    keyring: SqliteKeyring, path: Path
) -> None:
    keyring._db.execute("pragma busy_timeout = 50")  # noqa: SLF001 - ten seconds, outside a test.
    sealed = keyring.seal(AMINA, "A", "a note")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("begin")
        (wrapped,) = reader.execute("select wrapped from data_keys").fetchone()
        with capture_logs() as told, pytest.raises(KeyringUnavailable):
            keyring.shred(AMINA, "A", 1)
        assert isinstance(keyring.open(sealed, str), Erased)
        assert holds(path, wrapped)
        reader.execute("commit")
    assert [each["event"] for each in told] == ["keyring_journal_not_emptied"]
    assert keyring.shred(AMINA, "A", 1) == 0
    assert not holds(path, wrapped)


def holds(path: Path, wrapped: bytes) -> bool:
    """Whether a key is still in the file or in what lies beside it."""
    return any(wrapped in file.read_bytes() for file in path.parent.iterdir())


class Telling(Event):
    """Stops who follows after their second round, and lets the other writer go after the first."""

    def __init__(self, held: sqlite3.Connection) -> None:
        super().__init__()
        self.waits = 0
        self._held = held

    def wait(self, timeout: float | None = None) -> bool:
        self.waits += 1
        self._held.rollback()
        return super().wait(0 if timeout else None)


def test_an_erasure_waits_for_a_keyring_that_does_not_answer(
    keyring: SqliteKeyring, held: sqlite3.Connection, database: Database
) -> None:
    bench, stop = Bench(database), Telling(held)
    shredded = PersonalDataShredded(occurred_on=DAY, data_classes=("A",), generation=1)
    bench.store(event(new_id(), 1, shredded, stream="learner-path"))
    done = Done(keyring, stop)
    with closing(bench.feed):
        Eraser(bench.recorder, bench.feed, done).follow(stop)
    assert stop.waits == 1
    assert done.classes == ["A"]


class Done:
    """A keyring that notes what it destroyed, and stops who follows."""

    def __init__(self, keyring: SqliteKeyring, stop: Event) -> None:
        self.classes: list[str] = []
        self._keyring = keyring
        self._stop = stop

    def shred(self, subject: SubjectId, data_class: str, generation: int) -> int:
        destroyed = self._keyring.shred(subject, data_class, generation)  # type: ignore[arg-type] # a class of the fact.
        self.classes.append(data_class)
        self._stop.set()
        return destroyed
