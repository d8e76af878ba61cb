"""Is the log whole? Every position, version, instant, leaf and tag made again, and compared.

docs/explanation/verify.md says what is checked, and what no table can show.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from uuid import UUID

from psycopg2.extensions import connection

from adapters.database import Database
from adapters.eventlog.columns import SELECTED
from adapters.eventlog.errors import translated
from adapters.eventlog.faults import Altered, Fault
from adapters.eventlog.head import read_head
from adapters.eventlog.walk import Advance, Rows, Tables, Walk

LINES_A_FETCH = 2000

LINES = f"select {SELECTED}, e.format from log.events e order by e.position"  # noqa: S608 - names of this package.
TAGS = """
select position, array_agg(tag order by tag collate "C") from log.event_tags
group by position order by position
"""
BATCHES = "select last_position, recorded_at from log.batches order by last_position"
EPOCHS = "select epoch, after_position, after_leaf from log.epochs order by epoch"
MISPLACED = """
select min(position) from (
    select position, version, lag(version, 1, 0::bigint) over w as before,
        stream, lag(stream, 1, stream) over w as kind
    from log.events window w as (partition by stream_id order by position)) placed
where version <> before + 1 or stream <> kind
"""
"""The first fact that is not the next of its stream."""
MISNAMED = """
with told as (
    select c.command_id, c.recorded_at, c.epoch, c.through, named.position
    from log.commands c left join lateral unnest(c.positions) as named (position) on true)
select min(coalesce(t.position, e.position, t.through))
from told t
full join (
    select command_id, position, recorded_at, epoch from log.events
    where command_id in (select command_id from log.commands)) e
    on e.command_id = t.command_id and e.position = t.position
where (t.position is not null or e.position is not null) and (
        t.position is null or e.position is null
        or t.recorded_at <> e.recorded_at or t.epoch <> e.epoch or t.through < e.position)
    or t.through > %(last)s
"""
"""The first position that the outcome of a command names wrongly, or leaves out."""


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


def verify(database: Database, advance: Advance = lambda _done, _total: None) -> Verdict:
    """Verify the whole log as it stands at one instant, in constant memory."""
    with translated(), _snapshot(database) as opened:
        with opened.cursor() as cur:
            head = read_head(cur)
        walk = Walk(head, _tables(opened))
        found = [walk.to_the_end(advance), _misplaced(opened), _misnamed(opened, head.position)]
    advance(walk.position, head.position)
    fault = min((each for each in found if each), key=lambda each: each.position, default=None)
    return Verdict(
        log_id=head.log_id,
        checked=walk.position,
        last_leaf=walk.leaf.hex(),
        position=fault.position if fault else None,
        problem=fault.fault if fault else None,
    )


@contextmanager
def _snapshot(database: Database) -> Iterator[connection]:
    """Lend a connection that sees the log at one instant, however long the reading takes."""
    with closing(database.connect()) as opened:
        opened.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with opened.cursor() as cur:
            # Sorting the tags of a large log takes longer than any command may.
            cur.execute("set local statement_timeout = 0")
        yield opened


def _tables(opened: connection) -> Tables:
    return Tables(
        lines=_stream(opened, "lines", LINES),
        tags=_stream(opened, "tags", TAGS),
        batches=_stream(opened, "batches", BATCHES),
        epochs=_stream(opened, "epochs", EPOCHS),
    )


def _stream(opened: connection, name: str, query: str) -> Rows:
    cur = opened.cursor(name)
    cur.itersize = LINES_A_FETCH
    cur.execute(query)
    return iter(cur)


def _misplaced(opened: connection) -> Altered | None:
    position = _first(opened, MISPLACED)
    return None if position is None else Altered(position, Fault.VERSION)


def _misnamed(opened: connection, last: int) -> Altered | None:
    position = _first(opened, MISNAMED, last=last)
    if position is None:
        return None
    return Altered(last + 1, Fault.MISSING) if position > last else Altered(position, Fault.COMMAND)


def _first(opened: connection, query: str, **asked: int) -> int | None:
    with opened.cursor() as cur:
        cur.execute(query, asked)
        found = cur.fetchone()
    return None if found is None or found[0] is None else int(found[0])
