"""Readers of the log: in order, by tag, woken when something comes, never stuck."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from eventsourcing.persistence import Notification, OperationalError

from adapters.database import Database
from adapters.eventlog import waker
from adapters.eventlog.recorder import PostgresRecorder
from tests.support.logs import MORNING, Bench, event
from tests.support.postgres import execute

LONG = 30.0
"""Seconds that no test waits unless something is broken."""
STREAM = uuid4()
OTHERS_OF_THE_DATABASE = (
    "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
    " where datname = current_database() and pid <> pg_backend_pid()"
)


@pytest.fixture
def bench(database: Database) -> Iterator[Bench]:
    told = Bench(database)
    with closing(told.feed):
        yield told


def tell(bench: Bench, *tags: list[str]) -> None:
    version = len(bench.recorder.select_events(STREAM))
    events = [event(STREAM, version + n, tags=each) for n, each in enumerate(tags, start=1)]
    bench.store(*events)


def test_an_empty_log_ends_at_0(bench: Bench) -> None:
    head = bench.feed.head()
    assert (head.epoch, head.position, head.recorded_at) == (1, 0, None)
    assert bench.feed.read(0, limit=10) == []


def test_the_head_is_the_last_fact(bench: Bench) -> None:
    tell(bench, [], [])
    head = bench.feed.head()
    (last,) = bench.feed.read(1, limit=10)
    assert (head.log_id, head.epoch, head.position, head.recorded_at) == (
        last.log_id,
        last.epoch,
        last.position,
        last.recorded_at,
    )


def test_a_fact_is_read_as_it_was_stored(bench: Bench) -> None:
    told = event(STREAM, 1, tags=["group:é", "grant:1"])
    bench.store(told)
    (found,) = bench.feed.read(0, limit=1)
    assert (found.fact, found.context, found.stream) == (told.fact, told.context, told.stream)
    assert (found.originator_id, found.originator_version) == (STREAM, 1)
    assert found.recorded_at == MORNING
    assert len(found.leaf) == 32


def test_pages_follow_each_other_without_overlap(bench: Bench) -> None:
    tell(bench, [], [], [], [], [])
    pages = [[each.position for each in bench.feed.read(after, limit=2)] for after in (0, 2, 4)]
    assert pages == [[1, 2], [3, 4], [5]]
    assert [each.position for each in bench.feed.read(1, limit=9, upto=3)] == [2, 3]


def test_a_tag_is_read_alone(bench: Bench) -> None:
    tell(bench, ["group:a"], ["group:b"], ["group:a", "group:b"], [], ["group:a"])
    found = bench.feed.read(0, limit=9, tag="group:a")
    assert [each.position for each in found] == [1, 3, 5]
    assert [each.position for each in bench.feed.read(1, limit=1, tag="group:a")] == [3]
    assert [each.position for each in bench.feed.read(0, limit=9, tag="group:a", upto=4)] == [1, 3]


def test_lines_stream_as_stored(bench: Bench) -> None:
    tell(bench, [], [], [])
    lines = list(bench.feed.rows(1))
    assert [each.position for each in lines] == [2, 3]
    assert lines == list(bench.recorder.select_events(STREAM, gt=1))
    assert [each.position for each in bench.feed.rows(upto=2)] == [1, 2]


def test_a_stream_of_lines_left_halfway_lets_its_connection_go(bench: Bench, database_url: str) -> None:
    tell(bench, [], [])
    lines = bench.feed.rows()
    next(lines)
    lines.close()  # type: ignore[attr-defined] # a generator.
    open_cursors = (
        "select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle'"
    )
    assert execute(database_url, open_cursors + " and pid <> pg_backend_pid()") == [(0,)]


def test_known_at_an_instant_is_the_last_position_recorded_by_then(bench: Bench) -> None:
    for minutes in (0, 10, 20):
        bench.clock.now = MORNING + timedelta(minutes=minutes)
        tell(bench, [], [])
    known = [
        bench.feed.position_at(MORNING + timedelta(minutes=minutes)) for minutes in (-1, 0, 5, 10, 19, 20, 60)
    ]
    assert known == [0, 2, 2, 4, 4, 6, 6]


def test_of_saves_at_one_instant_the_last_is_known(bench: Bench) -> None:
    tell(bench, [])
    tell(bench, [])
    assert bench.feed.position_at(MORNING) == 2


def test_an_instant_without_a_time_zone_is_nobodys(bench: Bench) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        bench.feed.position_at(datetime(2025, 3, 3, 8))  # noqa: DTZ001 - the very thing that is refused.
    assert bench.feed.position_at(datetime(2025, 3, 3, 8, tzinfo=UTC)) == 0


def test_who_waits_for_what_is_there_already_does_not_wait(bench: Bench) -> None:
    tell(bench, [])
    assert bench.feed.wait(0, LONG)


def test_who_waits_in_vain_is_told_so_when_the_time_is_over(bench: Bench) -> None:
    tell(bench, [])
    assert not bench.feed.wait(1, 0.05)


def waiting_for_the_second(bench: Bench) -> float:
    """Wait in a thread for a second fact, tell it, and return the seconds until it was known."""
    tell(bench, [])
    assert bench.feed.wait(0, LONG)
    with ThreadPoolExecutor(1) as thread:
        waiter = thread.submit(bench.feed.wait, 1, LONG)
        told_at = time.monotonic()
        tell(bench, [])
        assert waiter.result()
    return time.monotonic() - told_at


def test_a_notification_wakes_long_before_a_poll(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waker, "POLL_SECONDS", LONG)
    assert waiting_for_the_second(bench) < LONG / 2


def test_a_lost_notification_delays_no_longer_than_a_poll(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waker, "CHANNEL", "another_channel")
    assert waiting_for_the_second(bench) < LONG / 2


def test_a_listener_whose_connection_was_cut_listens_again(bench: Bench, database_url: str) -> None:
    tell(bench, [])
    assert bench.feed.wait(0, LONG)
    for last in (1, 2):
        assert execute(database_url, OTHERS_OF_THE_DATABASE)
        tell(bench, [])
        assert bench.feed.wait(last, LONG)


def test_closing_lets_go_of_who_waits(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waker, "POLL_SECONDS", LONG)
    tell(bench, [])
    assert bench.feed.wait(0, LONG)
    with ThreadPoolExecutor(1) as thread:
        began = time.monotonic()
        waiter = thread.submit(bench.feed.wait, 1, LONG)
        bench.feed.close()
        assert not waiter.result()
    assert time.monotonic() - began < LONG / 2
    bench.feed.close()
    assert not bench.feed.wait(1, LONG)


def test_a_subscription_outlives_a_cut_connection(bench: Bench, database_url: str) -> None:
    tell(bench, [])
    with bench.recorder.subscribe() as subscription:
        assert next(subscription).id == 1
        execute(database_url, OTHERS_OF_THE_DATABASE)
        tell(bench, [])
        assert next(subscription).id == 2


class FalteringRecorder(PostgresRecorder):
    """Finds no server at its first reading."""

    has_faltered = False

    def select_notifications(self, *asked: Any, **named: Any) -> Sequence[Notification]:  # noqa: ANN401 - the library's arguments.
        if not self.has_faltered:
            self.has_faltered = True
            raise OperationalError
        return super().select_notifications(*asked, **named)


def test_a_subscription_waits_for_a_server_that_went_away(bench: Bench) -> None:
    tell(bench, [])
    recorder = FalteringRecorder(bench.database, bench.clock)
    with recorder.subscribe() as subscription:
        assert next(subscription).id == 1
