"""A list of facts that read models read as if it were the log's feed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Condition
from uuid import UUID, uuid5

from domain.facts import Circumstances, Fact, Recorded, Tag
from domain.ids import EventId, OperatorId

LOG_ID = UUID("00000000-0000-7000-8000-000000000001")
NAMESPACE = UUID("00000000-0000-7000-8000-00000000fffe")
OPERATOR = OperatorId(UUID("00000000-0000-7000-8000-000000000057"))
RECORDED_AT = datetime(2025, 6, 30, 10, 0, tzinfo=UTC)

TAGGED = {"group_id": "group", "grant_id": "grant", "sheet_id": "sheet"}


@dataclass(frozen=True)
class ListHead:
    log_id: UUID
    epoch: int
    position: int
    recorded_at: datetime | None


class ListSource:
    """Facts given in order; each gets the next position and an id that follows from it."""

    def __init__(self) -> None:
        self.epoch = 1
        self.log_id = LOG_ID
        self.reads = 0
        self._facts: list[Recorded[Fact]] = []
        self._versions: dict[UUID, int] = {}
        self._grown = Condition()

    def tell(
        self,
        stream_id: UUID,
        *facts: Fact,
        recorded_at: datetime = RECORDED_AT,
        supersedes: EventId | None = None,
        operator_id: OperatorId | None = OPERATOR,
    ) -> list[Recorded[Fact]]:
        """Add facts to a stream, tagged by their own ids as the desk does."""
        with self._grown:
            told = [self._recorded(stream_id, fact, recorded_at, supersedes, operator_id) for fact in facts]
            self._grown.notify_all()
            return told

    def read(self, after: int, *, limit: int) -> Sequence[Recorded[Fact]]:
        self.reads += 1
        return self._facts[after : after + limit]

    def head(self) -> ListHead:
        last = self._facts[-1] if self._facts else None
        return ListHead(self.log_id, self.epoch, len(self._facts), last.recorded_at if last else None)

    def wait(self, after: int, timeout: float) -> bool:
        with self._grown:
            return self._grown.wait_for(lambda: len(self._facts) > after, timeout)

    def _recorded(
        self,
        stream_id: UUID,
        fact: Fact,
        recorded_at: datetime,
        supersedes: EventId | None,
        operator_id: OperatorId | None,
    ) -> Recorded[Fact]:
        position = len(self._facts) + 1
        version = self._versions[stream_id] = self._versions.get(stream_id, 0) + 1
        context = Circumstances(
            event_id=EventId(uuid5(NAMESPACE, f"event {position}")),
            actor="account-1",
            role="caseworker",
            operator_id=operator_id,
            source="page",
            correlation_id=NAMESPACE,
            supersedes=supersedes,
            tags=frozenset(
                Tag(f"{kind}:{getattr(fact, name)}") for name, kind in TAGGED.items() if hasattr(fact, name)
            ),
        )
        it: Recorded[Fact] = Recorded(
            originator_id=stream_id,
            originator_version=version,
            stream=fact.TYPE.partition(".")[0],
            fact=fact,
            context=context,
            log_id=self.log_id,
            epoch=self.epoch,
            position=position,
            recorded_at=recorded_at,
            leaf=uuid5(NAMESPACE, f"leaf {self.epoch} {position}").bytes * 2,
        )
        self._facts.append(it)
        return it


Change = Callable[[ListSource, int, int], Sequence[Recorded[Fact]]]
"""``(source, after, limit)`` to what is read instead."""


class Altered:
    """Another source, with each batch changed on its way: for duplicates, holes and poison."""

    def __init__(self, source: ListSource, change: Change) -> None:
        self._source = source
        self._change = change

    def read(self, after: int, *, limit: int) -> Sequence[Recorded[Fact]]:
        return self._change(self._source, after, limit)

    def head(self) -> ListHead:
        return self._source.head()

    def wait(self, after: int, timeout: float) -> bool:
        return self._source.wait(after, timeout)


def told_twice(source: ListSource, after: int, limit: int) -> Sequence[Recorded[Fact]]:
    """Give again what was read before."""
    return source.read(max(after - 3, 0), limit=limit + 3)


def with_a_hole(source: ListSource, after: int, limit: int) -> Sequence[Recorded[Fact]]:
    """Lose the third fact."""
    return [it for it in source.read(after, limit=limit) if it.position != 3]


def with_a_lie(source: ListSource, after: int, limit: int) -> Sequence[Recorded[Fact]]:
    """Give the second fact of another log."""
    return [
        replace(it, log_id=NAMESPACE) if it.position == 2 else it for it in source.read(after, limit=limit)
    ]
