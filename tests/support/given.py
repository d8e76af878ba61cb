"""What happened before: facts folded into a state, or put into a log without asking anybody."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Protocol, TypeVar
from uuid import UUID

from domain.facts import Circumstances, Fact, Recorded
from domain.ids import EventId
from domain.streams import Stream
from services.ports import Keyring, Log, NewId, Save
from tests.support.desk import LOG_ID, OPERATOR

S = TypeVar("S")


class World(Protocol):
    """What lies behind a desk, in memory or on a real PostgreSQL."""

    @property
    def log(self) -> Log: ...

    @property
    def keyring(self) -> Keyring: ...

    @property
    def new_id(self) -> NewId: ...


def folded(evolve: Callable[[S, Fact], S], state: S, facts: Iterable[Fact]) -> S:
    """Return the state after the facts."""
    return reduce(evolve, facts, state)


def happened(world: World, kind: type[Stream], stream_id: UUID, *facts: Fact) -> None:
    """Put facts at the end of a stream, as if they had been recorded long ago."""
    version = world.log.load(kind, stream_id).version
    events = tuple(
        Recorded(
            originator_id=stream_id,
            originator_version=version + step,
            stream=kind.STREAM,
            fact=fact,
            context=_long_ago(EventId(world.new_id())),
        )
        for step, fact in enumerate(facts, start=1)
    )
    world.log.store(Save(events=events, reads={stream_id: version}))


def _long_ago(event_id: EventId) -> Circumstances:
    return Circumstances(
        event_id=event_id,
        actor="account-0",
        role="process",
        operator_id=OPERATOR,
        source="import",
        correlation_id=LOG_ID,
    )
