"""One use case's work: what it loaded, what it recorded; nothing is stored until the desk stores it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from domain.facts import Circumstances, DataClass, Erased, Fact, Recorded, Sealed, Tag
from domain.ids import EventId, OperatorId, SubjectId
from domain.refusals import Unknown
from domain.streams import Stream, check_days
from services.access import may_approve, sees_operator
from services.answers import Forbidden, Stale
from services.context import Context
from services.ports import Claim, Keyring, Log, NewId, Owners, Save, StandingOf
from services.settings import Rules

S = TypeVar("S", bound=Stream)
T = TypeVar("T")

TAGGED_FIELDS = {"group_id": "group", "grant_id": "grant", "sheet_id": "sheet"}
"""The fields of a fact that say which group, grant or sheet it concerns."""


def tags_of(state: Stream, fact: Fact, superseded: Recorded[Fact] | None) -> frozenset[Tag]:
    """Return a fact's tags: its own ids, then the state's of other kinds; a correction keeps its fact's."""
    own = {kind: getattr(fact, name) for name, kind in TAGGED_FIELDS.items() if hasattr(fact, name)}
    tags = frozenset(Tag(f"{kind}:{of}") for kind, of in own.items())
    if superseded is not None:
        return tags | superseded.context.tags
    return tags | {tag for tag in state.tags if tag.partition(":")[0] not in own}


class Work:
    """What a use case is handed. A use case may run again after a conflict: it keeps nothing outside."""

    def __init__(  # noqa: PLR0913 - everything outside is an argument.
        self,
        context: Context,
        *,
        log: Log,
        keyring: Keyring,
        new_id: NewId,
        rules: Rules,
        standing_of: StandingOf,
    ) -> None:
        """Begin with nothing loaded and nothing recorded."""
        self.context = context
        self.new_id = new_id
        self.rules = rules
        self._log = log
        self._keyring = keyring
        self._standing_of = standing_of
        self._states: dict[UUID, Stream] = {}
        self._reads: dict[UUID, int] = {}
        self._events: list[Recorded[Fact]] = []
        self._claims: list[Claim] = []
        self._released: list[Claim] = []
        self._owners: list[Owners] = []

    @property
    def today(self) -> date:
        """The civil day in Paris."""
        return self.context.today

    @property
    def operator_id(self) -> OperatorId:
        """The operator that the asker works for.

        Raises:
            Forbidden: a role of the whole network begins nothing for an operator.
        """
        if self.context.operator_id is None:
            raise Forbidden(role=self.context.role)
        return self.context.operator_id

    def may_approve(self, account_id: str, operator_id: OperatorId) -> bool:
        """Whether an account answers for what others correct at an operator."""
        return may_approve(self._standing_of(account_id), operator_id)

    def load(self, kind: type[S], stream_id: UUID) -> S:
        """Return the state of a stream that exists and that the asker may see.

        Raises:
            Unknown: no such stream, or another operator's.
            Stale: its version is not the one that the asker saw.
        """
        state = self.begin(kind, stream_id)
        if state.version == 0:
            raise Unknown(kind=kind.STREAM, id=stream_id)
        return state

    def begin(self, kind: type[S], stream_id: UUID) -> S:
        """Return the state of a stream that may not have begun yet.

        Raises:
            Unknown: it began at another operator, or under another kind.
            Stale: its version is not the one that the asker saw.
        """
        known = self._states.get(stream_id)
        if known is None:
            known = self._log.load(kind, stream_id)
            self._check_expected(known)
            self._states[stream_id] = known
            self._reads[stream_id] = known.version
        if not isinstance(known, kind) or not sees_operator(self.context, known.operator_id):
            raise Unknown(kind=kind.STREAM, id=stream_id)
        return known

    def record(
        self,
        state: S,
        facts: Sequence[Fact],
        *,
        supersedes: EventId | None = None,
        reason: str | None = None,
    ) -> S:
        """Add facts to a stream and return its state after them.

        Raises:
            InTheFuture, BeforeThePath: a fact's day cannot be true.
        """
        check_days(state, facts, today=self.today)
        superseded = self._log.find(supersedes) if supersedes else None
        for fact in facts:
            recorded: Recorded[Fact] = Recorded(
                originator_id=state.id,
                originator_version=state.version + 1,
                stream=state.STREAM,
                fact=fact,
                context=self._circumstances(tags_of(state, fact, superseded), supersedes, reason),
            )
            state = state.evolve(recorded)
            self._events.append(self._with_tags(recorded, state))
        self._states[state.id] = state
        return state

    def seal(self, subject: UUID, data_class: DataClass, value: T) -> Sealed[T]:
        """Close a personal value; no clear text enters a fact."""
        return self._keyring.seal(SubjectId(subject), data_class, value)  # type: ignore[return-value] # the port is untyped in its value

    def open(self, sealed: Sealed[T], kind: type[T]) -> T | Erased:
        """Read a personal value for a decision that cannot do without it."""
        return self._keyring.open(sealed, kind)

    def blind(self, purpose: str, text: str) -> str:
        """Return a keyed hash that finds the same text again and tells nothing of it."""
        return self._keyring.blind(purpose, text)

    def find(self, event_id: EventId) -> Recorded[Fact]:
        """Return a recorded fact.

        Raises:
            Unknown: no such fact.
        """
        recorded = self._log.find(event_id)
        if recorded is None:
            raise Unknown(kind="fact", id=event_id)
        return recorded

    def claim(self, kind: str, key: str, owner: str, *, unique: bool = False) -> None:
        """Hold a key across streams, from the moment this work is stored."""
        self._claims.append(Claim(kind=kind, key=key, owner=owner, unique=unique))

    def release(self, kind: str, key: str, owner: str) -> None:
        """Give a key back."""
        self._released.append(Claim(kind=kind, key=key, owner=owner, unique=False))

    def owners(self, kind: str, key: str) -> frozenset[str]:
        """Return who holds a key, this work's own claims included.

        The work is decided again when that changes before it is stored.
        """
        seen = self._log.owners(kind, key)
        self._owners.append(Owners(kind=kind, key=key, seen=seen))
        released = {each.owner for each in self._released if (each.kind, each.key) == (kind, key)}
        claimed = {each.owner for each in self._claims if (each.kind, each.key) == (kind, key)}
        return (seen - released) | claimed

    @property
    def save(self) -> Save:
        """All that this work would store."""
        return Save(
            events=tuple(self._events),
            reads=dict(self._reads),
            command=self.context.command,
            claims=tuple(self._claims),
            released=tuple(self._released),
            owners=tuple(self._owners),
        )

    def _check_expected(self, state: Stream) -> None:
        expected = self.context.expected
        if expected is not None and expected == (state.id, expected[1]) and expected[1] != state.version:
            raise Stale(expected=expected[1], version=state.version)

    def _circumstances(
        self, tags: frozenset[Tag], supersedes: EventId | None, reason: str | None
    ) -> Circumstances:
        context = self.context
        return Circumstances(
            event_id=EventId(self.new_id()),
            actor=context.actor,
            role=context.role,
            operator_id=context.operator_id,
            source=context.source,
            correlation_id=context.correlation_id,
            causation_id=context.causation_id,
            reason=reason,
            supersedes=supersedes,
            tags=tags,
            command_id=context.command.id if context.command else None,
        )

    @staticmethod
    def _with_tags(recorded: Recorded[Fact], after: Stream) -> Recorded[Fact]:
        """A stream's first fact is tagged by the state that it makes."""
        if recorded.originator_version != 1:
            return recorded
        return replace(recorded, context=replace(recorded.context, tags=tags_of(after, recorded.fact, None)))
