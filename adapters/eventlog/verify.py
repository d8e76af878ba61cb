"""Is the log whole? Every position, version, instant, leaf and tag made again, and compared."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from psycopg2.extensions import connection

from adapters.database import Database
from adapters.eventlog.columns import COLUMNS, SELECTED, stored_fact
from adapters.eventlog.errors import translated
from adapters.eventlog.head import Head, read_head
from adapters.stored.canonical import FORMAT, leaf_hash
from adapters.stored.rows import StoredFact

Advance = Callable[[int, int], None]
"""Called with what is done and what there is in all."""

ROWS_A_FETCH = 2000

EVENTS = f"select {SELECTED}, e.format from log.events e order by e.position"  # noqa: S608 - names of this package.
TAGS = """
select position, array_agg(tag order by tag collate "C") from log.event_tags
group by position order by position
"""
BATCHES = "select last_position, recorded_at from log.batches order by last_position"
EPOCHS = "select epoch from log.epochs"
COMMANDS = """
select least(
    (select min(named.position)
        from log.commands c cross join unnest(c.positions) as named (position)
        left join log.events e on e.position = named.position
        where e.command_id is distinct from c.command_id),
    (select min(c.through) from log.commands c where c.through > %(last)s))
"""


class Fault(StrEnum):
    """What is wrong with a position."""

    MISSING = "missing"
    """No fact has it, though something in the log says that one had."""
    UNREADABLE = "unreadable"
    ANOTHER_LOG = "another-log"
    UNKNOWN_EPOCH = "unknown-epoch"
    UNKNOWN_FORMAT = "unknown-format"
    LEAF = "leaf-does-not-match"
    """The line is not the one that was hashed."""
    VERSION = "version-does-not-follow"
    """Not the next one of its stream, or the stream is of another kind."""
    TIME = "recorded-before-the-last"
    TAGS = "tags-do-not-match"
    """The index of tags says something else than the line."""
    BATCH = "batch-does-not-match"
    """It lies in no batch, or its batch was recorded at another instant."""
    COMMAND = "command-does-not-match"
    """A command's outcome names it, and it is not of this command."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether the log is whole; if not, the first position that is wrong, and how."""

    log_id: UUID
    checked: int
    """Facts verified, all of them when the log is whole."""
    last_leaf: str
    """Leaf hash of the last one, in hexadecimal: to be compared with what was published elsewhere."""
    position: int | None = None
    problem: Fault | None = None

    @property
    def is_whole(self) -> bool:
        """Nothing is wrong."""
        return self.problem is None


class Altered(Exception):
    """A check failed."""

    def __init__(self, position: int, fault: Fault) -> None:
        """Keep where and what."""
        super().__init__(position, fault)
        self.position = position
        self.fault = fault


def verify(database: Database, advance: Advance = lambda _done, _total: None) -> Verdict:
    """Verify the whole log as it stands at one instant, in memory that grows with the streams alone.

    What a table cannot show: a tail cut from every table at once, and a line forged together with its leaf.
    Both show against a leaf hash kept elsewhere.
    """
    with translated(), _snapshot(database) as opened:
        with opened.cursor() as cur:
            head = read_head(cur)
            cur.execute(EPOCHS)
            epochs = frozenset(epoch for (epoch,) in cur.fetchall())
        walk = _Walk(head, epochs, _stream(opened, "tags", TAGS), _stream(opened, "batches", BATCHES))
        found = _walked(walk, _stream(opened, "events", EVENTS), advance)
        fault = _first(found, _misnamed(opened, walk.position))
    advance(walk.position, head.position)
    return Verdict(
        log_id=head.log_id,
        checked=walk.position,
        last_leaf=walk.leaf.hex(),
        position=fault.position if fault else None,
        problem=fault.fault if fault else None,
    )


class _Walk:
    """Goes through the lines in order, and through the tables beside them at the same pace."""

    def __init__(
        self,
        head: Head,
        epochs: frozenset[int],
        tags: Iterator[Sequence[Any]],
        batches: Iterator[Sequence[Any]],
    ) -> None:
        self.position = 0
        self.leaf = b""
        self.head = head
        self._epochs = epochs
        self._tags = tags
        self._tag = next(tags, None)
        self._batches = batches
        self._batch = next(batches, None)
        self._streams: dict[UUID, tuple[str, int]] = {}
        self._recorded_at = datetime.min.replace(tzinfo=UTC)

    def step(self, row: Sequence[Any]) -> None:
        """Check one line.

        Raises:
            Altered: it is not what it must be.
        """
        expected = self.position + 1
        if row[0] != expected:
            raise Altered(expected, Fault.MISSING)
        fact = self._checked(row, expected)
        self._check_order(fact)
        self._check_tags(fact)
        self._check_batch(fact)
        self.position, self.leaf = expected, fact.leaf

    def end(self) -> None:
        """Check that nothing beside the lines knows of more of them.

        Raises:
            Altered: the tail was cut.
        """
        if self._tag is not None:
            raise Altered(self.position + 1, Fault.MISSING)
        if self._batch is not None and self._batch[0] != self.position:
            raise Altered(self.position + 1, Fault.MISSING)
        if next(self._batches, None) is not None:
            raise Altered(self.position + 1, Fault.MISSING)

    def _checked(self, row: Sequence[Any], position: int) -> StoredFact:
        if row[len(COLUMNS)] != FORMAT:
            raise Altered(position, Fault.UNKNOWN_FORMAT)
        try:
            fact = stored_fact(row)
            leaf = leaf_hash(fact)
        except (TypeError, ValueError, AttributeError):
            raise Altered(position, Fault.UNREADABLE) from None
        if leaf != fact.leaf:
            raise Altered(position, Fault.LEAF)
        if fact.log_id != self.head.log_id:
            raise Altered(position, Fault.ANOTHER_LOG)
        if fact.epoch not in self._epochs:
            raise Altered(position, Fault.UNKNOWN_EPOCH)
        return fact

    def _check_order(self, fact: StoredFact) -> None:
        stream_id = UUID(str(fact.originator_id))
        kind, version = self._streams.get(stream_id, (fact.stream, 0))
        if (fact.stream, fact.originator_version) != (kind, version + 1):
            raise Altered(fact.position, Fault.VERSION)
        self._streams[stream_id] = (kind, version + 1)
        if fact.recorded_at is None or fact.recorded_at < self._recorded_at:
            raise Altered(fact.position, Fault.TIME)
        self._recorded_at = fact.recorded_at

    def _check_tags(self, fact: StoredFact) -> None:
        listed: tuple[str, ...] = ()
        if self._tag is not None and self._tag[0] <= fact.position:
            position, tags = self._tag
            listed = tuple(tags) if position == fact.position else ("",)
            self._tag = next(self._tags, None)
        if listed != fact.tags:
            raise Altered(fact.position, Fault.TAGS)

    def _check_batch(self, fact: StoredFact) -> None:
        while self._batch is not None and self._batch[0] < fact.position:
            self._batch = next(self._batches, None)
        if self._batch is None or self._batch[1] != fact.recorded_at:
            raise Altered(fact.position, Fault.BATCH)


def _walked(walk: _Walk, rows: Iterator[Sequence[Any]], advance: Advance) -> Altered | None:
    """Go through the lines; return the first thing wrong."""
    try:
        for row in rows:
            walk.step(row)
            if walk.position % ROWS_A_FETCH == 0:
                advance(walk.position, walk.head.position)
        walk.end()
    except Altered as found:
        return found
    return None


@contextmanager
def _snapshot(database: Database) -> Iterator[connection]:
    """Lend a connection that sees the log at one instant, however long the reading takes."""
    with closing(database.connect()) as opened:
        opened.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with opened.cursor() as cur:
            # Sorting the tags of a large log takes longer than any command may.
            cur.execute("set local statement_timeout = 0")
        yield opened


def _stream(opened: connection, name: str, query: str) -> Iterator[Sequence[Any]]:
    cur = opened.cursor(name)
    cur.itersize = ROWS_A_FETCH
    cur.execute(query)
    return iter(cur)


def _misnamed(opened: connection, last: int) -> Altered | None:
    """Return the first position that the outcome of a command names wrongly."""
    with opened.cursor() as cur:
        cur.execute(COMMANDS, {"last": last})
        found = cur.fetchone()
    if found is None or found[0] is None:
        return None
    return Altered(last + 1, Fault.MISSING) if found[0] > last else Altered(found[0], Fault.COMMAND)


def _first(one: Altered | None, other: Altered | None) -> Altered | None:
    found = [each for each in (one, other) if each is not None]
    return min(found, key=lambda each: each.position, default=None)
