"""A desk on the library's in-memory recorder: use cases are told as a story, without any server."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from eventsourcing.persistence import IntegrityError
from eventsourcing.popo import POPOApplicationRecorder

from adapters.ids import Ids
from adapters.stored.codec import FactCodec
from adapters.stored.rows import FactMapper, StoredFact
from domain.catalogue import CATALOGUE
from domain.facts import Fact, Recorded
from domain.ids import OperatorId
from domain.refusals import Refusal
from domain.streams import Stream
from services.answers import AlreadyTaken, Conflict, KeyReused, Receipt, StreamVersion
from services.context import Command, Context, Role, Standing
from services.desk import Desk
from services.ports import Save
from services.settings import Rules
from tests.support.envelopes import FakeKeyring

S = TypeVar("S", bound=Stream)

LOG_ID = UUID("00000000-0000-7000-8000-000000000001")
OPERATOR = OperatorId(UUID("00000000-0000-7000-8000-000000000057"))
COLLEAGUE = "account-7"
"""Another coordinator of the operator: approves what others correct."""
NOW = datetime(2025, 6, 30, 10, 0, tzinfo=UTC)
MAPPER = FactMapper(FactCodec(CATALOGUE))
"""Holds nothing but the shapes of facts: made once, since hundreds of tests begin a log each."""


class InMemoryLog:
    """services.ports.Log on the library's own recorder, one writer at a time."""

    def __init__(self) -> None:
        """Begin empty."""
        self._mapper = MAPPER
        self._recorder = POPOApplicationRecorder()
        self._claims: dict[tuple[str, str], set[tuple[str, bool]]] = defaultdict(set)
        self._states: dict[UUID, Stream] = {}
        self._outcomes: dict[tuple[str, str, str], tuple[bytes, Receipt]] = {}

    @property
    def facts(self) -> list[Fact]:
        """Every fact, in order."""
        return [recorded.fact for recorded in self.recorded]

    @property
    def recorded(self) -> list[Recorded[Fact]]:
        """Every fact in its envelope, in order."""
        rows = self._recorder._stored_events  # noqa: SLF001 - the recorder's notifications drop our columns.
        return [
            replace(self._mapper.to_domain_event(row), position=position)
            for position, row in enumerate(rows, start=1)
        ]

    def load(self, kind: type[S], stream_id: UUID) -> S:
        """Fold the stream, on from where it was folded last."""
        known = self._states.get(stream_id)
        state = known if isinstance(known, kind) else kind(id=stream_id)
        for row in self._recorder.select_events(stream_id, gt=state.version):
            state = state.evolve(self._mapper.to_domain_event(row))
        self._states[stream_id] = state
        return state

    def store(self, save: Save) -> Receipt:
        """Check what the decision rested on, then append."""
        for stream_id, version in save.reads.items():
            if self._version(stream_id) != version:
                raise Conflict
        if any(self.owners(each.kind, each.key) != each.seen for each in save.owners):
            raise Conflict
        self._check_unique(save)
        receipt = self._append(save)
        for each in save.released:
            self._claims[each.kind, each.key] -= {(each.owner, True), (each.owner, False)}
        for each in save.claims:
            self._claims[each.kind, each.key].add((each.owner, each.unique))
        if save.command:
            self._outcomes[_key(save.command)] = (save.command.digest, receipt)
        return receipt

    def earlier(self, command: Command) -> Receipt | None:
        """Return the earlier receipt."""
        found = self._outcomes.get(_key(command))
        if found is None:
            return None
        if found[0] != command.digest:
            raise KeyReused
        return found[1]

    def owners(self, kind: str, key: str) -> frozenset[str]:
        """Return who holds the key."""
        return frozenset(owner for owner, _ in self._claims.get((kind, key), ()))

    def find(self, event_id: UUID) -> Recorded[Fact] | None:
        """Return one recorded fact."""
        rows = self._recorder._stored_events  # noqa: SLF001 - as above.
        for position, row in enumerate(rows, start=1):
            if isinstance(row, StoredFact) and row.event_id == event_id:
                return replace(self._mapper.recorded(row), position=position)
        return None

    def _version(self, stream_id: UUID) -> int:
        last = self._recorder.select_events(stream_id, desc=True, limit=1)
        return last[0].originator_version if last else 0

    def _check_unique(self, save: Save) -> None:
        for claim in save.claims:
            if claim.unique and self.owners(claim.kind, claim.key) - {claim.owner}:
                raise AlreadyTaken(kind=claim.kind, number=claim.key)

    def _append(self, save: Save) -> Receipt:
        rows = [self._mapper.to_stored_event(event) for event in save.events]
        try:
            positions = tuple(self._recorder.insert_events(rows) or ())
        except IntegrityError as error:
            raise Conflict from error
        versions = {event.originator_id: event.originator_version for event in save.events}
        return Receipt(
            log_id=LOG_ID,
            epoch=1,
            position=positions[-1] if positions else len(self._recorder._stored_events),  # noqa: SLF001 - as above.
            positions=positions,
            streams=tuple(StreamVersion(id=key, version=version) for key, version in versions.items()),
        )


class TestDesk:
    """Asks as somebody, at some instant; keeps the log to look at."""

    __test__ = False

    def __init__(self, rules: Rules | None = None) -> None:
        """Begin with an empty log."""
        self.log = InMemoryLog()
        self.keyring = FakeKeyring()
        self.new_id = Ids(lambda: NOW, seed=1)
        self.standings = {COLLEAGUE: Standing(role=Role.COORDINATOR, operator_id=OPERATOR)}
        self.desk = Desk(self.log, self.keyring, self.new_id, rules or Rules(), self.standings.get)
        self.context = Context(
            actor="account-1",
            role=Role.COORDINATOR,
            operator_id=OPERATOR,
            source="api",
            instant=NOW,
            correlation_id=LOG_ID,
        )

    def ask(self, use_case: Callable[..., None], *args: object, **changes: object) -> list[Fact]:
        """Ask, perhaps as somebody else (``role=``, ``actor=``…), and return the new facts."""
        before = len(self.log.facts)
        self.desk(use_case, *args, context=replace(self.context, **changes))  # type: ignore[arg-type] # the test names real fields.
        return self.log.facts[before:]

    def refusal(self, use_case: Callable[..., None], *args: object, **changes: object) -> Refusal:
        """Ask, and return the refusal; nothing was stored."""
        before = len(self.log.facts)
        try:
            self.desk(use_case, *args, context=replace(self.context, **changes))  # type: ignore[arg-type] # the test names real fields.
        except Refusal as refusal:
            assert len(self.log.facts) == before
            return refusal
        raise AssertionError(use_case.__name__)


def _key(command: Command) -> tuple[str, str, str]:
    return (command.principal, command.route, command.key)
