"""recorded_at: one instant a save, taken under the lock, that never goes back."""

from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest
import structlog
from structlog.testing import CapturingLogger

from adapters.database import Database
from adapters.eventlog import appending
from tests.support.logs import MORNING, Bench, event

STREAM = uuid4()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> CapturingLogger:
    """What the appender logs."""
    said = CapturingLogger()
    monkeypatch.setattr(appending, "log", structlog.wrap_logger(said, processors=[]))
    return said


def recorded_at(database: Database, *instants: datetime) -> list[datetime | None]:
    bench = Bench(database)
    for version, instant in enumerate(instants, start=1):
        bench.clock.now = instant
        bench.store(event(STREAM, version))
    return [each.recorded_at for each in bench.feed.read(0, limit=10)]


def test_facts_of_one_save_are_recorded_at_one_instant(database: Database) -> None:
    bench = Bench(database)
    bench.store(event(STREAM, 1), event(uuid4(), 1))
    assert [each.recorded_at for each in bench.feed.read(0, limit=10)] == [MORNING, MORNING]


def test_a_clock_that_jumps_back_does_not_take_the_log_with_it(
    database: Database, said: CapturingLogger
) -> None:
    hour = timedelta(hours=1)
    found = recorded_at(database, MORNING, MORNING - hour, MORNING - 2 * hour, MORNING + hour)
    assert found == [MORNING, MORNING, MORNING, MORNING + hour]
    assert [(call.method_name, call.kwargs) for call in said.calls] == [
        ("warning", {"event": "clock_behind_log", "seconds": 3600.0}),
        ("warning", {"event": "clock_behind_log", "seconds": 7200.0}),
    ]


def test_a_clock_behind_by_a_moment_is_no_alarm(database: Database, said: CapturingLogger) -> None:
    assert recorded_at(database, MORNING, MORNING - timedelta(milliseconds=999)) == [MORNING, MORNING]
    assert said.calls == []


def test_an_instant_of_another_time_zone_is_the_same_instant(database: Database) -> None:
    in_paris = MORNING.astimezone(timezone(timedelta(hours=1)))
    (found,) = recorded_at(database, in_paris)
    assert found == MORNING
    assert found.utcoffset() == timedelta(0)


def test_microseconds_are_kept(database: Database) -> None:
    instant = MORNING.replace(microsecond=123_457)
    assert recorded_at(database, instant) == [instant]
