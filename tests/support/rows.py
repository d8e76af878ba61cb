"""Rows as the log stores them: one for each example fact, with all that may be absent, empty and there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from adapters.stored.canonical import leaf_hash
from adapters.stored.codec import FactCodec
from adapters.stored.rows import FactMapper, StoredFact
from domain.catalogue import CATALOGUE
from domain.facts import Circumstances, Fact, Recorded, Tag
from domain.ids import EventId
from tests.support.examples import EXAMPLES
from tests.support.examples.ids import GROUP, SHEET

MAPPER = FactMapper(FactCodec(CATALOGUE))
LOG_ID = UUID("00000000-0000-7000-8000-000000000001")
RECORDED_AT = datetime(2025, 6, 30, 10, 0, 0, 123_456, tzinfo=UTC)


def numbered(number: int) -> UUID:
    """Return an id that no other number has."""
    return UUID(int=(0x7000_8000 << 64) + number)


def row_of(fact: Fact, position: int = 1, *, stream_id: UUID | None = None) -> StoredFact:
    """Return the row of a fact, its optional columns absent."""
    recorded: Recorded[Fact] = Recorded(
        originator_id=stream_id or numbered(position),
        originator_version=1,
        stream=fact.TYPE.partition(".")[0],
        fact=fact,
        context=Circumstances(
            event_id=EventId(numbered(1_000_000 + position)),
            actor="account-1",
            role="caseworker",
            operator_id=None,
            source="page",
            correlation_id=numbered(2),
            tags=frozenset({Tag(f"group:{GROUP}"), Tag(f"sheet:{SHEET}")}),
        ),
    )
    return placed(MAPPER.to_stored_event(recorded), position)


def placed(row: StoredFact, position: int) -> StoredFact:
    """Return the row as the log would have stored it at a position."""
    there = replace(row, log_id=LOG_ID, epoch=3, position=position, recorded_at=RECORDED_AT)
    return with_leaf(there)


def with_leaf(row: StoredFact) -> StoredFact:
    """Return the row with the leaf that fits it."""
    return replace(row, leaf=leaf_hash(row))


def variants(row: StoredFact) -> Iterator[StoredFact]:
    """Give the row with what may be absent absent, empty, and there, in other letters than ASCII."""
    yield row
    yield with_leaf(replace(row, reason="", metadata=b"", tags=(), actor="", role=""))
    yield with_leaf(
        replace(
            row,
            operator_id=numbered(57),
            causation_id=numbered(58),
            supersedes=numbered(59),
            command_id=numbered(60),
            reason="saisie erronée – « à vérifier » 🚗",
            metadata=bytes(range(256)),
            tags=('grant:"é"', "group:a,b", "sheet:🚗"),
            originator_version=2**40,
        )
    )


ROWS: tuple[StoredFact, ...] = tuple(
    variant for position, fact in enumerate(EXAMPLES, start=1) for variant in variants(row_of(fact, position))
)
