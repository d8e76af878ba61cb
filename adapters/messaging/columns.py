"""The columns of a row that are one CloudEvents attribute each: its header, and how its value is written."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Column:
    """A column and its header. What is absent has no header; what is empty has an empty one."""

    header: str
    attribute: str
    """Of StoredFact."""
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    """Raises ValueError where the text cannot be read."""


def instant(value: datetime) -> str:
    """Return an instant in UTC, to the microsecond, as RFC 3339 writes it."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_instant(text: str) -> datetime:
    """Return the instant that a text says.

    Raises:
        ValueError: it says none, or not of which time zone.
    """
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(text)
    return value


def _tags(value: tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read_tags(text: str) -> tuple[str, ...]:
    tags = json.loads(text)
    if not isinstance(tags, list):
        raise ValueError(text)  # noqa: TRY004 - a text that cannot be read, as all the others are told.
    return tuple(map(str, tags))


COLUMNS = (
    Column("ce_id", "event_id", str, UUID),
    Column("ce_time", "recorded_at", instant, read_instant),
    Column("ce_subject", "originator_id", str, UUID),
    Column("ce_sequence", "originator_version", str, int),
    Column("ce_position", "position", str, int),
    Column("ce_stream", "stream", str, str),
    Column("ce_occurredon", "occurred_on", date.isoformat, date.fromisoformat),
    Column("ce_actor", "actor", str, str),
    Column("ce_role", "role", str, str),
    Column("ce_operatorid", "operator_id", str, UUID),
    Column("ce_origin", "source", str, str),
    Column("ce_correlationid", "correlation_id", str, UUID),
    Column("ce_causationid", "causation_id", str, UUID),
    Column("ce_reason", "reason", str, str),
    Column("ce_supersedes", "supersedes", str, UUID),
    Column("ce_tags", "tags", _tags, _read_tags),
    Column("ce_commandid", "command_id", str, UUID),
    Column("ce_metadata", "metadata", bytes.hex, bytes.fromhex),
    Column("ce_leaf", "leaf", bytes.hex, bytes.fromhex),
)
"""The others: ce_source is log id and epoch, ce_dataschema type and schema version, the value the payload."""
OPTIONAL = frozenset({"operator_id", "causation_id", "reason", "supersedes", "command_id", "metadata"})
