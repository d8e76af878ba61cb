"""The keyring on a real file."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from adapters.ids import Ids
from adapters.keyring.master import BadMasterKey, master_key
from adapters.keyring.sqlite import SqliteKeyring, WrongMasterKey
from adapters.stored.envelopes import BrokenEnvelope
from domain.facts import Erased
from domain.ids import SubjectId
from domain.personal import Identity

MASTER = bytes(range(32))
AMINA = SubjectId(UUID("00000000-0000-7000-8000-00000000a001"))
BORIS = SubjectId(UUID("00000000-0000-7000-8000-00000000a002"))
IDENTITY = Identity(family_name="Benyoucefline", given_name="Amina", birth_date=date(1990, 5, 17))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keyring.sqlite3"


@pytest.fixture
def keyring(path: Path) -> Iterator[SqliteKeyring]:
    opened = SqliteKeyring(path, MASTER, Ids())
    yield opened
    opened.close()


def test_a_sealed_value_opens_again(keyring: SqliteKeyring) -> None:
    assert keyring.open(keyring.seal(AMINA, "B", IDENTITY), Identity) == IDENTITY


def test_a_sealed_value_opens_after_the_file_was_closed(keyring: SqliteKeyring, path: Path) -> None:
    sealed = keyring.seal(AMINA, "B", IDENTITY)
    keyring.close()
    again = SqliteKeyring(path, MASTER, Ids())
    assert again.open(sealed, Identity) == IDENTITY
    again.close()


def test_the_same_value_sealed_twice_is_equal_and_its_ciphertext_is_not(keyring: SqliteKeyring) -> None:
    once, twice = keyring.seal(AMINA, "B", IDENTITY), keyring.seal(AMINA, "B", IDENTITY)
    assert once == twice
    assert once.ciphertext != twice.ciphertext


def test_the_same_value_of_two_persons_is_not_equal(keyring: SqliteKeyring) -> None:
    one, other = keyring.seal(AMINA, "B", IDENTITY), keyring.seal(BORIS, "B", IDENTITY)
    assert one != other
    assert one.mark != other.mark


def test_a_destroyed_key_leaves_its_values_erased_and_no_others(keyring: SqliteKeyring) -> None:
    gone, kept = keyring.seal(AMINA, "A", "a note"), keyring.seal(AMINA, "B", IDENTITY)
    assert keyring.shred(AMINA, "A", 1) == 1
    assert keyring.open(gone, str) == Erased(AMINA, "A")
    assert keyring.open(kept, Identity) == IDENTITY
    assert not keyring.is_live(gone)
    assert keyring.is_live(kept)


def test_a_key_is_destroyed_once(keyring: SqliteKeyring) -> None:
    keyring.seal(AMINA, "A", "a note")
    assert [keyring.shred(AMINA, "A", 1), keyring.shred(AMINA, "A", 1)] == [1, 0]


def test_a_value_sealed_after_the_key_was_destroyed_is_of_a_new_generation(keyring: SqliteKeyring) -> None:
    before = keyring.seal(AMINA, "A", "a note")
    keyring.shred(AMINA, "A", 1)
    after = keyring.seal(AMINA, "A", "a note")
    assert (before.generation, after.generation) == (1, 2)
    assert keyring.open(after, str) == "a note"
    assert isinstance(keyring.open(before, str), Erased)


def test_a_destroyed_key_is_not_in_the_file_any_more(keyring: SqliteKeyring, path: Path) -> None:
    keyring.seal(AMINA, "A", "a note")
    wrapped = keyring._db.execute("select wrapped from data_keys").fetchone()[0]  # noqa: SLF001 - the bytes to look for.
    keyring.shred(AMINA, "A", 1)
    for file in path.parent.iterdir():
        assert wrapped not in file.read_bytes(), file.name


def test_a_key_made_after_the_erasure_outlives_a_second_run_of_it(keyring: SqliteKeyring) -> None:
    keyring.seal(AMINA, "A", "a note")
    keyring.shred(AMINA, "A", 1)
    after = keyring.seal(AMINA, "A", "another note")
    assert keyring.shred(AMINA, "A", 1) == 0
    assert keyring.open(after, str) == "another note"


def test_a_class_erased_before_it_was_ever_used_begins_with_the_next_generation(
    keyring: SqliteKeyring,
) -> None:
    keyring.shred(AMINA, "A", 1)
    assert keyring.seal(AMINA, "A", "a note").generation == 2


def test_an_envelope_moved_to_another_person_does_not_open(keyring: SqliteKeyring) -> None:
    keyring.seal(BORIS, "B", IDENTITY)
    moved = replace(keyring.seal(AMINA, "B", IDENTITY), subject=BORIS)
    with pytest.raises(BrokenEnvelope):
        keyring.open(moved, Identity)


def test_no_clear_text_is_in_the_file(keyring: SqliteKeyring, path: Path) -> None:
    sealed = keyring.seal(AMINA, "B", IDENTITY)
    assert "Benyoucefline" not in repr(sealed)
    assert "Benyoucefline" not in sealed.ciphertext
    assert all(b"Benyoucefline" not in file.read_bytes() for file in path.parent.iterdir())


def test_another_master_key_opens_nothing(keyring: SqliteKeyring, path: Path) -> None:
    keyring.close()
    with pytest.raises(WrongMasterKey):
        SqliteKeyring(path, bytes(32), Ids())


def test_the_file_is_its_owners_alone(keyring: SqliteKeyring, path: Path) -> None:
    keyring.seal(AMINA, "B", IDENTITY)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_a_blind_hash_finds_again_under_one_purpose_only(keyring: SqliteKeyring) -> None:
    assert keyring.blind("person", "amina") == keyring.blind("person", "amina")
    assert keyring.blind("person", "amina") != keyring.blind("digest", "amina")


def test_a_master_key_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    assert master_key(None, path) == master_key(None, path)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


@pytest.mark.parametrize("bad", ["", "zz", "00" * 31])
def test_a_master_key_of_another_shape_is_refused(tmp_path: Path, bad: str) -> None:
    with pytest.raises(BadMasterKey):
        master_key(bad, tmp_path / "unused")


def test_a_public_id_stays_and_leads_nowhere(keyring: SqliteKeyring, path: Path) -> None:
    first = keyring.public_id(AMINA)
    assert first
    assert first.version == 4
    assert first not in {AMINA, keyring.public_id(BORIS)}
    keyring.close()
    again = SqliteKeyring(path, MASTER, Ids())
    assert again.public_id(AMINA) == first
    again.close()
    assert first.bytes not in path.read_bytes()


def test_a_public_id_goes_with_class_b_and_never_comes_back(keyring: SqliteKeyring) -> None:
    sealed = keyring.seal(AMINA, "B", IDENTITY)
    first = keyring.public_id(AMINA)
    keyring.shred(AMINA, "A", 1)
    assert keyring.public_id(AMINA) == first
    keyring.shred(AMINA, "B", sealed.generation)
    assert keyring.public_id(AMINA) is None
    keyring.seal(AMINA, "B", IDENTITY)
    assert keyring.public_id(AMINA) is None


def test_whoever_was_forgotten_before_there_were_public_ids_gets_none(
    keyring: SqliteKeyring, path: Path
) -> None:
    keyring.shred(AMINA, "B", 1)
    with closing(sqlite3.connect(path)) as older:
        older.execute("delete from public_ids")
        older.commit()
    assert keyring.public_id(AMINA) is None
