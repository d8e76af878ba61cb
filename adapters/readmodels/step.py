"""One batch: read, move the position, change the tables, all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg2.extensions import cursor

from adapters.readmodels import positions
from adapters.readmodels.changing import Opener, apply
from adapters.readmodels.positions import Position, Reached
from adapters.readmodels.source import AnotherHistory, Head, Hole, Source
from domain.facts import Fact, Recorded
from projections.changes import ReadModel


class Overtaken(Exception):
    """Somebody else moved this position, or took the generation away: look again."""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The next facts, and where one stands once they are taken."""

    facts: Sequence[Recorded[Fact]]
    """None, where a partition is told that nothing is missing up to a place."""
    reached: Reached
    head: int
    """The last position of the source."""


def unread(source: Source, mine: Position, *, limit: int) -> Batch | None:
    """Return the facts after my position, none twice and none missing; None when there are none.

    Raises:
        AnotherHistory: this is not the log, or not the epoch, that I have read.
        Hole: the next fact is missing.
    """
    head = source.head()
    check_history(mine, head)
    facts = [it for it in source.read(mine.position, limit=limit) if it.position > mine.position]
    for expected, it in enumerate(facts, start=mine.position + 1):
        if it.log_id != head.log_id or it.epoch > head.epoch:
            raise AnotherHistory(it.position)
        if it.position != expected:
            raise Hole(expected)
    if not facts:
        return None
    last = facts[-1]
    reached = Reached(
        log_id=head.log_id,
        epoch=head.epoch,
        position=last.position,
        leaf=last.leaf,
        recorded_at=last.recorded_at,
    )
    return Batch(facts=facts, reached=reached, head=head.position)


def check_history(mine: Position, head: Head) -> None:
    """Stop before a position of a new history is taken for one of the old.

    Raises:
        AnotherHistory: another log, another epoch, or one that ends before what I have read.
    """
    if mine.log_id is None:
        return
    if (mine.log_id, mine.epoch) != (head.log_id, head.epoch) or head.position < mine.position:
        raise AnotherHistory(mine.position)


def take(cur: cursor, model: ReadModel, mine: Position, batch: Batch, opener: Opener | None) -> None:
    """Move the position first (who loses the race has done nothing yet), then change the tables.

    Raises:
        Overtaken: the race is lost; the transaction must be left.
    """
    if not positions.advance(cur, mine, batch.reached):
        raise Overtaken(mine.schema)
    cur.execute(f"set local search_path to {mine.schema}")
    apply(cur, model, batch.facts, opener)
    cur.execute("set local search_path to default")
