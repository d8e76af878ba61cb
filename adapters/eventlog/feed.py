"""The log as its readers see it: facts in position order, never one skipped, never one twice."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import Any

from adapters.database import Database
from adapters.eventlog.columns import SELECTED, stored_fact
from adapters.eventlog.errors import translated
from adapters.eventlog.head import Head, last_position_at, read_head
from adapters.eventlog.waker import Waker
from adapters.stored.rows import FactMapper, StoredFact
from domain.facts import Fact, Recorded

AFTER = f"""
select {SELECTED} from log.events e
where e.position > %(after)s and (%(upto)s::bigint is null or e.position <= %(upto)s)
order by e.position limit %(limit)s
"""  # noqa: S608 - names of this package.
TAGGED = f"""
select {SELECTED} from log.event_tags t join log.events e on e.position = t.position
where t.tag = %(tag)s and t.position > %(after)s and (%(upto)s::bigint is null or t.position <= %(upto)s)
order by t.position limit %(limit)s
"""  # noqa: S608 - names of this package.
ROWS_A_FETCH = 2000


class Feed:
    """Reads the log; safe between threads."""

    def __init__(self, database: Database, mapper: FactMapper) -> None:
        """Open nothing yet."""
        self._database = database
        self._mapper = mapper
        self._waker = Waker(database)

    def read(
        self, after: int, *, limit: int, tag: str | None = None, upto: int | None = None
    ) -> list[Recorded[Fact]]:
        """Return the next facts beyond a position, ``upto`` included; all of them, or those of a tag."""
        return [self._mapper.recorded(row) for row in self.stored(after, limit=limit, tag=tag, upto=upto)]

    def stored(
        self, after: int, *, limit: int, tag: str | None = None, upto: int | None = None
    ) -> list[StoredFact]:
        """Return the same facts as lines, as they are stored."""
        asked = {"after": after, "limit": limit, "tag": tag, "upto": upto}
        with translated(), self._database.reading() as lent, lent.cursor() as cur:
            cur.execute(AFTER if tag is None else TAGGED, asked)
            return [stored_fact(row) for row in cur.fetchall()]

    def head(self) -> Head:
        """Return where the log ends now."""
        with translated(), self._database.reading() as lent, lent.cursor() as cur:
            return read_head(cur)

    def position_at(self, instant: datetime) -> int:
        """Return the last position recorded at an instant or before; 0 when there was none."""
        with translated(), self._database.reading() as lent, lent.cursor() as cur:
            return last_position_at(cur, instant)

    def rows(self, after: int = 0, *, upto: int | None = None) -> Iterator[StoredFact]:
        """Stream the lines as stored, in constant memory, on a connection of one's own."""
        asked: dict[str, Any] = {"after": after, "limit": None, "upto": upto}
        with translated(), closing(self._database.connect()) as opened, opened.cursor("rows") as cur:
            cur.itersize = ROWS_A_FETCH
            cur.execute(AFTER, asked)
            for row in cur:
                yield stored_fact(row)

    def wait(self, after: int, timeout: float) -> bool:
        """Wait until there is a fact beyond a position; False when ``timeout`` seconds are over."""
        return self._waker.wait(after, timeout) > after

    def close(self) -> None:
        """Let go of those who wait."""
        self._waker.stop()
