"""Whoever alters the log, even as a superuser, is found, and the first position that is wrong is named."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest

from adapters.database import Database
from adapters.eventlog import walk
from adapters.eventlog.columns import COLUMNS
from adapters.eventlog.faults import Fault
from adapters.eventlog.verify import Verdict, verify
from adapters.stored.canonical import leaf_hash
from tests.support.logs import MORNING, Bench, command, event
from tests.support.postgres import execute

THIRD = 3
STREAM, OTHER = uuid4(), uuid4()


@pytest.fixture
def altered(database: Database, database_url: str) -> "Altering":
    """A log of three saves of two facts, each a minute after the other, the middle one by a command."""
    bench, asked = Bench(database), command()
    for save, by in enumerate((None, asked, None)):
        bench.clock.now = MORNING + timedelta(minutes=save)
        facts = (event(each, save + 1, tags=["group:a", "group:b"], command=by) for each in (STREAM, OTHER))
        bench.store(*facts, command=by)
    return Altering(database, database_url)


class Altering:
    """Does what only a superuser can, triggers switched off, then asks for a verdict."""

    def __init__(self, database: Database, url: str) -> None:
        self._database = database
        self._url = url

    def by(self, *statements: str) -> Verdict:
        with (
            closing(psycopg2.connect(self._url)) as opened,
            opened as superuser,
            superuser.cursor() as cursor,
        ):
            cursor.execute("set local session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)
                assert cursor.rowcount, statement
        return verify(self._database)

    def forging(self, position: int, *statements: str, **changes: object) -> Verdict:
        """Change a line and its leaf together, as whoever has read the reference page could."""
        (line,) = Bench(self._database).feed.rows(position - 1, upto=position)
        forged = replace(line, **changes)  # type: ignore[arg-type] # each test names real columns.
        told = ", ".join(f"{name} = %s" for name in (*COLUMN_OF.values(), "leaf"))
        given = [getattr(forged, name) for name in COLUMN_OF] + [leaf_hash(forged), position]
        with (
            closing(psycopg2.connect(self._url)) as opened,
            opened as superuser,
            superuser.cursor() as cursor,
        ):
            cursor.execute("set local session_replication_role = replica")
            cursor.execute(f"update log.events set {told} where position = %s", given)  # noqa: S608 - constants of this test.
        return self.by(*statements)


COLUMN_OF = {
    "originator_version": "version",
    "stream": "stream",
    "recorded_at": "recorded_at",
    "epoch": "epoch",
    "log_id": "log_id",
    "actor": "actor",
}


@pytest.mark.usefixtures("altered")
def test_a_log_that_nobody_touched_is_whole(database: Database) -> None:
    verdict = verify(database)
    assert verdict.is_whole
    (last,) = Bench(database).feed.read(5, limit=1)
    assert (verdict.checked, verdict.last_leaf) == (6, last.leaf.hex())
    assert (verdict.position, verdict.problem) == (None, None)


def test_an_empty_log_is_whole(database: Database) -> None:
    verdict = verify(database)
    assert (verdict.is_whole, verdict.checked) == (True, 0)


@pytest.mark.usefixtures("altered")
def test_progress_is_told_to_the_end(database: Database) -> None:
    told: list[tuple[int, int]] = []
    verify(database, lambda done, total: told.append((done, total)))
    assert told[-1] == (6, 6)


CHANGED = {
    "position": "position + 100",
    "log_id": "gen_random_uuid()",
    "epoch": "epoch + 1",
    "event_id": "gen_random_uuid()",
    "stream": "'grant'",
    "stream_id": "gen_random_uuid()",
    "version": "version + 100",
    "type": "type || ' '",
    "schema_version": "schema_version + 1",
    "occurred_on": "occurred_on + 1",
    "recorded_at": "recorded_at + interval '1 microsecond'",
    "actor": "'account-2'",
    "role": "'auditor'",
    "operator_id": "gen_random_uuid()",
    "source": "'page'",
    "correlation_id": "gen_random_uuid()",
    "causation_id": "gen_random_uuid()",
    "reason": "''",
    "supersedes": "gen_random_uuid()",
    "tags": "array['group:a']",
    "command_id": "null",
    "payload": "set_byte(payload, 7, get_byte(payload, 7) # 1)",
    "metadata": "''",
    "leaf": "set_byte(leaf, 31, get_byte(leaf, 31) # 1)",
    "format": "2",
}
FAULT_OF = {"position": Fault.MISSING, "format": Fault.UNKNOWN_FORMAT}
"""All others: the leaf is not that of the line."""


@pytest.mark.parametrize("column", [*COLUMNS, "format"])
def test_one_change_in_any_column_names_the_position(altered: Altering, column: str) -> None:
    verdict = altered.by(f"update log.events set {column} = {CHANGED[column]} where position = {THIRD}")  # noqa: S608 - constants of this test.
    assert (verdict.position, verdict.problem) == (THIRD, FAULT_OF.get(column, Fault.LEAF))
    assert not verdict.is_whole
    assert verdict.checked == THIRD - 1


def test_each_column_of_the_table_is_covered(database_url: str) -> None:
    columns = execute(
        database_url,
        "select column_name::text from information_schema.columns"
        " where table_schema = 'log' and table_name = 'events'",
    )
    assert {name for (name,) in columns} == set(CHANGED)


NOTHING_TO_DO = (
    "insert into log.commands select 'account-1', route, 'key-9', digest, gen_random_uuid(), '{{}}', epoch,"
    " {through}, recorded_at from log.commands"
)
NEXT_EPOCH = "insert into log.epochs select 2, now(), {after}, leaf from log.events where position = {after}"
SWAPPED = (
    "alter table log.events drop constraint events_pkey",
    "update log.events set position = 7 - position where position in (3, 4)",
)
"""Two facts exchange their places, and their tags and command say so too."""
ADDED_AT_THE_END = (
    "create table added as select * from log.events where position = 6",
    "update added set position = 7, version = 4, event_id = gen_random_uuid()",
    "insert into log.events select * from added",
)
ADDED_IN_THE_MIDDLE = (
    "alter table log.events drop constraint events_pkey",
    "update log.events set position = position + 1 where position > 3",
    ADDED_AT_THE_END[0],
    "update added set position = 4, version = 9, event_id = gen_random_uuid()",
    "insert into log.events select * from added",
)


@pytest.mark.parametrize(
    ("statements", "position", "problem"),
    [
        (("delete from log.events where position = 3",), 3, Fault.MISSING),
        (("delete from log.events where position > 4",), 5, Fault.MISSING),
        (
            (
                "delete from log.events where position = 6",
                "delete from log.event_tags where position = 6",
                "update log.batches set last_position = 5 where last_position = 6",
                "delete from log.event_tags where position = 5",
                "delete from log.events where position = 5",
            ),
            5,
            Fault.MISSING,
        ),
        (("delete from log.batches where last_position = 6",), 5, Fault.BATCH),
        (("delete from log.batches where last_position = 2",), 1, Fault.BATCH),
        (
            ("update log.batches set recorded_at = recorded_at + interval '1 s' where last_position = 4",),
            3,
            Fault.BATCH,
        ),
        (("insert into log.batches values (9, now())",), 7, Fault.MISSING),
        (("delete from log.event_tags where position = 4 and tag = 'group:a'",), 4, Fault.TAGS),
        (("delete from log.event_tags where position = 4",), 4, Fault.TAGS),
        (
            ("update log.event_tags set tag = 'group:c' where position = 4 and tag = 'group:a'",),
            4,
            Fault.TAGS,
        ),
        (("insert into log.event_tags values ('group:c', 4)",), 4, Fault.TAGS),
        (("insert into log.event_tags values ('group:a', 9)",), 7, Fault.MISSING),
        (("insert into log.event_tags values ('group:a', 0)",), 1, Fault.TAGS),
        (("update log.commands set positions = '{2,4}'",), 2, Fault.COMMAND),
        (("update log.commands set positions = '{3}'",), 4, Fault.COMMAND),
        (("update log.commands set positions = '{3,4,9}'",), 7, Fault.MISSING),
        (("update log.commands set positions = '{}', through = 9",), 3, Fault.COMMAND),
        (("update log.commands set through = 9",), 3, Fault.COMMAND),
        (("update log.commands set through = 3",), 4, Fault.COMMAND),
        (("update log.commands set epoch = 2",), 3, Fault.COMMAND),
        (("update log.commands set recorded_at = now()",), 3, Fault.COMMAND),
        ((NOTHING_TO_DO.format(through=9),), 7, Fault.MISSING),
        (("update log.commands set command_id = gen_random_uuid()",), 3, Fault.COMMAND),
        (("update log.identity set log_id = gen_random_uuid()",), 1, Fault.ANOTHER_LOG),
        (("update log.epochs set epoch = 2",), 1, Fault.EPOCH),
        (("update log.epochs set after_position = 3",), 1, Fault.EPOCH),
        (("update log.epochs set after_leaf = sha256('another')",), 1, Fault.EPOCH),
        (("delete from log.epochs",), 1, Fault.EPOCH),
        (("insert into log.epochs values (2, now(), 4, sha256('another'))",), 4, Fault.EPOCH),
        ((NEXT_EPOCH.format(after=4),), 5, Fault.EPOCH),
        (("insert into log.epochs values (2, now(), 9)",), 7, Fault.MISSING),
        (SWAPPED, 3, Fault.LEAF),
        (ADDED_AT_THE_END, 7, Fault.LEAF),
        (ADDED_IN_THE_MIDDLE, 4, Fault.LEAF),
    ],
)
def test_a_change_beside_the_lines_names_the_first_position_it_touches(
    altered: Altering, statements: tuple[str, ...], position: int, problem: Fault
) -> None:
    verdict = altered.by(*statements)
    assert (verdict.position, verdict.problem) == (position, problem)


def test_of_several_changes_the_first_position_is_named(altered: Altering) -> None:
    verdict = altered.by(
        "update log.events set actor = 'account-2' where position = 5",
        "update log.commands set command_id = gen_random_uuid()",
    )
    assert (verdict.position, verdict.problem) == (THIRD, Fault.COMMAND)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"originator_version": 9}, Fault.VERSION),
        ({"stream": "grant"}, Fault.VERSION),
        ({"epoch": 2}, Fault.EPOCH),
        ({"log_id": uuid4()}, Fault.ANOTHER_LOG),
        ({"recorded_at": MORNING + timedelta(hours=1)}, Fault.BATCH),
    ],
)
def test_a_line_forged_with_its_leaf_must_still_fit_among_the_others(
    altered: Altering, changes: dict[str, object], problem: Fault
) -> None:
    verdict = altered.forging(5, **changes)
    assert (verdict.position, verdict.problem) == (5, problem)


def test_time_that_goes_back_is_named_though_the_batch_agrees(altered: Altering) -> None:
    earlier = MORNING - timedelta(hours=1)
    batch = f"update log.batches set recorded_at = '{earlier.isoformat()}' where last_position = 4"  # noqa: S608 - a constant.
    verdict = altered.forging(THIRD, batch, recorded_at=earlier)
    assert (verdict.position, verdict.problem) == (THIRD, Fault.TIME)


def test_a_line_that_cannot_even_be_read_is_named(altered: Altering) -> None:
    verdict = altered.by("update log.events set tags = array[null]::text[] where position = 3")
    assert (verdict.position, verdict.problem) == (THIRD, Fault.UNREADABLE)


def test_a_day_that_no_program_can_read_is_named(altered: Altering) -> None:
    verdict = altered.by(
        "alter table log.events drop constraint events_occurred_on_check",
        "update log.events set occurred_on = '20000-01-01' where position = 3",
    )
    assert (verdict.position, verdict.problem) == (THIRD, Fault.UNREADABLE)


def test_a_log_that_went_on_in_a_new_epoch_is_whole(altered: Altering) -> None:
    assert altered.by(NEXT_EPOCH.format(after=6)).is_whole


# --- Out of reach, as docs/explanation/verify.md says: only a leaf that was published elsewhere tells. --


def test_a_tail_cut_from_every_table_shows_in_the_last_leaf_alone(altered: Altering) -> None:
    tables = {"events": "position", "event_tags": "position", "batches": "last_position"}
    published = altered.by("select 1").last_leaf
    verdict = altered.by(*(f"delete from log.{table} where {column} > 4" for table, column in tables.items()))  # noqa: S608 - constants of this test.
    assert (verdict.is_whole, verdict.checked) == (True, 4)
    assert verdict.last_leaf != published


def test_a_line_forged_with_its_leaf_shows_in_that_leaf_alone(altered: Altering) -> None:
    published = altered.by("select 1").last_leaf
    verdict = altered.forging(6, "select 1", actor="account-2")
    assert verdict.is_whole
    assert verdict.last_leaf != published


def test_a_command_forgotten_changes_nothing_that_can_be_checked(altered: Altering) -> None:
    assert altered.by("delete from log.commands").is_whole


# -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("altered")
def test_facts_stored_meanwhile_are_not_taken_for_damage(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "LINES_A_STEP", 2)
    bench = Bench(database)

    def store_another(done: int, _total: int) -> None:
        asked = command(f"key-{done}-{uuid4()}")
        bench.store(event(uuid4(), 1, command=asked), command=asked)

    verdict = verify(database, store_another)
    assert (verdict.is_whole, verdict.checked) == (True, 6)
    assert bench.feed.head().position > 8


PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "verify.md"
CHANGED_BY_TYPE = {
    "uuid": "gen_random_uuid()",
    "bigint": "{column} + 100",
    "text": "{column} || ' '",
    "timestamp with time zone": "{column} + interval '1 microsecond'",
    "bytea": "sha256('another')",
    "ARRAY": "'{{}}'",
}


def test_every_column_beside_the_lines_is_checked_unless_the_page_says_that_it_is_not(
    altered: Altering, database_url: str
) -> None:
    unchecked = set(re.findall(r"`(\w+\.\w+)`", PAGE.read_text().partition("## What is not checked")[2]))
    columns = execute(
        database_url,
        "select table_name::text, column_name::text, data_type::text from information_schema.columns"
        " where table_schema = 'log' and table_name <> 'events'",
    )
    assert unchecked < {f"{table}.{column}" for table, column, _ in columns}
    for table, column, kind in columns:
        if f"{table}.{column}" in unchecked:
            continue
        changed = CHANGED_BY_TYPE[str(kind)].format(column=column)
        kept = f"create table kept as table log.{table}"
        assert not altered.by(kept, f"update log.{table} set {column} = {changed}").is_whole, (table, column)  # noqa: S608 - names of the catalogue.
        again = f"insert into log.{table} select * from kept"  # noqa: S608 - likewise.
        assert altered.by(f"delete from log.{table}", again, "drop table kept").is_whole  # noqa: S608 - likewise.
