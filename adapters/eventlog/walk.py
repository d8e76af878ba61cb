"""The lines of the log gone through in order, and the tables beside them at the same pace."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.eventlog.columns import COLUMNS, stored_fact
from adapters.eventlog.faults import Altered, Fault
from adapters.eventlog.head import Head
from adapters.stored.canonical import FORMAT, leaf_hash
from adapters.stored.rows import StoredFact

Advance = Callable[[int, int], None]
"""Called with what is done and what there is in all."""
Rows = Iterator[Sequence[Any]]

LINES_A_STEP = 2000


@dataclass(frozen=True, kw_only=True)
class Tables:
    """What is read at the same pace, each in order of position."""

    lines: Rows
    """log.events: its columns, then the format."""
    tags: Rows
    """Position and sorted tags, of the index."""
    batches: Rows
    """Last position and instant."""
    epochs: Rows
    """Epoch, position and leaf after which it began."""


class Walk:
    """Goes through the lines once, in constant memory."""

    def __init__(self, head: Head, tables: Tables) -> None:
        """Begin before the first line."""
        self.position = 0
        self.leaf = b""
        self._head = head
        self._tables = tables
        self._tag = next(tables.tags, None)
        self._batch = next(tables.batches, None)
        self._epoch = 0
        self._next_epoch = next(tables.epochs, None)
        self._recorded_at = datetime.min.replace(tzinfo=UTC)

    def to_the_end(self, advance: Advance) -> Altered | None:
        """Check every line; return the first thing wrong."""
        try:
            while (line := self._read()) is not None:
                self._step(line)
                if self.position % LINES_A_STEP == 0:
                    advance(self.position, self._head.position)
            self._end()
        except Altered as found:
            return found
        return None

    def _read(self) -> Sequence[Any] | None:
        try:
            return next(self._tables.lines, None)
        except (ValueError, OverflowError):
            # The driver makes no date of a year beyond 9999, which a superuser can store.
            raise Altered(self.position + 1, Fault.UNREADABLE) from None

    def _step(self, line: Sequence[Any]) -> None:
        expected = self.position + 1
        if line[0] != expected:
            raise Altered(expected, Fault.MISSING)
        self._begin_epochs()
        fact = self._checked(line, expected)
        self._check_time(fact)
        self._check_tags(fact)
        self._check_batch(fact)
        self.position, self.leaf = expected, fact.leaf

    def _end(self) -> None:
        """Check that nothing beside the lines knows of more of them: the tail would have been cut."""
        self._begin_epochs()
        is_last = self._batch is None or self._batch[0] == self.position
        if self._tag or self._next_epoch or not is_last or next(self._tables.batches, None):
            raise Altered(self.position + 1, Fault.MISSING)
        if self._epoch == 0:
            raise Altered(self.position + 1, Fault.EPOCH)

    def _begin_epochs(self) -> None:
        """Begin every epoch that began after the last line, and so after its leaf."""
        while self._next_epoch is not None and self._next_epoch[1] <= self.position:
            epoch, after, leaf = self._next_epoch
            if after != self.position or bytes(leaf or b"") != self.leaf:
                raise Altered(max(after, 1), Fault.EPOCH)
            self._epoch, self._next_epoch = epoch, next(self._tables.epochs, None)

    def _checked(self, line: Sequence[Any], position: int) -> StoredFact:
        if line[len(COLUMNS)] != FORMAT:
            raise Altered(position, Fault.UNKNOWN_FORMAT)
        try:
            fact = stored_fact(line)
            leaf = leaf_hash(fact)
        except (TypeError, ValueError, AttributeError):
            raise Altered(position, Fault.UNREADABLE) from None
        if leaf != fact.leaf:
            raise Altered(position, Fault.LEAF)
        if fact.log_id != self._head.log_id:
            raise Altered(position, Fault.ANOTHER_LOG)
        if fact.epoch != self._epoch:
            raise Altered(position, Fault.EPOCH)
        return fact

    def _check_time(self, fact: StoredFact) -> None:
        if fact.recorded_at is None or fact.recorded_at < self._recorded_at:
            raise Altered(fact.position, Fault.TIME)
        self._recorded_at = fact.recorded_at

    def _check_tags(self, fact: StoredFact) -> None:
        listed: tuple[str, ...] = ()
        if self._tag is not None and self._tag[0] <= fact.position:
            position, tags = self._tag
            listed = tuple(tags) if position == fact.position else ("",)
            self._tag = next(self._tables.tags, None)
        if listed != fact.tags:
            raise Altered(fact.position, Fault.TAGS)

    def _check_batch(self, fact: StoredFact) -> None:
        while self._batch is not None and self._batch[0] < fact.position:
            self._batch = next(self._tables.batches, None)
        if self._batch is None or self._batch[1] != fact.recorded_at:
            raise Altered(fact.position, Fault.BATCH)
