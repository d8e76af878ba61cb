"""How far each read model is, against the head of the log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.database import Database
from adapters.readmodels import members, positions
from adapters.readmodels.members import Member
from adapters.readmodels.positions import Position
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.source import Head, Source
from adapters.stored.codec import UnreadableFact
from projections.changes import ReadModel

REFILLING = "refilling"
"""A crash emptied its tables: it has no position until its runner begins again."""


@dataclass(frozen=True, kw_only=True)
class PartitionStatus:
    """One partition of a read model that is kept over Kafka."""

    topic: str
    partition: int
    position: int
    lag_events: int
    """Of the whole log: facts of other partitions count until a watermark says that none is missing."""
    next_offset: int | None
    foreign_records: int
    """Records that are not ours, told and passed by."""
    state: str
    error: str | None


@dataclass(frozen=True, kw_only=True)
class ReadModelStatus:
    """One read model."""

    name: str
    schema: str | None
    position: int
    head: int
    lag_events: int
    lag_seconds: float | None
    """Since the first fact not read yet was recorded; None when that fact cannot be read."""
    state: str
    """following, halted, refilling."""
    error: str | None
    """Class, and SQLSTATE if there is one, of what halted it."""
    error_position: int | None
    partitions: tuple[PartitionStatus, ...] = ()
    """Slowest first; none, where the log's own runner keeps the read model."""
    members: tuple[Member, ...] = ()
    """The consumers that keep it over Kafka."""


def statuses(
    database: Database,
    source: Source,
    clock: Callable[[], datetime],
    models: Mapping[str, ReadModel] = READ_MODELS,
) -> list[ReadModelStatus]:
    """Return the status of every read model, against one head."""
    head = source.head()
    return [_status(database, source, clock, model, head) for model in models.values()]


def _status(
    database: Database, source: Source, clock: Callable[[], datetime], model: ReadModel, head: Head
) -> ReadModelStatus:
    with database.transaction() as connection, connection.cursor() as cur:
        schema = positions.active_schema(cur, model.name)
        rows = positions.load_all(cur, model, schema) if schema is not None else []
        consumers = members.load(cur, model.name)
    mine = positions.slowest(rows)
    reached = mine.position if mine else 0
    lag = max(head.position - reached, 0)
    return ReadModelStatus(
        name=model.name,
        schema=schema,
        position=reached,
        head=head.position,
        lag_events=lag,
        lag_seconds=_seconds_behind(source, clock, reached) if lag else 0.0,
        state=mine.state if mine else REFILLING,
        error=mine.error if mine else None,
        error_position=mine.error_position if mine else None,
        partitions=_partitions(rows, head),
        members=tuple(consumers),
    )


def _partitions(rows: Sequence[Position], head: Head) -> tuple[PartitionStatus, ...]:
    return tuple(
        PartitionStatus(
            topic=row.source,
            partition=row.partition,
            position=row.position,
            lag_events=max(head.position - row.position, 0),
            next_offset=row.next_offset,
            foreign_records=row.foreign_records,
            state=row.state,
            error=row.error,
        )
        for row in sorted(rows, key=lambda row: row.position)
        if row.source != positions.SOURCE
    )


def _seconds_behind(source: Source, clock: Callable[[], datetime], reached: int) -> float | None:
    try:
        unread = source.read(reached, limit=1)
    except UnreadableFact:
        return None
    if not unread or unread[0].recorded_at is None:
        return None
    return max((clock() - unread[0].recorded_at).total_seconds(), 0.0)
