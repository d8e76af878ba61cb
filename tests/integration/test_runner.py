"""One position, moved with its tables: won once, never skipped, never repeated, stopped with a reason."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from functools import partial
from threading import Barrier, Event, Thread

import psycopg2
import pytest
from psycopg2.extensions import connection, cursor
from psycopg2.extras import execute_values

from adapters.database import Database
from adapters.readmodels import changing
from adapters.readmodels.following import following, runners
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.runner import Runner
from adapters.readmodels.schemas import ensure
from adapters.readmodels.statuses import ReadModelStatus, statuses
from adapters.readmodels.troubles import Halted
from adapters.stored.codec import UnknownFact
from domain.facts import Fact, Recorded
from domain.learner_path.contact import ContactMade
from domain.learner_path.referral import Channel
from projections.casework import timeline
from tests.support.readmodels import Stage
from tests.support.sources import RECORDED_AT, Altered, ListSource, told_twice, with_a_hole, with_a_lie
from tests.support.stories import JANUARY, path
from tests.support.waiting import wait_until


def status(stage: Stage, name: str) -> ReadModelStatus:
    [found] = [
        each for each in statuses(stage.database, stage.source, lambda: RECORDED_AT) if each.name == name
    ]
    return found


def reached(stage: Stage, position: int) -> bool:
    return status(stage, "casework").position >= position


def reached_by_now(stage: Stage, position: int) -> bool:
    """The same, where the asker's own connection may be cut."""
    try:
        return reached(stage, position)
    except psycopg2.Error:
        return False


def told(stage: Stage) -> list[int]:
    return [position for (position,) in stage.rows("select position from casework_1_a.timeline order by 1")]


def test_batches_of_any_size_give_the_same_rows(stage: Stage) -> None:
    stage.story.year(learners=3, half_days=12)
    stage.play()
    live = {name: stage.fingerprint(name) for name in READ_MODELS}
    for batch in (1, 7, 1000):
        for name in READ_MODELS:
            stage.rebuilding(name, batch=batch)()
        assert {name: stage.fingerprint(name) for name in READ_MODELS} == live, batch


def test_two_runners_share_the_work_and_no_fact_is_taken_twice(stage: Stage) -> None:
    stage.story.year(learners=4, half_days=30)
    start = Barrier(2)

    def run() -> None:
        start.wait()
        stage.runner("finance", batch=3).catch_up()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    raced = stage.fingerprint("finance")
    stage.rebuilding("finance")()
    assert raced == stage.fingerprint("finance")
    assert status(stage, "finance").lag_events == 0


def test_facts_given_twice_are_taken_once(stage: Stage) -> None:
    stage.story.year(learners=2, half_days=3)
    stage.runner("finance", Altered(stage.source, told_twice), batch=4).catch_up()
    repeated = stage.fingerprint("finance")
    stage.rebuilding("finance")()
    assert repeated == stage.fingerprint("finance")


def test_a_hole_stops_the_model_before_it(stage: Stage) -> None:
    stage.story.admitted("ana")
    with pytest.raises(Halted):
        stage.runner("casework", Altered(stage.source, with_a_hole)).catch_up()
    assert told(stage) == []
    with pytest.raises(Halted):
        stage.runner("casework", Altered(stage.source, with_a_hole), batch=2).catch_up()
    assert told(stage) == [1, 2]
    stands = status(stage, "casework")
    assert (stands.state, stands.error, stands.error_position, stands.position) == ("halted", "Hole", 3, 2)


def test_a_fact_of_another_log_stops_the_model(stage: Stage) -> None:
    stage.story.admitted("ana")
    with pytest.raises(Halted):
        stage.runner("casework", Altered(stage.source, with_a_lie)).catch_up()
    assert (told(stage), status(stage, "casework").error) == ([], "AnotherHistory")


def test_a_new_epoch_stops_the_model_and_a_rebuild_heals_it(stage: Stage) -> None:
    stage.story.referred("ana")
    stage.play("casework")
    stage.source.epoch = 2
    stage.story.referred("ben")
    with pytest.raises(Halted):
        stage.play("casework")
    assert status(stage, "casework").error == "AnotherHistory"
    stage.rebuilding("casework")()
    stage.play("casework")
    assert (status(stage, "casework").state, status(stage, "casework").position) == ("following", 2)


def test_a_log_that_ends_before_what_was_read_stops_the_model(stage: Stage) -> None:
    stage.story.admitted("ana")
    stage.play("casework")
    shorter = ListSource()
    shorter.tell(path("ana"), ContactMade(occurred_on=JANUARY, channel=Channel.PHONE))
    with pytest.raises(Halted):
        stage.runner("casework", shorter).catch_up()
    assert status(stage, "casework").error == "AnotherHistory"


def test_a_fact_that_cannot_be_applied_halts_the_model_just_before_it(stage: Stage) -> None:
    stage.story.admitted("ana")

    def repeated(source: ListSource, after: int, limit: int) -> Sequence[Recorded[Fact]]:
        """Give the fifth fact the id of the first, which the timeline refuses."""
        first = source.read(0, limit=1)[0].context.event_id
        return [
            replace(it, context=replace(it.context, event_id=first)) if it.position == 5 else it
            for it in source.read(after, limit=limit)
        ]

    with pytest.raises(Halted):
        stage.runner("casework", Altered(stage.source, repeated)).catch_up()
    stands = status(stage, "casework")
    assert told(stage) == [1, 2, 3, 4]
    assert (stands.state, stands.position, stands.error_position) == ("halted", 4, 5)
    assert stands.error == "UniqueViolation 23505"


def test_an_unreadable_fact_halts_the_model_just_before_it(stage: Stage) -> None:
    stage.story.admitted("ana")

    def unreadable(source: ListSource, after: int, limit: int) -> Sequence[Recorded[Fact]]:
        facts = source.read(after, limit=limit)
        if any(it.position == 3 for it in facts):
            raise UnknownFact("learner-path.to-come", 1)
        return facts

    with pytest.raises(Halted):
        stage.runner("casework", Altered(stage.source, unreadable)).catch_up()
    assert (told(stage), status(stage, "casework").error) == ([1, 2], "UnknownFact")


def test_a_halted_model_says_so_in_its_answers_and_goes_on_once_healed(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    with pytest.raises(Halted):
        stage.runner("casework", Altered(stage.source, with_a_hole), batch=2).catch_up()
    halted = stage.answer(timeline.BY_POSITION, timeline.asked(path_id))
    assert (halted.is_halted, halted.position) == (True, 2)
    stage.play("casework")
    healed = stage.answer(timeline.BY_POSITION, timeline.asked(path_id))
    assert (healed.is_halted, healed.position) == (False, 8)
    assert status(stage, "casework").error is None


def test_tables_of_another_version_are_not_touched(stage: Stage) -> None:
    stage.story.referred("ana")
    newer = replace(READ_MODELS["casework"], version=2)
    with pytest.raises(Halted):
        stage.play_model(newer)
    assert told(stage) == []
    assert status(stage, "casework").error == "AnotherVersion"


def test_a_kill_in_the_middle_of_a_batch_leaves_view_and_position_together(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.story.year(learners=2, half_days=4)
    real = execute_values
    calls = 0

    class Killed(BaseException):
        pass

    def dying(cur: cursor, sql: str, rows: list[tuple[object, ...]], page_size: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise Killed
        real(cur, sql, rows, page_size=page_size)

    monkeypatch.setattr(changing, "execute_values", dying)
    with pytest.raises(Killed):
        stage.runner("finance", batch=20).catch_up()
    monkeypatch.undo()
    between = status(stage, "finance").position
    assert 0 < between < stage.source.head().position
    stage.play("finance")
    resumed = stage.fingerprint("finance")
    stage.rebuilding("finance")()
    assert resumed == stage.fingerprint("finance")


def test_a_process_killed_while_following_leaves_view_and_position_together(
    stage: Stage, database_url: str
) -> None:
    stage.story.year(learners=4, half_days=25)
    command = [sys.executable, "-m", "tests.support.slow_follower", database_url]
    for at_least in (40, 160, 280):
        with subprocess.Popen(command) as process:
            wait_until(partial(reached, stage, at_least))
            os.kill(process.pid, signal.SIGKILL)
        view = told(stage)
        assert not view or view[-1] <= status(stage, "casework").position
    stage.play("casework")
    resumed = stage.fingerprint("casework")
    stage.rebuilding("casework")()
    assert resumed == stage.fingerprint("casework")


def test_runners_follow_what_is_told_while_they_run(stage: Stage) -> None:
    with following(stage.database, stage.source, stage.keyring.open):
        path_id = stage.story.admitted("ana")
        wait_until(lambda: all(status(stage, name).lag_events == 0 for name in READ_MODELS))
        stage.story.noted(path_id, on=JANUARY)
        wait_until(lambda: all(status(stage, name).lag_events == 0 for name in READ_MODELS))
    assert len(told(stage)) == 9


def test_a_runner_outlives_a_database_that_is_away_for_a_moment(stage: Stage, database_url: str) -> None:
    stop = Event()
    with closing(Database(database_url, size=1)) as away:
        runner = Runner(away, stage.source, READ_MODELS["casework"])
        thread = Thread(target=runner.follow, args=(stop,))
        thread.start()
        try:
            stage.story.referred("ana")
            wait_until(lambda: status(stage, "casework").position == 1)
            stage.rows(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
            stage.story.referred("ben")
            wait_until(partial(reached_by_now, stage, 2))
        finally:
            stop.set()
            thread.join()


def test_only_models_that_keep_opened_values_are_given_the_opener(stage: Stage) -> None:
    given = {
        each.model.name: each.opener is not None for each in runners(stage.database, stage.source, print)
    }
    assert given == {"casework": False, "directory": True, "statistics": False, "finance": False}


def test_lag_is_told_in_events_and_in_seconds(stage: Stage) -> None:
    stage.story.referred("ana")
    stage.play("casework")
    assert (status(stage, "casework").lag_events, status(stage, "casework").lag_seconds) == (0, 0.0)
    stage.story.admitted("ben")
    [behind, *_] = statuses(
        stage.database,
        stage.source,
        lambda: RECORDED_AT.replace(hour=11),
        {"casework": READ_MODELS["casework"]},
    )
    assert (behind.position, behind.head, behind.lag_events, behind.lag_seconds) == (1, 9, 8, 3600.0)


def test_making_the_tables_twice_changes_nothing(stage: Stage) -> None:
    stage.story.referred("ana")
    stage.play()
    before = stage.fingerprint("casework")
    ensure(stage.owner)
    assert stage.fingerprint("casework") == before


def test_the_service_owns_none_of_the_tables(stage: Stage) -> None:
    owners = stage.rows(
        "select distinct tableowner from pg_tables where schemaname ~ '_1_a$' or schemaname = 'readmodels'"
    )
    assert owners
    assert ("integracode_app",) not in owners


def test_facts_are_taken_by_the_batch_not_one_by_one(stage: Stage) -> None:
    stage.story.year(learners=12, half_days=60)
    counted = CountingDatabase(stage.database)
    Runner(counted, stage.source, READ_MODELS["statistics"]).catch_up()  # type: ignore[arg-type]
    assert counted.transactions < stage.source.head().position / 100


class CountingDatabase:
    """Counts the transactions that it lends."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.transactions = 0

    def transaction(self) -> AbstractContextManager[connection]:
        self.transactions += 1
        return self._database.transaction()
