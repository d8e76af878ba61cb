"""Whoever alters the log, even as a superuser, is found, and the first position that is wrong is named."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import psycopg2
import pytest

from adapters.database import Database
from adapters.eventlog import verify as verifying
from adapters.eventlog.columns import COLUMNS
from adapters.eventlog.verify import Fault, Verdict, verify
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
                assert cursor.rowcount > 0
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
        (("update log.commands set positions = '{3,9}'",), 7, Fault.MISSING),
        (("update log.commands set through = 9",), 7, Fault.MISSING),
        (("update log.commands set command_id = gen_random_uuid()",), 3, Fault.COMMAND),
        (("update log.identity set log_id = gen_random_uuid()",), 1, Fault.ANOTHER_LOG),
        (("update log.epochs set epoch = 2",), 1, Fault.UNKNOWN_EPOCH),
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
        ({"epoch": 2}, Fault.UNKNOWN_EPOCH),
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


@pytest.mark.usefixtures("altered")
def test_facts_stored_meanwhile_are_not_taken_for_damage(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "ROWS_A_FETCH", 2)
    bench = Bench(database)

    def store_another(done: int, _total: int) -> None:
        asked = command(f"key-{done}-{uuid4()}")
        bench.store(event(uuid4(), 1, command=asked), command=asked)

    verdict = verify(database, store_another)
    assert (verdict.is_whole, verdict.checked) == (True, 6)
    assert bench.feed.head().position > 8
