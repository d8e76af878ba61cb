"""services.ports.Log: streams folded from the library's store, saves checked and appended as one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Repository
from eventsourcing.persistence import EventStore

from adapters.database import Database
from adapters.eventlog.columns import SELECTED, stored_fact
from adapters.eventlog.envelopes import sealed_in
from adapters.eventlog.errors import translated
from adapters.eventlog.outcomes import earlier_outcome
from adapters.eventlog.recorder import PostgresRecorder
from adapters.stored.rows import FactMapper, StoredFact
from domain.facts import Fact, Recorded
from domain.refusals import Unknown
from domain.streams import Stream
from services.answers import PersonalDataErased, Receipt
from services.context import Command
from services.ports import Keyring, Save

S = TypeVar("S", bound=Stream)

STREAMS_IN_MEMORY = 5000

OWNERS = "select distinct owner from log.claims where kind = %s and key = %s"
ONE = f"select {SELECTED} from log.events e where e.event_id = %s"  # noqa: S608 - names of this package.


class EventLog:
    """The log that the desk writes to; safe between threads and processes."""

    def __init__(
        self, database: Database, recorder: PostgresRecorder, mapper: FactMapper, keyring: Keyring
    ) -> None:
        """Compose the library's store and repository over our recorder and mapper."""
        self._database = database
        self._recorder = recorder
        self._mapper = mapper
        self._keyring = keyring
        self._streams: Repository[UUID] = Repository(
            EventStore(mapper, recorder), cache_maxsize=STREAMS_IN_MEMORY, deepcopy_from_cache=False
        )

    def load(self, kind: type[S], stream_id: UUID) -> S:
        """Return the state of a stream now; version 0 when nothing happened.

        Raises:
            Unknown: the id is that of a stream of another kind.
        """
        fold: Any = partial(_fold, kind, stream_id)
        try:
            state: S = self._streams.get(stream_id, projector_func=fold, deepcopy_from_cache=False)
        except AggregateNotFoundError:
            return kind(id=stream_id)
        # For frozen states the library reads on from its cache but never writes back.
        self._remember(stream_id, state)
        return state

    def store(self, save: Save) -> Receipt:
        """Store all or nothing.

        ``EventStore.put`` is passed over: it takes for granted that what comes back is what went in, and an
        earlier asking of the same command may have stored something else.

        Raises:
            Conflict, KeyReused, AlreadyTaken: see services.ports.Log.
            PersonalDataErased: a value was sealed under a key that was destroyed meanwhile.
        """
        self._refuse_erased(save.events)
        stored = self._recorder.store([self._mapper.to_stored_event(each) for each in save.events], save)
        self._advance(save.events, stored.rows)
        return stored.receipt

    def earlier(self, command: Command) -> Receipt | None:
        """Return what this command stored when it was asked before.

        Raises:
            KeyReused: the same key was used for another content.
        """
        with translated(), self._database.reading() as lent, lent.cursor() as cur:
            return earlier_outcome(cur, command)

    def owners(self, kind: str, key: str) -> frozenset[str]:
        """Return who holds a key now."""
        with translated(), self._database.reading() as lent, lent.cursor() as cur:
            cur.execute(OWNERS, (kind, key))
            return frozenset(owner for (owner,) in cur.fetchall())

    def find(self, event_id: UUID) -> Recorded[Fact] | None:
        """Return one recorded fact by its id."""
        with translated(), self._database.reading() as lent, lent.cursor() as cur:
            cur.execute(ONE, (event_id,))
            found = cur.fetchone()
        return None if found is None else self._mapper.recorded(stored_fact(found))

    def _refuse_erased(self, events: Iterable[Recorded[Fact]]) -> None:
        for event in events:
            for sealed in sealed_in(event.fact):
                if not self._keyring.is_live(sealed):
                    raise PersonalDataErased(subject=sealed.subject, data_class=sealed.data_class)

    def _advance(self, events: Sequence[Recorded[Fact]], rows: Sequence[StoredFact]) -> None:
        """Bring the states in memory up to what was committed just now; never before, never without."""
        for event, row in zip(events, rows, strict=False):
            known = self._known(event.originator_id)
            if known is not None and known.version == event.originator_version - 1:
                self._remember(known.id, known.evolve(_as_recorded(event, row)))

    def _known(self, stream_id: UUID) -> Stream | None:
        cache: Any = self._streams.cache
        try:
            found: Stream = cache.get(stream_id)
        except KeyError:
            return None
        return found

    def _remember(self, stream_id: UUID, state: Stream) -> None:
        """Keep a state for the next load, which reads on from it; an older one costs time, never truth."""
        cache: Any = self._streams.cache
        cache.put(stream_id, state)


def _fold(kind: type[S], stream_id: UUID, known: Stream | None, events: Iterable[Recorded[Fact]]) -> S | None:
    """Fold on from what is known.

    Raises:
        Unknown: the stream is of another kind.
    """
    if known is not None and not isinstance(known, kind):
        raise Unknown(kind=kind.STREAM, id=stream_id)
    state = known
    for recorded in events:
        if recorded.stream != kind.STREAM:
            raise Unknown(kind=kind.STREAM, id=stream_id)
        state = (kind(id=stream_id) if state is None else state).evolve(recorded)
    return state


def _as_recorded(event: Recorded[Fact], row: StoredFact) -> Recorded[Fact]:
    return replace(
        event,
        log_id=row.log_id,
        epoch=row.epoch,
        position=row.position,
        recorded_at=row.recorded_at,
        leaf=row.leaf,
    )
