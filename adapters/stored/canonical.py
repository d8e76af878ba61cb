"""The canonical form of a row and its leaf hash, exactly as docs/reference/leaf.md tells a stranger."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from adapters.stored.rows import StoredFact

FORMAT = 1
LEAF_PREFIX = b"\x00"
"""RFC 6962: what is hashed as a leaf can never be taken for a node of the tree."""
ABSENT = b"\xff\xff\xff\xff"
UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def leaf_hash(row: StoredFact) -> bytes:
    """Return the 32 bytes of SHA-256(0x00 ‖ format ‖ fields)."""
    return hashlib.sha256(LEAF_PREFIX + canonical(row)).digest()


def canonical(row: StoredFact) -> bytes:
    """Return the format byte, then every field length-prefixed in the fixed order of the reference page."""
    return bytes([FORMAT]) + b"".join(_prefixed(value) for value in _fields(row))


def _fields(row: StoredFact) -> Iterable[bytes | None]:
    yield _uuid(row.log_id)
    yield _int64(row.epoch)
    yield _int64(row.position)
    yield _uuid(row.event_id)
    yield row.stream.encode()
    yield _uuid(row.originator_id)
    yield _int64(row.originator_version)
    yield row.topic.encode()
    yield _int64(row.schema_version)
    yield row.occurred_on.isoformat().encode()
    yield _instant(row.recorded_at)
    yield row.actor.encode()
    yield row.role.encode()
    yield _uuid(row.operator_id)
    yield row.source.encode()
    yield _uuid(row.correlation_id)
    yield _uuid(row.causation_id)
    yield row.reason.encode() if row.reason is not None else None
    yield _uuid(row.supersedes)
    yield b"".join(_prefixed(tag.encode()) for tag in sorted(row.tags, key=str.encode))
    yield _uuid(row.command_id)
    yield row.state
    yield row.metadata


def _prefixed(value: bytes | None) -> bytes:
    return ABSENT if value is None else len(value).to_bytes(4, "big") + value


def _int64(number: int) -> bytes:
    return number.to_bytes(8, "big", signed=True)


def _uuid(value: UUID | str | None) -> bytes | None:
    return None if value is None else UUID(str(value)).bytes


def _instant(value: datetime | None) -> bytes | None:
    """Return microseconds since 1970-01-01T00:00:00Z, in whole-number arithmetic."""
    return None if value is None else _int64((value - UNIX_EPOCH) // timedelta(microseconds=1))
