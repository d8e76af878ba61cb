"""Keeps one read model from what partitions bring: duplicates passed by, holes healed from the log."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

import structlog

from adapters.database import Database
from adapters.readmodels import members, partitions, positions
from adapters.readmodels.changing import Opener
from adapters.readmodels.partitions import Topic
from adapters.readmodels.positions import Position, Reached
from adapters.readmodels.schemas import is_current
from adapters.readmodels.source import AnotherHistory, AnotherTopic, AnotherVersion, Source
from adapters.readmodels.step import Batch, Overtaken, check_history, take
from adapters.readmodels.troubles import PASSING, Halted, name_of
from adapters.stored.codec import UnreadableFact
from adapters.stored.rows import FactMapper, StoredFact
from domain.facts import Fact, Recorded
from projections.changes import ReadModel

BATCH = 500

Missing = Callable[[str, int, int, int], Iterable[StoredFact]]
"""Topic, partition, after, upto: the rows of that partition between two places, straight from the log."""

log = structlog.get_logger()


class Unreadable(Exception):
    """A fact that this release cannot read: of a newer version, or not what its type promises."""

    def __init__(self, position: int, cause: Exception) -> None:
        """Say which, and why."""
        super().__init__(position)
        self.position = position
        self.cause = cause


@dataclass(frozen=True, kw_only=True)
class Brought:
    """One record of a partition: a fact, or word that the partition has all its facts up to a place."""

    place: Reached
    """Of the fact, or up to where nothing is missing; with the offset of the next record."""
    previous: int
    """Position of the fact before this one in the partition; 0: there is none."""
    row: StoredFact | None


class Keeper:
    """Any number of processes may keep one read model; each partition is one owner's at a time."""

    def __init__(  # noqa: PLR0913 - everything outside is an argument.
        self,
        database: Database,
        source: Source,
        model: ReadModel,
        *,
        missing: Missing,
        mapper: FactMapper,
        opener: Opener | None = None,
    ) -> None:
        """Read nothing yet.

        Args:
            database: where the read models lie.
            source: the log, asked for its head only.
            model: what to keep.
            missing: the log again, for what a partition should have brought and did not.
            mapper: reads facts out of rows.
            opener: the keyring's ``open``, for a model that keeps opened values.
        """
        self.model = model
        self._database = database
        self._source = source
        self._missing = missing
        self._mapper = mapper
        self._opener = opener

    def claim(self, topic: Topic, partition: int, topics: Sequence[Topic]) -> Position:
        """Become the owner of a partition, and return where to read on.

        Args:
            topic: the topic of the partition, as it is now.
            partition: its number.
            topics: all topics of the read model, for a model that the log's runner kept until now.

        Raises:
            Halted: there is nothing to keep yet.
            AnotherTopic, AnotherHistory, AnotherVersion: a rebuild is needed.
        """
        head = self._source.head()
        with self._database.transaction() as connection, connection.cursor() as cur:
            schema = positions.active_schema(cur, self.model.name)
            if schema is None:
                raise Halted(self.model.name)
            if not is_current(self.model, schema):
                raise AnotherVersion(schema)
            if self.model.is_unlogged and not positions.load_all(cur, self.model, schema):
                # A crash emptied the tables and their rows together: all is read again.
                log.info("read_model_refills", read_model=self.model.name)
                positions.begin(cur, self.model, schema)
            partitions.hand_over(cur, self.model, schema, topics, head)
            mine = partitions.claim(cur, self.model, schema, topic.name, partition)
        if mine is None or (mine.topic_id, mine.partitions) != (topic.id, topic.partitions):
            raise AnotherTopic(topic.name)
        check_history(mine, head)
        return mine

    def take(self, mine: Position, brought: Iterable[Brought]) -> Position:
        """Apply what a partition brings, and return where it stands then.

        Raises:
            Overtaken: somebody else owns the partition, or a rebuild took the tables away.
            AnotherHistory: the log began a new epoch.
            Halted: a fact cannot be applied; the position row says which.
        """
        steps: list[Batch] = []
        try:
            for step in self._steps(mine, brought):
                steps.append(step)
                if len(steps) == BATCH:
                    mine = self._taken(mine, steps)
                    steps = []
        except Unreadable as error:
            self.halt(self._taken(mine, steps), error, error.position)
        return self._taken(mine, steps)

    def note_foreign(self, mine: Position, offset: int) -> None:
        """Keep in the position row that a record which is not ours lies in the partition."""
        with self._database.transaction() as connection, connection.cursor() as cur:
            partitions.note_foreign(cur, mine, offset)

    def say(self, member: str, trouble: str | None) -> None:
        """Tell ``status`` that a process is there, and the class of the error that keeps it from reading."""
        with self._database.transaction() as connection, connection.cursor() as cur:
            members.say(cur, self.model.name, member, trouble)

    def leave(self, member: str) -> None:
        """Tell ``status`` that a process is gone."""
        with self._database.transaction() as connection, connection.cursor() as cur:
            members.leave(cur, self.model.name, member)

    def _steps(self, mine: Position, brought: Iterable[Brought]) -> Iterator[Batch]:
        """Give fact by fact what is new, with what should have come before it."""
        reached = mine.position
        for it in brought:
            if _is_old(mine, it.place, reached):
                continue
            if it.previous > reached:
                log.warning(
                    "hole_healed", read_model=self.model.name, partition=mine.partition, after=reached
                )
                for row in self._missing(mine.source, mine.partition, reached, it.previous):
                    yield _step(it.place, self._recorded(row))
            reached = it.place.position
            facts = [self._recorded(it.row)] if it.row is not None else []
            yield Batch(facts=facts, reached=it.place, head=reached)

    def _recorded(self, row: StoredFact) -> Recorded[Fact]:
        try:
            return self._mapper.recorded(row)
        except UnreadableFact as error:
            raise Unreadable(row.position, error) from error

    def _taken(self, mine: Position, steps: Sequence[Batch]) -> Position:
        """Take all steps as one; when that fails, one by one, to find the culprit."""
        if not steps:
            return mine
        try:
            return self._stored(mine, _joined(steps))
        except (*PASSING, Overtaken):
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the culprit is looked for, and named.
            for step in steps:
                mine = self._stored_or_halted(mine, step)
            return mine

    def _stored_or_halted(self, mine: Position, step: Batch) -> Position:
        try:
            return self._stored(mine, step)
        except (*PASSING, Overtaken):
            raise
        except Exception as error:  # noqa: BLE001 - a fact that cannot be applied stops the partition.
            self.halt(mine, error, step.reached.position)

    def _stored(self, mine: Position, batch: Batch) -> Position:
        with self._database.transaction() as connection, connection.cursor() as cur:
            take(cur, self.model, mine, batch, self._opener)
        return mine.moved(batch.reached)

    def halt(self, mine: Position, error: Exception, at: int) -> NoReturn:
        """Say so in the position row and in the log: the error's class and SQLSTATE, never a value.

        Raises:
            Halted: always.
        """
        name = name_of(error.cause if isinstance(error, Unreadable) else error)
        log.error("read_model_halted", read_model=self.model.name, position=at, error=name)
        with self._database.transaction() as connection, connection.cursor() as cur:
            positions.halt(cur, mine, name, at)
        raise Halted(self.model.name) from None


def _is_old(mine: Position, place: Reached, reached: int) -> bool:
    """Whether a record tells nothing new: read before, or of a history that ended.

    What an ended history told is passed by even where it lies further than what I have read: if it is true in
    this history too, the next record names it as what came before, and it is healed from the log.

    Raises:
        AnotherHistory: it is of a history that began after mine, or of mine and tells it otherwise.
    """
    if place.epoch > mine.epoch:
        raise AnotherHistory(place.position)
    if place.epoch == mine.epoch and place.position == mine.position and mine.leaf not in {None, place.leaf}:
        raise AnotherHistory(place.position)
    return place.epoch < mine.epoch or place.position <= reached


def _step(place: Reached, fact: Recorded[Fact]) -> Batch:
    """Return a fact that should have come before a record: whoever stops after it reads that record again."""
    offset = None if place.next_offset is None else place.next_offset - 1
    reached = replace(
        place, position=fact.position, leaf=fact.leaf, recorded_at=fact.recorded_at, next_offset=offset
    )
    return Batch(facts=[fact], reached=reached, head=fact.position)


def _joined(steps: Sequence[Batch]) -> Batch:
    last = steps[-1]
    return Batch(facts=[fact for step in steps for fact in step.facts], reached=last.reached, head=last.head)
