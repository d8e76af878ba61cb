"""The columns of log.events, in the order in which every statement here reads and writes them."""

from collections.abc import Sequence
from typing import Any

from adapters.stored.rows import StoredFact

COLUMNS = (
    "position",
    "log_id",
    "epoch",
    "event_id",
    "stream",
    "stream_id",
    "version",
    "type",
    "schema_version",
    "occurred_on",
    "recorded_at",
    "actor",
    "role",
    "operator_id",
    "source",
    "correlation_id",
    "causation_id",
    "reason",
    "supersedes",
    "tags",
    "command_id",
    "payload",
    "metadata",
    "leaf",
)
NAMES = ", ".join(COLUMNS)
SELECTED = ", ".join(f"e.{name}" for name in COLUMNS)
"""For a query that calls log.events ``e``."""


def stored_fact(row: Sequence[Any]) -> StoredFact:
    """Return the row that a query of SELECTED gave (what follows those columns is left alone)."""
    return StoredFact(
        position=row[0],
        log_id=row[1],
        epoch=row[2],
        event_id=row[3],
        stream=row[4],
        originator_id=row[5],
        originator_version=row[6],
        topic=row[7],
        schema_version=row[8],
        occurred_on=row[9],
        recorded_at=row[10],
        actor=row[11],
        role=row[12],
        operator_id=row[13],
        source=row[14],
        correlation_id=row[15],
        causation_id=row[16],
        reason=row[17],
        supersedes=row[18],
        tags=tuple(row[19]),
        command_id=row[20],
        state=bytes(row[21]),
        metadata=None if row[22] is None else bytes(row[22]),
        leaf=bytes(row[23]),
    )


def values(row: StoredFact) -> tuple[Any, ...]:
    """Return what an insert of COLUMNS stores."""
    return (
        row.position,
        row.log_id,
        row.epoch,
        row.event_id,
        row.stream,
        row.originator_id,
        row.originator_version,
        row.topic,
        row.schema_version,
        row.occurred_on,
        row.recorded_at,
        row.actor,
        row.role,
        row.operator_id,
        row.source,
        row.correlation_id,
        row.causation_id,
        row.reason,
        row.supersedes,
        list(row.tags),
        row.command_id,
        row.state,
        row.metadata,
        row.leaf,
    )
