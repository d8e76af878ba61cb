"""How far each read model has read: its rows move with its tables, by compare-and-set.

Embedded, a read model has one row: the whole log is its source. Over Kafka it has a row a partition, and each
row an owner: who takes it over counts the owner up, and who held it before loses every compare-and-set.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from psycopg2.errors import InvalidSchemaName, UndefinedTable
from psycopg2.extensions import cursor
from psycopg2.sql import SQL, Identifier

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
    topic_id uuid,
    partitions integer,
    next_offset bigint,
    owner bigint not null default 0,
    foreign_records bigint not null default 0,
    foreign_offset bigint,
    state text not null default 'following',
    error text,
    error_position bigint,
    primary key (schema, source, partition))"""

GONE = (UndefinedTable, InvalidSchemaName)
"""A rebuild took over, and dropped what was active a moment ago: look again."""

FOLLOWING, HALTED, FILLING = "following", "halted", "filling"

READ = (
    "source, partition, log_id, epoch, position, leaf, recorded_at, topic_id, partitions, next_offset, owner,"
    " foreign_records, foreign_offset, state, error, error_position"
)
LOAD = SQL(f"select {READ} from {{table}} where schema = %s and source = %s and partition = %s")  # noqa: S608 - names of this file.
LOAD_ALL = SQL(f"select {READ} from {{table}} where schema = %s order by source, partition")  # noqa: S608 - likewise.
LOCK_ALL = SQL("select from {table} where schema = %s order by source, partition for update")
BEGIN = SQL(
    "insert into {table} (schema, source, partition, state) values (%s, %s, %s, %s) on conflict do nothing"
)
ADVANCE = SQL(
    "update {table} set log_id = %s, epoch = %s, position = %s, leaf = %s, recorded_at = %s,"
    " next_offset = %s, error = null, error_position = null,"
    " state = case state when 'halted' then 'following' else state end"
    " where schema = %s and source = %s and partition = %s"
    " and position = %s and epoch = %s and log_id is not distinct from %s and owner = %s"
)
HALT = SQL(
    "update {table} set state = 'halted', error = %s, error_position = %s"
    " where schema = %s and source = %s and partition = %s and position = %s and owner = %s"
)
FOLLOW = SQL("update {table} set state = 'following' where schema = %s and source = %s and partition = %s")
FORGET = SQL("delete from {table} where schema = %s and source = %s and partition = %s")


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A place in the log, with the hash of the fact that stands there; over Kafka, and the next offset."""

    log_id: UUID
    epoch: int
    position: int
    leaf: bytes | None
    recorded_at: datetime | None
    next_offset: int | None = None


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a generation of a read model stands in a partition. ``log_id`` is None before its first fact."""

    schema: str
    table: Identifier
    source: str
    partition: int
    log_id: UUID | None
    epoch: int
    position: int
    leaf: bytes | None
    recorded_at: datetime | None
    topic_id: UUID | None
    partitions: int | None
    next_offset: int | None
    owner: int
    foreign_records: int
    """Of this partition, records that were not ours: told, and passed by."""
    foreign_offset: int | None
    """Of the last of them."""
    state: str
    error: str | None
    error_position: int | None

    @property
    def key(self) -> tuple[str, str, int]:
        """Of its row."""
        return (self.schema, self.source, self.partition)

    def moved(self, to: Reached) -> "Position":
        """Return the row as ``advance`` leaves it."""
        return replace(
            self,
            log_id=to.log_id,
            epoch=to.epoch,
            position=to.position,
            leaf=to.leaf,
            recorded_at=to.recorded_at,
            next_offset=to.next_offset,
            state=FOLLOWING if self.state == HALTED else self.state,
            error=None,
            error_position=None,
        )


def table_of(model: ReadModel, schema: str) -> Identifier:
    """Return the table of position rows; unlogged beside unlogged tables, so that both vanish together."""
    return Identifier(schema if model.is_unlogged else "readmodels", "positions")


def active_schema(cur: cursor, name: str) -> str | None:
    """Return the schema that answers now."""
    cur.execute("select schema from readmodels.active where read_model = %s", (name,))
    found = cur.fetchone()
    return found[0] if found else None


def load(cur: cursor, model: ReadModel, schema: str) -> Position | None:
    """Return the row of the whole log; None when a crash emptied it with its tables, or Kafka is read."""
    table = table_of(model, schema)
    cur.execute(LOAD.format(table=table), (schema, SOURCE, PARTITION))
    found = cur.fetchone()
    return None if found is None else position_of(schema, table, found)


def load_all(cur: cursor, model: ReadModel, schema: str, *, lock: bool = False) -> list[Position]:
    """Return every row; none when a crash emptied them with their tables."""
    table = table_of(model, schema)
    if lock:
        cur.execute(LOCK_ALL.format(table=table), (schema,))
    cur.execute(LOAD_ALL.format(table=table), (schema,))
    return [position_of(schema, table, found) for found in cur.fetchall()]


def slowest(rows: Sequence[Position]) -> Position | None:
    """Return where a read model stands as a whole: what every partition has read; halted when one is."""
    if not rows:
        return None
    last = min(rows, key=lambda row: row.position)
    stopped = next((row for row in rows if row.state == HALTED), last)
    return replace(last, state=stopped.state, error=stopped.error, error_position=stopped.error_position)


def begin(cur: cursor, model: ReadModel, schema: str, state: str = FOLLOWING) -> None:
    """Set a generation's row at 0, unless it has one."""
    cur.execute(BEGIN.format(table=table_of(model, schema)), (schema, SOURCE, PARTITION, state))


def advance(cur: cursor, mine: Position, to: Reached) -> bool:
    """Move the row from where I read it; False when somebody else moved it or owns it, or it is gone."""
    place = (to.log_id, to.epoch, to.position, to.leaf, to.recorded_at, to.next_offset)
    seen = (mine.position, mine.epoch, mine.log_id, mine.owner)
    cur.execute(ADVANCE.format(table=mine.table), (*place, *mine.key, *seen))
    return cur.rowcount == 1


def halt(cur: cursor, mine: Position, error: str, at: int) -> None:
    """Say where and on what it stopped: the error's class, never a value."""
    cur.execute(HALT.format(table=mine.table), (error, at, *mine.key, mine.position, mine.owner))


def follow(cur: cursor, mine: Position) -> None:
    """Let a filled generation take part in the live following."""
    cur.execute(FOLLOW.format(table=mine.table), mine.key)


def forget(cur: cursor, mine: Position) -> None:
    """Take the row away: whoever still moves it loses, once this is committed."""
    cur.execute(FORGET.format(table=mine.table), mine.key)


def position_of(schema: str, table: Identifier, found: tuple[object, ...]) -> Position:
    """Return a row, read by the columns of READ."""
    values = dict(zip(READ.split(", "), found, strict=True))
    leaf = values.pop("leaf")
    return Position(schema=schema, table=table, leaf=bytes(leaf) if leaf is not None else None, **values)  # type: ignore[arg-type,call-overload] # the columns of the table above.
