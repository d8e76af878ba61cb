"""What happened before: facts folded into a state, or put into a log without asking anybody."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import TypeVar
from uuid import UUID

from domain.facts import Circumstances, Fact, Recorded
from domain.ids import EventId
from domain.streams import Stream
from services.ports import Save
from tests.support.desk import LOG_ID, OPERATOR, TestDesk

S = TypeVar("S")


def folded(evolve: Callable[[S, Fact], S], state: S, facts: Iterable[Fact]) -> S:
    """Return the state after the facts."""
    return reduce(evolve, facts, state)


def happened(desk: TestDesk, kind: type[Stream], stream_id: UUID, *facts: Fact) -> None:
    """Put facts at the end of a stream, as if they had been recorded long ago."""
    version = desk.log.load(kind, stream_id).version
    events = tuple(
        Recorded(
            originator_id=stream_id,
            originator_version=version + step,
            stream=kind.STREAM,
            fact=fact,
            context=_long_ago(EventId(desk.new_id())),
        )
        for step, fact in enumerate(facts, start=1)
    )
    desk.log.store(Save(events=events, reads={stream_id: version}))


def _long_ago(event_id: EventId) -> Circumstances:
    return Circumstances(
        event_id=event_id,
        actor="account-0",
        role="process",
        operator_id=OPERATOR,
        source="import",
        correlation_id=LOG_ID,
    )
