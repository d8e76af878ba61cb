"""The form of a journal record, exactly as docs/reference/journal.md tells a stranger."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from adapters.messaging.columns import COLUMNS, OPTIONAL, instant, read_instant
from adapters.messaging.placing import key_of
from adapters.stored.canonical import UNIX_EPOCH, leaf_hash
from adapters.stored.rows import StoredFact

WATERMARK = "integracode.journal.watermark"
SPECIFICATION = ("ce_specversion", b"1.0")
CONTENT_TYPE = ("content-type", b"application/json")
PREFIX = "ce_"
CHECKSUM = "ce_checksum"
SOURCE = re.compile(r"urn:integracode:log:([0-9a-f-]{36}):epoch:([0-9]+)")
SCHEMA = re.compile(r"urn:integracode:fact:(.+):([0-9]+)")


class NotOurs(Exception):
    """The record is not as the relay writes them; ``reason`` is a code, never a value."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Message:
    """What a producer sends."""

    key: bytes | None
    value: bytes
    headers: list[tuple[str, bytes]]
    timestamp_ms: int
    """When the fact was recorded, in milliseconds since 1970; 0: nothing was recorded yet."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A fact, whole, as the log stores it."""

    row: StoredFact
    previous: int
    """Position of the record before it in its partition; 0: none."""


@dataclass(frozen=True, kw_only=True)
class Watermark:
    """Every fact through a position has been sent; those of this partition end at ``previous``."""

    log_id: UUID
    epoch: int
    through: int
    previous: int
    """Position of the partition's last fact; 0: none."""
    leaf: bytes
    """Of the fact at ``through``."""
    recorded_at: datetime | None


def fact_message(row: StoredFact, *, previous: int) -> Message:
    """Return the record of a fact as the log stores it; ``previous`` as in Told."""
    attributes = {
        "ce_type": row.topic,
        "ce_source": _source(row.log_id, row.epoch),
        "ce_dataschema": f"urn:integracode:fact:{row.topic}:{row.schema_version}",
        "ce_previousposition": str(previous),
    }
    for column in COLUMNS:
        value = getattr(row, column.attribute)
        if value is not None:
            attributes[column.header] = column.write(value)
    return Message(
        key=key_of(row),
        value=row.state,
        headers=_sealed([CONTENT_TYPE, *_encoded(attributes)], row.state),
        timestamp_ms=_milliseconds(row.recorded_at),
    )


def watermark_message(mark: Watermark) -> Message:
    """Return the record of a watermark."""
    attributes = {
        "ce_id": f"watermark-{mark.through}-{mark.previous}",
        "ce_type": WATERMARK,
        "ce_source": _source(mark.log_id, mark.epoch),
        "ce_previousposition": str(mark.previous),
        "ce_through": str(mark.through),
        "ce_leaf": mark.leaf.hex(),
    }
    if mark.recorded_at is not None:
        attributes["ce_time"] = instant(mark.recorded_at)
    return Message(
        key=None,
        value=b"",
        headers=_sealed(_encoded(attributes), b""),
        timestamp_ms=_milliseconds(mark.recorded_at),
    )


def read(headers: Iterable[tuple[str, bytes]], value: bytes | None) -> Told | Watermark:
    """Return what a record says.

    Raises:
        NotOurs: the relay did not write it, or not so.
    """
    said = [(name, content) for name, content in headers if _is_covered(name)]
    if value is None or len(dict(said)) < len(said):
        raise NotOurs("another-form")
    try:
        attributes = {name: content.decode() for name, content in said}
        if attributes.pop(CHECKSUM) != _checksum(said, value):
            raise NotOurs("another-checksum")
        if attributes["ce_type"] == WATERMARK:
            return _watermark(attributes)
        return _told(attributes, value)
    except KeyError:
        raise NotOurs("attribute-missing") from None
    except (ValueError, OverflowError):
        raise NotOurs("attribute-unreadable") from None


def _told(attributes: Mapping[str, str], value: bytes) -> Told:
    log_id, epoch = _parts(SOURCE, attributes["ce_source"])
    type_, schema_version = _parts(SCHEMA, attributes["ce_dataschema"])
    columns: dict[str, Any] = dict.fromkeys(OPTIONAL)
    for column in COLUMNS:
        if column.header in attributes or column.attribute not in OPTIONAL:
            columns[column.attribute] = column.read(attributes[column.header])
    row = StoredFact(
        topic=attributes["ce_type"],
        schema_version=int(schema_version),
        log_id=UUID(log_id),
        epoch=int(epoch),
        state=value,
        **columns,
    )
    if type_ != row.topic or leaf_hash(row) != row.leaf:
        raise NotOurs("another-leaf")
    return Told(row=row, previous=int(attributes["ce_previousposition"]))


def _watermark(attributes: Mapping[str, str]) -> Watermark:
    log_id, epoch = _parts(SOURCE, attributes["ce_source"])
    recorded_at = attributes.get("ce_time")
    return Watermark(
        log_id=UUID(log_id),
        epoch=int(epoch),
        through=int(attributes["ce_through"]),
        previous=int(attributes["ce_previousposition"]),
        leaf=bytes.fromhex(attributes["ce_leaf"]),
        recorded_at=None if recorded_at is None else read_instant(recorded_at),
    )


def _parts(form: re.Pattern[str], text: str) -> tuple[str, str]:
    found = form.fullmatch(text)
    if found is None:
        raise ValueError(form.pattern)
    return found[1], found[2]


def _source(log_id: UUID | None, epoch: int) -> str:
    return f"urn:integracode:log:{log_id}:epoch:{epoch}"


def _encoded(attributes: Mapping[str, str]) -> Iterable[tuple[str, bytes]]:
    yield SPECIFICATION
    for name, text in attributes.items():
        yield name, text.encode()


def _sealed(headers: Iterable[tuple[str, bytes]], value: bytes) -> list[tuple[str, bytes]]:
    """Add the checksum."""
    said = list(headers)
    return [*said, (CHECKSUM, _checksum(said, value).encode())]


def _checksum(headers: Iterable[tuple[str, bytes]], value: bytes) -> str:
    """Return SHA-256 of all that the record says: the leaf does not cover the chain of positions."""
    said = b"".join(
        b"%b=%d:%b;" % (name.encode(), len(content), content)
        for name, content in sorted(headers)
        if name != CHECKSUM
    )
    return hashlib.sha256(said + value).hexdigest()


def _is_covered(name: str) -> bool:
    """What others add on the way (a trace, say) is left alone."""
    return name.startswith(PREFIX) or name == CONTENT_TYPE[0]


def _milliseconds(value: datetime | None) -> int:
    return 0 if value is None else (value - UNIX_EPOCH) // timedelta(milliseconds=1)
