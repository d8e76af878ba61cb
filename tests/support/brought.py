"""What a list of facts brings when it is spread over partitions, as the relay spreads the log."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from uuid import UUID, uuid5

from adapters.messaging.placing import place
from adapters.messaging.topics import Topics, topics
from adapters.readmodels.keeper import Brought, Keeper
from adapters.readmodels.partitions import Topic
from adapters.readmodels.positions import Position, Reached
from adapters.readmodels.registry import READ_MODELS
from adapters.stored.codec import FactCodec
from adapters.stored.rows import FactMapper, StoredFact
from domain.catalogue import CATALOGUE
from domain.facts import Fact, Recorded
from tests.support.readmodels import Stage
from tests.support.sources import NAMESPACE

Partition = tuple[str, int]

TOPICS: Topics = topics()
FOUND = tuple(
    Topic(name=each.name, id=uuid5(NAMESPACE, each.name), partitions=each.partitions)
    for each in TOPICS.journal
)
PARTITIONS: Sequence[Partition] = tuple(
    (topic.name, partition) for topic in FOUND for partition in range(topic.partitions)
)
MAPPER = FactMapper(FactCodec(CATALOGUE))


def topic(name: str) -> Topic:
    """Return a topic as the brokers have it."""
    return next(each for each in FOUND if each.name == name)


class Spread:
    """The facts of a stage, partition by partition."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.healed: list[int] = []
        """Positions that were read from the log again."""

    def keeper(self, name: str) -> Keeper:
        """Return a keeper of a read model, as a process has it."""
        model = READ_MODELS[name]
        return Keeper(
            self.stage.database,
            self.stage.source,
            model,
            missing=self.missing,
            mapper=MAPPER,
            opener=self.stage.keyring.open if model.opened else None,
        )

    def rows(self, partition: Partition, *, after: int = 0, upto: int | None = None) -> Iterator[StoredFact]:
        """Give the rows of a partition."""
        groups: dict[object, tuple[str, ...]] = {}
        for row in map(stored, self.stage.source.read(0, limit=100_000)):
            # As the desk does, and the list of facts does not: every fact of a sheet bears its group's tag.
            groups.setdefault(row.originator_id, row.tags)
            tagged = replace(row, tags=groups[row.originator_id]) if row.stream == "attendance-sheet" else row
            where = place(tagged, TOPICS)
            is_asked = after < row.position and (upto is None or row.position <= upto)
            if (where.topic, where.partition) == partition and is_asked:
                yield row

    def missing(self, topic: str, partition: int, after: int, upto: int) -> Iterator[StoredFact]:
        """As the keeper asks the log."""
        for row in self.rows((topic, partition), after=after, upto=upto):
            self.healed.append(row.position)
            yield row

    def brought(self, partition: Partition) -> list[Brought]:
        """Return the records of a partition, a watermark at the end."""
        found: list[Brought] = []
        previous = 0
        for row in self.rows(partition):
            found.append(Brought(place=reached(row, len(found) + 1), previous=previous, row=row))
            previous = row.position
        found.append(self.watermark(previous, next_offset=len(found) + 1))
        return found

    def watermark(self, previous: int, *, next_offset: int) -> Brought:
        """Return the word that nothing is missing up to the head."""
        last = stored(self.stage.source.read(self.stage.source.head().position - 1, limit=1)[0])
        epoch = self.stage.source.epoch
        return Brought(place=replace(reached(last, next_offset), epoch=epoch), previous=previous, row=None)

    def play(self, name: str, seed: int) -> None:
        """Bring a read model everything, in pieces of any size, partitions in any order."""
        random = Random(seed)  # noqa: S311 - a run to be made again, no secret.
        keeper = self.keeper(name)
        waiting = {partition: self.brought(partition) for partition in PARTITIONS}
        mine = {each: keeper.claim(topic(each[0]), each[1], FOUND) for each in PARTITIONS}
        while waiting:
            partition = random.choice(sorted(waiting))
            count = random.randint(1, 9)
            mine[partition] = keeper.take(mine[partition], waiting[partition][:count])
            waiting[partition] = waiting[partition][count:]
            if not waiting[partition]:
                del waiting[partition]

    def claimed(self, name: str, partition: Partition) -> tuple[Keeper, Position]:
        """Return a keeper that owns a partition."""
        keeper = self.keeper(name)
        return keeper, keeper.claim(topic(partition[0]), partition[1], FOUND)


def stored(it: Recorded[Fact]) -> StoredFact:
    """Return the row of a recorded fact."""
    row = MAPPER.to_stored_event(it)
    return replace(
        row, log_id=it.log_id, epoch=it.epoch, position=it.position, recorded_at=it.recorded_at, leaf=it.leaf
    )


def reached(row: StoredFact, next_offset: int) -> Reached:
    """Return the place of a row."""
    assert isinstance(row.log_id, UUID)
    return Reached(
        log_id=row.log_id,
        epoch=row.epoch,
        position=row.position,
        leaf=row.leaf,
        recorded_at=row.recorded_at,
        next_offset=next_offset,
    )
