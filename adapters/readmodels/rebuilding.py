"""A read model made again from the log, beside the one that answers, then in its place, without a pause."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count

import psycopg2
from psycopg2.errors import LockNotAvailable
from psycopg2.extensions import cursor

from adapters.database import Database
from adapters.readmodels import positions, schemas
from adapters.readmodels.changing import Opener
from adapters.readmodels.positions import FILLING, Position
from adapters.readmodels.source import Hole, Source
from adapters.readmodels.step import Overtaken, take, unread
from projections.changes import ReadModel

BATCH = 2000
DROP_TRIES, DROP_PAUSE_SECONDS = 50, 0.1
LOCK = "select pg_try_advisory_lock(hashtext('integracode rebuild'), hashtext(%s))"
UNLOCK = "select pg_advisory_unlock(hashtext('integracode rebuild'), hashtext(%s))"
ACTIVATE = """
insert into readmodels.active (read_model, schema) values (%s, %s)
on conflict (read_model) do update set schema = excluded.schema"""

Progress = Callable[[int, int], None]
"""Told the position reached and the head."""


class AlreadyRebuilding(Exception):
    """Somebody is rebuilding this read model now."""


@dataclass(frozen=True, kw_only=True)
class Rebuilding:
    """What a rebuild needs to know."""

    owner: Database
    """Acts in a role that may create and drop schemas."""
    source: Source
    model: ReadModel
    opener: Opener | None = None
    batch: int = BATCH
    drop_tries: int = DROP_TRIES
    """How often to ask whether the last reader of old tables has left."""

    def __call__(self, progress: Progress = lambda _position, _head: None) -> int:
        """Rebuild, and return the position at which the new tables took over.

        Raises:
            AlreadyRebuilding: by somebody else.
            Exception: a fact cannot be applied; what answered before goes on answering.
        """
        with self._alone():
            old, new = self._begin()
            self._fill(new, progress)
            reached = self._take_over(old, new)
            # A reader that does not end keeps the old tables a while: the next rebuild drops them.
            with suppress(LockNotAvailable):
                self._drop(old)
            return reached

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with closing(self.owner.connect()) as connection, connection.cursor() as cur:
            connection.autocommit = True
            cur.execute(LOCK, (self.model.name,))
            if cur.fetchone() != (True,):
                raise AlreadyRebuilding(self.model.name)
            try:
                yield
            finally:
                # Closing alone lets go of it a moment later, which the next rebuild may not wait for.
                with suppress(psycopg2.Error):
                    cur.execute(UNLOCK, (self.model.name,))

    def _begin(self) -> tuple[str | None, str]:
        """Make the empty tables, where a rebuild that was killed may have left its own."""
        with self.owner.transaction() as connection, connection.cursor() as cur:
            old = positions.active_schema(cur, self.model.name)
        new = schemas.next_schema(self.model, old)
        self._drop(new)
        with self.owner.transaction() as connection, connection.cursor() as cur:
            schemas.create(cur, self.model, new, FILLING)
        return old, new

    def _fill(self, new: str, progress: Progress) -> None:
        while True:
            with self.owner.transaction() as connection, connection.cursor() as cur:
                mine = self._position(cur, new)
                batch = unread(self.source, mine, limit=self.batch)
                if batch is None:
                    return
                take(cur, self.model, mine, batch, self.opener)
            progress(batch.reached.position, batch.head)

    def _take_over(self, old: str | None, new: str) -> int:
        """Go on to where the old tables are, and answer in their place, all in one transaction.

        The old position rows are locked meanwhile, then gone: whoever was about to move one loses, and looks
        again for what is active.
        """
        with self.owner.transaction() as connection, connection.cursor() as cur:
            standing = positions.load_all(cur, self.model, old, lock=True) if old is not None else []
            goal = max((row.position for row in standing), default=0)
            mine = self._position(cur, new)
            while mine.position < goal:
                batch = unread(self.source, mine, limit=self.batch)
                if batch is None:
                    raise Hole(mine.position + 1)
                take(cur, self.model, mine, batch, self.opener)
                mine = self._position(cur, new)
            positions.follow(cur, mine)
            for row in standing:
                positions.forget(cur, row)
            cur.execute(ACTIVATE, (self.model.name, new))
            return mine.position

    def _drop(self, schema: str | None) -> None:
        for tried in count(1):
            try:
                with self.owner.transaction() as connection, connection.cursor() as cur:
                    if schema is not None:
                        schemas.drop(cur, schema)
                    return
            except LockNotAvailable:
                if tried == self.drop_tries:
                    raise
            time.sleep(DROP_PAUSE_SECONDS)

    def _position(self, cur: cursor, schema: str) -> Position:
        mine = positions.load(cur, self.model, schema)
        if mine is None:
            raise Overtaken(schema)
        return mine
