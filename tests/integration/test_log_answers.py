"""The log's answers are never false: not after a lost connection, a second asking, or a refusal."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from uuid import uuid4

import psycopg2
import pytest
from eventsourcing.persistence import IntegrityError
from psycopg2.extensions import connection

from adapters.database import Database
from adapters.eventlog import recorder
from adapters.eventlog.errors import OutcomeUnknown, PayloadTooLarge
from adapters.eventlog.recorder import MAX_PAYLOAD_BYTES
from services.answers import KeyReused
from services.context import Command
from services.ports import Save
from tests.support.logs import Bench, command, event, line
from tests.support.postgres import execute

STREAM = uuid4()


class CutAfterCommit(Database):
    """Loses each connection just after the server has committed, before the answer is read."""

    @contextmanager
    def transaction(self) -> Iterator[connection]:
        with super().transaction() as lent:
            yield lent
            lent.commit()
            lent.close()
            message = "server closed the connection unexpectedly"
            raise psycopg2.OperationalError(message)


class CutBeforeCommit(Database):
    """Loses each connection just before it would commit."""

    @contextmanager
    def transaction(self) -> Iterator[connection]:
        with super().transaction() as lent:
            yield lent
            execute(self.url, "select pg_terminate_backend(%s)", lent.info.backend_pid)


class CutForGood(CutBeforeCommit):
    """Loses its connection, and finds no server any more."""

    def connect(self) -> connection:
        message = "connection refused"
        raise psycopg2.OperationalError(message)


@contextmanager
def bench_on(kind: Callable[[str], Database], url: str) -> Iterator[Bench]:
    with closing(kind(url)) as database:
        yield Bench(database)


@pytest.fixture
def bench(database: Database) -> Bench:
    return Bench(database)


@pytest.mark.parametrize("asked", [None, command()])
@pytest.mark.parametrize("kind", [CutAfterCommit, CutBeforeCommit])
def test_a_connection_lost_around_the_commit_changes_nothing_for_who_asked(
    database_url: str, bench: Bench, kind: Callable[[str], Database], asked: Command | None
) -> None:
    with bench_on(kind, database_url) as cut:
        receipt = cut.store(event(STREAM, 1), event(STREAM, 2), command=asked)
    assert receipt.positions == (1, 2)
    assert [(each.id, each.version) for each in receipt.streams] == [(STREAM, 2)]
    assert bench.positions() == [1, 2]


def test_a_lost_answer_is_no_conflict_for_the_next_command(database_url: str, bench: Bench) -> None:
    with bench_on(CutAfterCommit, database_url) as cut:
        cut.store(event(STREAM, 1))
        cut.store(event(STREAM, 2))
    assert bench.positions() == [1, 2]


def test_a_server_that_does_not_come_back_is_said(
    database_url: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "RECONNECT_SECONDS", 0.2)
    with bench_on(CutForGood, database_url) as cut, pytest.raises(OutcomeUnknown):
        cut.store(event(STREAM, 1))
    assert bench.positions() == []


def test_a_connection_closed_by_the_server_while_idle_is_not_lent_again(
    database_url: str, bench: Bench
) -> None:
    bench.store(event(STREAM, 1))
    execute(
        database_url,
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()",
    )
    assert bench.positions() == [1]


def test_a_command_stored_twice_is_stored_once(bench: Bench) -> None:
    first = bench.store(event(STREAM, 1), command=command())
    again = bench.store(event(STREAM, 1), event(STREAM, 2), command=command())
    assert again == first
    assert bench.positions() == [1]


def test_a_key_used_for_another_content_stores_nothing(bench: Bench) -> None:
    bench.store(event(STREAM, 1), command=command(digest=b"this"))
    with pytest.raises(KeyReused):
        bench.store(event(STREAM, 2), command=command(digest=b"that"))
    assert bench.positions() == [1]


def test_the_same_key_of_another_person_or_route_is_another_key(bench: Bench) -> None:
    asked = command()
    others = (replace(asked, principal="account-2"), replace(asked, route="positionings"))
    for version, each in enumerate((asked, *others), start=1):
        bench.store(event(STREAM, version), command=each)
    assert bench.positions() == [1, 2, 3]


def test_a_version_with_a_hole_before_it_is_refused(bench: Bench) -> None:
    with pytest.raises(IntegrityError):
        bench.recorder.insert_events([line(STREAM, 2)])
    with pytest.raises(IntegrityError):
        bench.recorder.insert_events([line(STREAM, 1), line(STREAM, 3)])
    assert bench.positions() == []


def test_a_fact_too_large_for_a_topic_is_refused_before_anything_is_stored(bench: Bench) -> None:
    largest = replace(line(STREAM, 1), state=b"x" * MAX_PAYLOAD_BYTES)
    too_large = replace(line(STREAM, 2), state=b"x" * (MAX_PAYLOAD_BYTES + 1))
    with pytest.raises(PayloadTooLarge, match="seat-taken: 900001 bytes"):
        bench.recorder.insert_events([largest, too_large])
    assert bench.recorder.insert_events([largest]) == [1]


def test_an_error_of_the_server_does_not_quote_what_was_to_be_stored(bench: Bench) -> None:
    twice = line(STREAM, 1)
    bench.recorder.insert_events([twice])
    with pytest.raises(IntegrityError) as raised:
        bench.recorder.insert_events([replace(twice, originator_id=uuid4())])
    assert "23505" in str(raised.value)
    assert str(twice.event_id) not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_save_without_facts_moves_no_position(bench: Bench) -> None:
    bench.store(event(STREAM, 1))
    receipt = bench.log.store(Save(events=(), reads={STREAM: 1}))
    assert (receipt.position, receipt.positions) == (1, ())
    assert bench.feed.head().position == 1


def test_a_token_names_log_epoch_and_position(bench: Bench) -> None:
    receipt = bench.store(event(STREAM, 1))
    assert receipt.token == f"{bench.feed.head().log_id}:1:1"
