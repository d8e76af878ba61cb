"""Many writers at once: one order for all, no gap, no two facts in one place."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Barrier, Event
from uuid import UUID, uuid4

import psycopg2
import pytest

from adapters.database import Database
from adapters.eventlog.appending import APPEND_LOCK
from adapters.eventlog.errors import LogBusy
from services.answers import Conflict, Receipt
from tests.support.logs import Bench, event

WRITERS = 8


@pytest.fixture
def bench(database: Database) -> Bench:
    return Bench(database)


def together(count: int, work: Callable[[int], object]) -> list[object]:
    """Run the same work in threads that start at once."""
    start = Barrier(count)

    def run(number: int) -> object:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


def test_of_two_writers_of_one_version_one_wins(bench: Bench) -> None:
    stream_id = uuid4()

    def write(_number: int) -> bool:
        try:
            bench.store(event(stream_id, 1))
        except Conflict:
            return False
        return True

    assert sorted(together(2, write)) == [False, True]  # type: ignore[type-var] # booleans.
    assert bench.positions() == [1]


def test_every_version_of_a_disputed_stream_has_one_winner(bench: Bench) -> None:
    stream_id, each = uuid4(), 5

    def write(_number: int) -> None:
        done = 0
        while done < each:
            version = len(bench.recorder.select_events(stream_id))
            with suppress(Conflict):
                bench.store(event(stream_id, version + 1))
                done += 1

    together(WRITERS, write)
    versions = [row.originator_version for row in bench.recorder.select_events(stream_id)]
    assert versions == list(range(1, WRITERS * each + 1))


def test_positions_have_no_gap_and_stand_in_the_order_of_commits(bench: Bench) -> None:
    each = 25

    def write(_number: int) -> list[Receipt]:
        stream_id = uuid4()
        return [bench.store(event(stream_id, n)) for n in range(1, each + 1)]

    answers = together(WRITERS, write)
    assert bench.positions() == list(range(1, WRITERS * each + 1))
    for receipts in answers:
        own = [receipt.position for receipt in receipts]  # type: ignore[attr-defined] # lists of receipts.
        assert own == sorted(own)


def test_a_reader_among_writers_skips_nothing_and_sees_nothing_twice(bench: Bench) -> None:
    each, seen, written = 25, list[int](), Event()

    def follow() -> None:
        while True:
            last = written.is_set()
            found = bench.feed.read(seen[-1] if seen else 0, limit=7)
            seen.extend(one.position for one in found)
            if last and not found:
                return

    def write(_number: int) -> None:
        stream_id = uuid4()
        for n in range(each):
            bench.store(event(stream_id, 2 * n + 1), event(stream_id, 2 * n + 2))

    with ThreadPoolExecutor(1) as reading:
        reader = reading.submit(follow)
        together(WRITERS, write)
        written.set()
        reader.result(timeout=30)
    assert seen == list(range(1, 2 * WRITERS * each + 1))


@pytest.fixture
def held_lock(database_url: str) -> Iterator[psycopg2.extensions.connection]:
    """Somebody who took the log's lock and stands still."""
    with closing(psycopg2.connect(database_url)) as holder:
        holder.cursor().execute("select pg_advisory_xact_lock(%s)", (APPEND_LOCK,))
        yield holder


def test_a_writer_that_stands_still_with_the_lock_delays_the_others_no_longer_than_the_lock_timeout(
    database_url: str, held_lock: psycopg2.extensions.connection
) -> None:
    stream_id: UUID = uuid4()
    with closing(Database(database_url, lock_timeout=100)) as impatient:
        bench = Bench(impatient)
        with pytest.raises(LogBusy):
            bench.store(event(stream_id, 1))
        held_lock.rollback()
        assert bench.store(event(stream_id, 1)).positions == (1,)
