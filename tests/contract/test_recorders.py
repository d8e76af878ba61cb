"""The library's in-memory recorder and ours do the same: what runs on one runs on the other."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from uuid import uuid4

import pytest
from eventsourcing.persistence import ApplicationRecorder, IntegrityError
from eventsourcing.popo import POPOApplicationRecorder

from adapters.eventlog.recorder import PostgresRecorder
from tests.support.logs import HandClock, line

STREAM, OTHER = uuid4(), uuid4()


@pytest.fixture(params=["in memory", "on PostgreSQL"])
def recorder(request: pytest.FixtureRequest) -> ApplicationRecorder:
    if request.param == "in memory":
        return POPOApplicationRecorder()
    return PostgresRecorder(request.getfixturevalue("database"), HandClock())


def versions(recorder: ApplicationRecorder, **asked: object) -> list[int]:
    return [each.originator_version for each in recorder.select_events(STREAM, **asked)]  # type: ignore[arg-type] # each test names real arguments.


def test_an_empty_log_has_no_last_position(recorder: ApplicationRecorder) -> None:
    assert recorder.max_notification_id() is None
    assert list(recorder.select_notifications(None, 10)) == []
    assert list(recorder.select_events(STREAM)) == []


def test_nothing_to_insert_is_not_an_error(recorder: ApplicationRecorder) -> None:
    assert not recorder.insert_events([])
    assert recorder.max_notification_id() is None


def test_positions_are_given_in_order_across_streams(recorder: ApplicationRecorder) -> None:
    assert recorder.insert_events([line(STREAM, 1), line(OTHER, 1)]) == [1, 2]
    assert recorder.insert_events([line(STREAM, 2)]) == [3]
    assert recorder.max_notification_id() == 3


def test_a_stream_gives_back_its_own_lines_only(recorder: ApplicationRecorder) -> None:
    lines = [line(STREAM, 1), line(OTHER, 1), line(STREAM, 2)]
    recorder.insert_events(lines)
    found = recorder.select_events(STREAM)
    assert [(each.originator_id, each.topic, each.state) for each in found] == [
        (each.originator_id, each.topic, each.state) for each in lines if each.originator_id == STREAM
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({"gt": 2}, [3, 4]),
        ({"gt": 0}, [1, 2, 3, 4]),
        ({"lte": 2}, [1, 2]),
        ({"gt": 1, "lte": 3}, [2, 3]),
        ({"gt": 4}, []),
        ({"limit": 2}, [1, 2]),
        ({"desc": True}, [4, 3, 2, 1]),
        ({"desc": True, "limit": 1}, [4]),
        ({"desc": True, "lte": 3, "limit": 1}, [3]),
    ],
)
def test_a_stream_is_read_in_part(
    recorder: ApplicationRecorder, asked: dict[str, object], expected: list[int]
) -> None:
    recorder.insert_events([line(STREAM, version) for version in range(1, 5)])
    assert versions(recorder, **asked) == expected


def test_a_version_is_stored_once(recorder: ApplicationRecorder) -> None:
    recorder.insert_events([line(STREAM, 1)])
    with pytest.raises(IntegrityError):
        recorder.insert_events([line(STREAM, 1)])
    assert versions(recorder) == [1]


def test_a_version_stands_once_in_an_insert(recorder: ApplicationRecorder) -> None:
    with pytest.raises(IntegrityError):
        recorder.insert_events([line(STREAM, 1), line(STREAM, 1)])
    assert versions(recorder) == []


def test_an_insert_is_all_or_nothing(recorder: ApplicationRecorder) -> None:
    recorder.insert_events([line(STREAM, 1)])
    with pytest.raises(IntegrityError):
        recorder.insert_events([line(OTHER, 1), line(STREAM, 1)])
    assert recorder.max_notification_id() == 1
    assert recorder.insert_events([line(OTHER, 1)]) == [2]


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda r: r.select_notifications(None, 10), [1, 2, 3, 4]),
        (lambda r: r.select_notifications(None, 2), [1, 2]),
        (lambda r: r.select_notifications(2, 10), [2, 3, 4]),
        (lambda r: r.select_notifications(2, 10, inclusive_of_start=False), [3, 4]),
        (lambda r: r.select_notifications(0, 10, inclusive_of_start=False), [1, 2, 3, 4]),
        (lambda r: r.select_notifications(2, 10, 3), [2, 3]),
        (lambda r: r.select_notifications(5, 10), []),
        (lambda r: r.select_notifications(None, 10, topics=["another"]), [2]),
        (lambda r: r.select_notifications(3, 10, topics=["another"]), []),
    ],
)
def test_notifications_are_read_in_part(
    recorder: ApplicationRecorder, ask: Callable[[ApplicationRecorder], list[object]], expected: list[int]
) -> None:
    another = replace(line(OTHER, 1), topic="another")
    recorder.insert_events([line(STREAM, 1), another, line(STREAM, 2), line(STREAM, 3)])
    assert [each.id for each in ask(recorder)] == expected  # type: ignore[attr-defined] # notifications.


def test_a_notification_is_its_line(recorder: ApplicationRecorder) -> None:
    stored = line(STREAM, 1)
    recorder.insert_events([stored])
    (found,) = recorder.select_notifications(None, 10)
    assert (found.originator_id, found.originator_version) == (STREAM, 1)
    assert (found.topic, found.state) == (stored.topic, stored.state)


def test_a_subscription_gives_what_is_there_and_then_what_comes(recorder: ApplicationRecorder) -> None:
    recorder.insert_events([line(STREAM, 1), line(STREAM, 2)])
    with recorder.subscribe(gt=1) as subscription:
        assert next(subscription).id == 2
        recorder.insert_events([line(STREAM, 3), line(STREAM, 4)])
        assert [each.id for each in islice(subscription, 2)] == [3, 4]


def test_a_subscription_that_is_stopped_ends(recorder: ApplicationRecorder) -> None:
    recorder.insert_events([line(STREAM, 1)])
    with recorder.subscribe() as subscription:
        assert next(subscription).id == 1
        subscription.stop()
        assert list(subscription) == []
