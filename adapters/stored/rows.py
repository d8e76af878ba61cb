"""The row of a stored fact, and the mapper between rows and recorded facts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Mapper, StoredEvent, Transcoder

from adapters.stored.codec import FactCodec
from domain.facts import Circumstances, Fact, Recorded, Tag
from domain.ids import EventId, OperatorId


@dataclass(frozen=True, kw_only=True)
class StoredFact(StoredEvent):
    """A row of the log: the library's four columns, and all that makes a fact an evidence.

    ``topic`` is the fact's TYPE and ``state`` its payload. The last five columns are given by the log.
    """

    stream: str
    schema_version: int
    event_id: UUID
    occurred_on: date
    actor: str
    role: str
    operator_id: UUID | None
    source: str
    correlation_id: UUID
    causation_id: UUID | None
    reason: str | None
    supersedes: UUID | None
    tags: tuple[str, ...]
    """Sorted by their UTF-8 bytes."""
    command_id: UUID | None
    metadata: bytes | None = None
    """One versioned extension; absent in this release."""
    log_id: UUID | None = None
    epoch: int = 0
    position: int = 0
    recorded_at: datetime | None = None
    leaf: bytes = b""


class NoTranscoder(Transcoder):
    """The codec does this work, one strict adapter a fact."""

    def encode(self, obj: Any) -> bytes:  # noqa: ANN401 - the library's signature.
        """Not used."""
        raise TypeError(type(obj).__name__)

    def decode(self, data: bytes) -> Any:  # noqa: ANN401 - the library's signature.
        """Not used."""
        raise TypeError(len(data))


class FactMapper(Mapper[UUID]):
    """The library's mapper, in our row and our codec."""

    def __init__(self, codec: FactCodec) -> None:
        """Take the codec of a catalogue."""
        super().__init__(NoTranscoder())
        self._codec = codec

    def to_stored_event(self, domain_event: Any) -> StoredFact:  # noqa: ANN401 - always Recorded; the library's protocol cannot say so.
        """Return the row to store."""
        recorded: Recorded[Fact] = domain_event
        fact, context = recorded.fact, recorded.context
        return StoredFact(
            originator_id=recorded.originator_id,
            originator_version=recorded.originator_version,
            topic=fact.TYPE,
            state=self._codec.encode(fact),
            stream=recorded.stream,
            schema_version=fact.VERSION,
            event_id=context.event_id,
            occurred_on=fact.occurred_on,
            actor=context.actor,
            role=context.role,
            operator_id=context.operator_id,
            source=context.source,
            correlation_id=context.correlation_id,
            causation_id=context.causation_id,
            reason=context.reason,
            supersedes=context.supersedes,
            tags=tuple(sorted(context.tags, key=str.encode)),
            command_id=context.command_id,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:  # noqa: ANN401 - always Recorded; the library's protocol cannot say so.
        """Return the recorded fact of a row."""
        if not isinstance(stored_event, StoredFact):
            raise TypeError(type(stored_event).__name__)
        return self.recorded(stored_event)

    def recorded(self, row: StoredFact) -> Recorded[Fact]:
        """Return the recorded fact of a row.

        Raises:
            UnreadableFact: the payload is not what its type and version promise.
        """
        return Recorded(
            originator_id=UUID(str(row.originator_id)),
            originator_version=row.originator_version,
            stream=row.stream,
            fact=self._codec.decode(row.topic, row.schema_version, row.state),
            context=_circumstances(row),
            log_id=row.log_id,
            epoch=row.epoch,
            position=row.position,
            recorded_at=row.recorded_at,
            leaf=row.leaf,
        )


def _circumstances(row: StoredFact) -> Circumstances:
    return Circumstances(
        event_id=EventId(row.event_id),
        actor=row.actor,
        role=row.role,
        operator_id=OperatorId(row.operator_id) if row.operator_id else None,
        source=row.source,
        correlation_id=row.correlation_id,
        causation_id=row.causation_id,
        reason=row.reason,
        supersedes=EventId(row.supersedes) if row.supersedes else None,
        tags=frozenset(map(Tag, row.tags)),
        command_id=row.command_id,
    )
