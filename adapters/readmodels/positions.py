"""How far each read model has read: its row moves with its tables, by compare-and-set."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg2.errors import InvalidSchemaName, UndefinedTable
from psycopg2.extensions import cursor
from psycopg2.sql import SQL, Identifier

from domain.facts import Fact, Recorded
from projections.changes import ReadModel

SOURCE, PARTITION = "log", 0
"""The embedded mode reads one source, whole: the log."""

COLUMNS = """(
    schema text not null,
    source text not null,
    partition integer not null,
    log_id uuid,
    epoch integer not null default 0,
    position bigint not null default 0,
    leaf bytea,
    recorded_at timestamptz,
    state text not null default 'following',
    error text,
    error_position bigint,
    primary key (schema, source, partition))"""

GONE = (UndefinedTable, InvalidSchemaName)
"""A rebuild took over, and dropped what was active a moment ago: look again."""

FOLLOWING, HALTED, FILLING = "following", "halted", "filling"

LOAD = SQL(
    "select log_id, epoch, position, leaf, recorded_at, state, error, error_position from {table}"
    " where schema = %s and source = %s and partition = %s"
)
LOCK = SQL("select position from {table} where schema = %s and source = %s and partition = %s for update")
BEGIN = SQL(
    "insert into {table} (schema, source, partition, state) values (%s, %s, %s, %s) on conflict do nothing"
)
ADVANCE = SQL(
    "update {table} set log_id = %s, epoch = %s, position = %s, leaf = %s, recorded_at = %s,"
    " state = case state when 'halted' then 'following' else state end, error = null, error_position = null"
    " where schema = %s and source = %s and partition = %s"
    " and position = %s and epoch = %s and log_id is not distinct from %s"
)
HALT = SQL(
    "update {table} set state = 'halted', error = %s, error_position = %s"
    " where schema = %s and source = %s and partition = %s and position = %s"
)
FOLLOW = SQL("update {table} set state = 'following' where schema = %s and source = %s and partition = %s")
FORGET = SQL("delete from {table} where schema = %s and source = %s and partition = %s")


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a generation of a read model stands. ``log_id`` is None before its first fact."""

    schema: str
    table: Identifier
    log_id: UUID | None
    epoch: int
    position: int
    leaf: bytes | None
    recorded_at: datetime | None
    state: str
    error: str | None
    error_position: int | None

    @property
    def key(self) -> tuple[str, str, int]:
        """Of its row."""
        return (self.schema, SOURCE, PARTITION)


def table_of(model: ReadModel, schema: str) -> Identifier:
    """Return the table of its position row; unlogged beside unlogged tables, so that both vanish together."""
    return Identifier(schema if model.is_unlogged else "readmodels", "positions")


def active_schema(cur: cursor, name: str) -> str | None:
    """Return the schema that answers now."""
    cur.execute("select schema from readmodels.active where read_model = %s", (name,))
    found = cur.fetchone()
    return found[0] if found else None


def load(cur: cursor, model: ReadModel, schema: str, *, lock: bool = False) -> Position | None:
    """Return the position row; None when a crash emptied it with its tables."""
    table = table_of(model, schema)
    if lock:
        cur.execute(LOCK.format(table=table), (schema, SOURCE, PARTITION))
    cur.execute(LOAD.format(table=table), (schema, SOURCE, PARTITION))
    found = cur.fetchone()
    if found is None:
        return None
    log_id, epoch, position, leaf, recorded_at, state, error, error_position = found
    return Position(
        schema=schema,
        table=table,
        log_id=log_id,
        epoch=epoch,
        position=position,
        leaf=bytes(leaf) if leaf is not None else None,
        recorded_at=recorded_at,
        state=state,
        error=error,
        error_position=error_position,
    )


def begin(cur: cursor, model: ReadModel, schema: str, state: str = FOLLOWING) -> None:
    """Set a generation's row at 0, unless it has one."""
    cur.execute(BEGIN.format(table=table_of(model, schema)), (schema, SOURCE, PARTITION, state))


def advance(cur: cursor, mine: Position, last: Recorded[Fact], log_id: UUID, epoch: int) -> bool:
    """Move the row from where I read it; False when somebody else moved it, or it is gone."""
    place = (log_id, epoch, last.position, last.leaf, last.recorded_at)
    cur.execute(ADVANCE.format(table=mine.table), (*place, *mine.key, mine.position, mine.epoch, mine.log_id))
    return cur.rowcount == 1


def halt(cur: cursor, mine: Position, error: str, at: int) -> None:
    """Say where and on what it stopped: the error's class, never a value."""
    cur.execute(HALT.format(table=mine.table), (error, at, *mine.key, mine.position))


def follow(cur: cursor, mine: Position) -> None:
    """Let a filled generation take part in the live following."""
    cur.execute(FOLLOW.format(table=mine.table), mine.key)


def forget(cur: cursor, mine: Position) -> None:
    """Take the row away: whoever still moves it loses, once this is committed."""
    cur.execute(FORGET.format(table=mine.table), mine.key)
