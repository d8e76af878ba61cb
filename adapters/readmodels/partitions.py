"""The rows of a read model that is kept over Kafka: one a partition, each with one owner at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from psycopg2.extensions import cursor
from psycopg2.sql import SQL

from adapters.readmodels.positions import (
    PARTITION,
    READ,
    SOURCE,
    Position,
    forget,
    load_all,
    position_of,
    table_of,
)
from adapters.readmodels.source import Head
from projections.changes import ReadModel

PLACE = SQL(
    "insert into {table} (schema, source, partition, log_id, epoch, position, leaf, recorded_at, topic_id,"
    " partitions) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
CLAIM = SQL(
    "update {table} set owner = owner + 1 where schema = %s and source = %s and partition = %s"  # noqa: S608 - columns of that file.
    f" returning {READ}"
)
NOTE_FOREIGN = SQL(
    "update {table} set foreign_records = foreign_records + 1, foreign_offset = %s"
    " where schema = %s and source = %s and partition = %s and owner = %s"
    " and coalesce(foreign_offset, -1) < %s"
)


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic as it is on the brokers: made again it has another id; its partitions are counted when made."""

    name: str
    id: UUID
    partitions: int


def note_foreign(cur: cursor, mine: Position, offset: int) -> None:
    """Say that a record which is not ours lies in the partition; once, however often it is read."""
    cur.execute(NOTE_FOREIGN.format(table=mine.table), (offset, *mine.key, mine.owner, offset))


def claim(cur: cursor, model: ReadModel, schema: str, source: str, partition: int) -> Position | None:
    """Become the owner of a partition's row; None when there is no such row."""
    table = table_of(model, schema)
    cur.execute(CLAIM.format(table=table), (schema, source, partition))
    found = cur.fetchone()
    return None if found is None else position_of(schema, table, found)


def hand_over(cur: cursor, model: ReadModel, schema: str, topics: Sequence[Topic], head: Head) -> None:
    """From one row for the whole log to a row a partition, each where the log's row stood; once."""
    found = load_all(cur, model, schema, lock=True)
    whole = next((row for row in found if row.source == SOURCE), None)
    if whole is None:
        return
    table = table_of(model, schema)
    forget(cur, whole)
    log_id, epoch = (whole.log_id, whole.epoch) if whole.log_id else (head.log_id, head.epoch)
    place = (log_id, epoch, whole.position, whole.leaf, whole.recorded_at)
    for topic in topics:
        for partition in range(topic.partitions):
            key = (schema, topic.name, partition)
            cur.execute(PLACE.format(table=table), (*key, *place, topic.id, topic.partitions))


def take_back(cur: cursor, model: ReadModel, schema: str) -> bool:
    """From a row a partition to one for the whole log; False when the partitions stand apart."""
    found = load_all(cur, model, schema, lock=True)
    if not found or any(row.source == SOURCE for row in found):
        return True
    if len({(row.log_id, row.epoch, row.position) for row in found}) > 1:
        return False
    for row in found:
        forget(cur, row)
    last = found[0]
    place = (last.log_id, last.epoch, last.position, last.leaf, last.recorded_at, None, None)
    cur.execute(PLACE.format(table=last.table), (schema, SOURCE, PARTITION, *place))
    return True
