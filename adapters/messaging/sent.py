"""How far each topic has been filled: kept in PostgreSQL, saved by compare-and-set."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from psycopg2.extensions import cursor
from psycopg2.extras import execute_values

from adapters.messaging.topics import Topic
from adapters.stored.rows import StoredFact

LOAD = """
select topic, topic_id, log_id, epoch, position, leaf, recorded_at, last_positions, saves
from relay.sent where topic = any(%s)"""
SAVE = """
insert into relay.sent as mine
    (topic, topic_id, log_id, epoch, position, leaf, recorded_at, last_positions, saves) values %s
on conflict (topic) do update set
    topic_id = excluded.topic_id, log_id = excluded.log_id, epoch = excluded.epoch,
    position = excluded.position, leaf = excluded.leaf, recorded_at = excluded.recorded_at,
    last_positions = excluded.last_positions, saves = excluded.saves, saved_at = clock_timestamp()
where mine.saves = excluded.saves - 1"""


class Overtaken(Exception):
    """Somebody else saved meanwhile: another relay sends to these topics."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One topic: every fact of the log up to ``position`` that belongs there is in it."""

    topic: str
    topic_id: UUID
    log_id: UUID
    epoch: int
    position: int
    """0: nothing is in it yet."""
    leaf: bytes
    recorded_at: datetime | None
    last_positions: tuple[int, ...]
    """Of the last fact of each partition; 0: none."""
    saves: int

    def through(self, row: StoredFact, last_positions: tuple[int, ...]) -> "Sent":
        """Return what to save once the facts up to a row are in the topic."""
        return replace(
            self,
            position=row.position,
            leaf=row.leaf,
            recorded_at=row.recorded_at,
            last_positions=last_positions,
            saves=self.saves + 1,
        )


def empty(topic: Topic, topic_id: UUID, *, log_id: UUID, epoch: int, saves: int) -> Sent:
    """Return the place of a topic that holds nothing of a log yet."""
    return Sent(
        topic=topic.name,
        topic_id=topic_id,
        log_id=log_id,
        epoch=epoch,
        position=0,
        leaf=b"",
        recorded_at=None,
        last_positions=(0,) * topic.partitions,
        saves=saves,
    )


def load(cur: cursor, topics: Collection[str]) -> dict[str, Sent]:
    """Return what was saved, by topic."""
    cur.execute(LOAD, (list(topics),))
    return {
        row[0]: Sent(
            topic=row[0],
            topic_id=row[1],
            log_id=row[2],
            epoch=row[3],
            position=row[4],
            leaf=bytes(row[5]),
            recorded_at=row[6],
            last_positions=tuple(row[7]),
            saves=row[8],
        )
        for row in cur.fetchall()
    }


def save(cur: cursor, before: Mapping[str, Sent], after: Mapping[str, Sent]) -> None:
    """Save every topic that moved.

    Raises:
        Overtaken: one of them was saved by somebody else; whoever lends the transaction rolls it back.
    """
    moved = [sent for topic, sent in after.items() if sent != before[topic]]
    execute_values(cur, SAVE, [_values(sent) for sent in moved], page_size=len(moved))
    if cur.rowcount != len(moved):
        raise Overtaken


def _values(sent: Sent) -> tuple[object, ...]:
    return (
        sent.topic,
        sent.topic_id,
        sent.log_id,
        sent.epoch,
        sent.position,
        sent.leaf,
        sent.recorded_at,
        list(sent.last_positions),
        sent.saves,
    )
