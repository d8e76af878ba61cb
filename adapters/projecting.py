"""A read model kept over Kafka: records of the journal read, and given to the keeper of its tables."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn
from uuid import UUID

import structlog
from kafka import KafkaAdminClient

from adapters.eventlog.feed import Feed
from adapters.messaging.consumer import Start, TryAgain
from adapters.messaging.journal import NotOurs, Told, Watermark, read
from adapters.messaging.placing import place
from adapters.messaging.topics import Topics
from adapters.readmodels.keeper import Brought, Keeper
from adapters.readmodels.partitions import Topic
from adapters.readmodels.positions import Position, Reached
from adapters.readmodels.rebuilding import AlreadyRebuilding
from adapters.readmodels.source import AnotherHistory, AnotherTopic, AnotherVersion
from adapters.readmodels.step import Overtaken
from adapters.readmodels.troubles import PASSING, Halted
from adapters.stored.rows import StoredFact

AT_ONCE, SOON, LATER = 0.0, 1.0, 10.0
"""Pauses in seconds: after a lost race, a trouble that passes, a halt."""
MARGIN = timedelta(minutes=5)
"""Where an offset is not known, reading begins this long before what is known: what was read is passed by."""

log = structlog.get_logger()


class Projecting:
    """The handler of one read model's partitions."""

    def __init__(
        self,
        keeper: Keeper,
        describe: Callable[[], Sequence[Topic]],
        rebuild: Callable[[], object],
        member: str,
    ) -> None:
        """Claim nothing yet.

        Args:
            keeper: of the read model's tables.
            describe: the journal's topics as they are on the brokers now.
            rebuild: makes the read model again from the log.
            member: names this process in ``status``.
        """
        self._keeper = keeper
        self._describe = describe
        self._rebuild = rebuild
        self._member = member
        self._mine: dict[tuple[str, int], Position] = {}

    def claim(self, topic: str, partition: int) -> Start:
        """Become the owner of a partition; where a rebuild is needed, rebuild first.

        Raises:
            TryAgain: the database is away, the tables stand still, or somebody else is rebuilding.
        """
        found = {each.name: each for each in self._describe()}
        if topic not in found:
            log.error("topic_missing", read_model=self._keeper.model.name, topic=topic)
            raise TryAgain(LATER)
        try:
            mine = self._keeper.claim(found[topic], partition, list(found.values()))
        except (AnotherTopic, AnotherHistory) as error:
            self._make_again(error)
        except AnotherVersion:
            log.error("read_model_of_another_version", read_model=self._keeper.model.name)  # noqa: TRY400 - a traceback says no more.
            raise TryAgain(LATER) from None
        except Halted:
            raise TryAgain(LATER) from None
        except PASSING as error:
            self._wait(error)
        self._mine[topic, partition] = mine
        return _start(mine)

    def take(self, topic: str, partition: int, records: Sequence[Any]) -> int:
        """Apply records.

        Raises:
            TryAgain: somebody else owns the partition, the database is away, or a fact cannot be applied.
        """
        mine = self._mine[topic, partition]
        try:
            ours = list(self._ours(mine, records))
            mine = self._keeper.take(mine, ours)
        except AnotherHistory as error:
            self._make_again(error)
        except Overtaken:
            raise TryAgain(AT_ONCE) from None
        except Halted:
            raise TryAgain(LATER) from None
        except PASSING as error:
            self._wait(error)
        self._mine[topic, partition] = mine
        return int(records[-1].offset) + 1

    def release(self, topic: str, partition: int) -> None:
        """Forget a partition."""
        self._mine.pop((topic, partition), None)

    def tell(self, trouble: str | None) -> None:
        """Say that this process is there; a database that is away hears nothing."""
        with suppress(*PASSING):
            self._keeper.say(self._member, trouble)

    def leave(self) -> None:
        """Say that it is gone."""
        with suppress(*PASSING):
            self._keeper.leave(self._member)

    def _ours(self, mine: Position, records: Sequence[Any]) -> Iterator[Brought]:
        """Give the records that are ours; what is not is told in the log and in the position row."""
        for record in records:
            try:
                said = _read(record, mine)
            except NotOurs as error:
                log.error(  # noqa: TRY400 - a traceback says no more.
                    "foreign_record",
                    read_model=self._keeper.model.name,
                    topic=record.topic,
                    partition=record.partition,
                    offset=record.offset,
                    reason=error.reason,
                )
                self._keeper.note_foreign(mine, record.offset)
                continue
            yield _brought(said, record.offset + 1)

    def _make_again(self, error: Exception) -> NoReturn:
        log.warning("read_model_rebuilds", read_model=self._keeper.model.name, reason=type(error).__name__)
        try:
            self._rebuild()
        except AlreadyRebuilding:
            raise TryAgain(SOON) from None
        except PASSING as trouble:
            self._wait(trouble)
        raise TryAgain(AT_ONCE) from None

    def _wait(self, error: Exception) -> NoReturn:
        log.warning("read_model_waits", read_model=self._keeper.model.name, error=type(error).__name__)
        raise TryAgain(SOON) from None


def described(admin: KafkaAdminClient, wanted: Topics) -> tuple[Topic, ...]:
    """Return the journal's topics as they are on the brokers."""
    found = admin.describe_topics([topic.name for topic in wanted.journal])
    return tuple(
        Topic(name=each["name"], id=UUID(str(each["topic_id"])), partitions=len(each["partitions"]))
        for each in found
        if each["partitions"]
    )


def missing_from(feed: Feed, wanted: Topics) -> Callable[[str, int, int, int], Iterator[StoredFact]]:
    """Return what gives the rows of one partition between two places, straight from the log."""

    def missing(topic: str, partition: int, after: int, upto: int) -> Iterator[StoredFact]:
        for row in feed.rows(after, upto=upto):
            where = place(row, wanted)
            if (where.topic, where.partition) == (topic, partition):
                yield row

    return missing


def _start(mine: Position) -> Start:
    if mine.next_offset is not None:
        return Start(mine.next_offset)
    if mine.recorded_at is None:
        return Start(None)
    since = (mine.recorded_at - MARGIN).astimezone(UTC) - datetime.fromtimestamp(0, UTC)
    return Start(None, max(0, since // timedelta(milliseconds=1)))


def _read(record: Any, mine: Position) -> Told | Watermark:  # noqa: ANN401 - kafka-python's record.
    said = read(record.headers, record.value)
    log_id = said.row.log_id if isinstance(said, Told) else said.log_id
    if log_id != mine.log_id:
        raise NotOurs("another-log")
    return said


def _brought(said: Told | Watermark, next_offset: int) -> Brought:
    match said:
        case Told(row=row, previous=previous):
            assert row.log_id is not None  # noqa: S101 - it was just compared.
            place_ = Reached(
                log_id=row.log_id,
                epoch=row.epoch,
                position=row.position,
                leaf=row.leaf,
                recorded_at=row.recorded_at,
                next_offset=next_offset,
            )
            return Brought(place=place_, previous=previous, row=row)
        case Watermark():
            place_ = Reached(
                log_id=said.log_id,
                epoch=said.epoch,
                position=said.through,
                leaf=said.leaf,
                recorded_at=said.recorded_at,
                next_offset=next_offset,
            )
            return Brought(place=place_, previous=said.previous, row=None)
