"""A log on a real PostgreSQL, told facts in short: for tests of the log itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import ClassVar, Self
from uuid import UUID, uuid4

from adapters.database import Database
from adapters.eventlog.feed import Feed
from adapters.eventlog.log import EventLog
from adapters.eventlog.recorder import PostgresRecorder
from adapters.ids import Ids
from adapters.stored.codec import FactCodec
from adapters.stored.rows import FactMapper, StoredFact
from domain.catalogue import CATALOGUE
from domain.facts import Circumstances, Fact, Recorded, Tag
from domain.funded_group.seats import SeatTaken
from domain.ids import EventId, OperatorId, PathId
from domain.streams import Stream
from services.answers import Receipt
from services.context import Command
from services.ports import Save
from tests.support.envelopes import FakeKeyring

MAPPER = FactMapper(FactCodec(CATALOGUE))
DAY = date(2025, 3, 3)
MORNING = datetime(2025, 3, 3, 8, 0, tzinfo=UTC)

new_id = Ids()


@dataclass(frozen=True, kw_only=True)
class Told(Stream):
    """A stream that remembers its facts, and nothing else."""

    STREAM: ClassVar[str] = "funded-group"

    facts: tuple[Fact, ...] = ()

    @property
    def operator_id(self) -> OperatorId | None:
        return None

    @property
    def tags(self) -> frozenset[Tag]:
        return frozenset()

    def evolve(self, recorded: Recorded[Fact]) -> Self:
        return replace(self, version=recorded.originator_version, facts=(*self.facts, recorded.fact))


@dataclass
class HandClock:
    """A clock set by hand."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Bench:
    """A log, its clock, and short ways to write to it."""

    database: Database
    clock: HandClock = field(default_factory=HandClock)
    keyring: FakeKeyring = field(default_factory=FakeKeyring)

    def __post_init__(self) -> None:
        self.recorder = PostgresRecorder(self.database, self.clock)
        self.log = EventLog(self.database, self.recorder, MAPPER, self.keyring)
        self.feed = Feed(self.database, MAPPER)

    def store(
        self,
        *events: Recorded[Fact],
        reads: dict[UUID, int] | None = None,
        command: Command | None = None,
    ) -> Receipt:
        """Store events whose streams were read at the version before."""
        return self.log.store(save(*events, reads=reads, command=command))

    def tell(
        self,
        stream_id: UUID,
        *facts: Fact,
        stream: str = Told.STREAM,
        tags: Sequence[str] = (),
        supersedes: UUID | None = None,
    ) -> list[UUID]:
        """Add facts at the end of a stream in one save; return their event ids."""
        version = len(self.recorder.select_events(stream_id))
        events = [
            event(stream_id, version + n, fact, stream=stream, tags=tags, supersedes=supersedes)
            for n, fact in enumerate(facts, start=1)
        ]
        self.store(*events)
        return [each.context.event_id for each in events]

    def positions(self) -> list[int]:
        """Positions of all facts, in order."""
        return [each.position for each in self.feed.read(0, limit=10_000)]


def seat(day: date = DAY) -> SeatTaken:
    """Return a small fact without personal data."""
    return SeatTaken(occurred_on=day, path_id=PathId(uuid4()))


def event(  # noqa: PLR0913 - what a test varies of an envelope, each by its name.
    stream_id: UUID,
    version: int,
    fact: Fact | None = None,
    *,
    stream: str = Told.STREAM,
    tags: Sequence[str] = (),
    supersedes: UUID | None = None,
    command: Command | None = None,
) -> Recorded[Fact]:
    """Return a fact in its envelope, ready to store."""
    return Recorded(
        originator_id=stream_id,
        originator_version=version,
        stream=stream,
        fact=fact or seat(),
        context=Circumstances(
            event_id=EventId(new_id()),
            actor="account-1",
            role="coordinator",
            operator_id=None,
            source="api",
            correlation_id=uuid4(),
            supersedes=EventId(supersedes) if supersedes else None,
            tags=frozenset(map(Tag, tags)),
            command_id=command.id if command else None,
        ),
    )


def save(
    *events: Recorded[Fact], reads: dict[UUID, int] | None = None, command: Command | None = None
) -> Save:
    """Return a save whose streams were read at the version before their first event."""
    first = {each.originator_id: each.originator_version - 1 for each in reversed(events)}
    return Save(events=events, reads=first | (reads or {}), command=command)


def command(key: str = "key-1", digest: bytes = b"asked") -> Command:
    """Return an asking; each call is a new one, perhaps of the same key."""
    return Command(id=new_id(), principal="account-1", route="enrolments", key=key, digest=digest)


def line(stream_id: UUID, version: int) -> StoredFact:
    """Return a line as the library's recorders take it."""
    return MAPPER.to_stored_event(event(stream_id, version))
