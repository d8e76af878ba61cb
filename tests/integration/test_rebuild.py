"""Views made again from the log: byte for byte the same, and nobody waits meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Event, Thread

import pytest
from psycopg2 import InterfaceError, OperationalError
from psycopg2.errors import UniqueViolation

from adapters.readmodels import rebuilding
from adapters.readmodels.rebuilding import AlreadyRebuilding
from adapters.readmodels.registry import READ_MODELS
from domain.facts import Fact, Recorded
from projections.casework import timeline
from tests.support.readmodels import Stage
from tests.support.sources import Altered, ListSource
from tests.support.stories import JANUARY


def active(stage: Stage, name: str) -> str:
    [(schema,)] = stage.rows("select schema from readmodels.active where read_model = %s", name)
    assert isinstance(schema, str)
    return schema


def schemas(stage: Stage, name: str) -> list[str]:
    found = stage.rows("select nspname from pg_namespace where nspname like %s order by 1", name + "%")
    return [schema for (schema,) in found]


@pytest.mark.parametrize("name", READ_MODELS)
def test_a_rebuild_gives_byte_for_byte_what_was_followed_live(stage: Stage, name: str) -> None:
    story = stage.story
    story.network()
    for number in range(6):
        path_id = story.enrolled(f"learner {number}")
        stage.play(name)
        sheet = story.half_day(number, [path_id])
        stage.play(name)
        story.taken_back(path_id, sheet)
        story.completed(path_id, on=JANUARY)
    stage.play(name)
    live = stage.fingerprint(name)
    reached = stage.rebuilding(name, batch=11)()
    assert stage.fingerprint(name) == live
    assert reached == stage.source.head().position


def test_a_fingerprint_tells_of_any_change_and_leaves_names_out(stage: Stage) -> None:
    stage.story.referred("ana")
    stage.play()
    casework, names = stage.fingerprint("casework"), stage.fingerprint("directory")
    stage.rows("update casework_1_a.timeline set actor = 'somebody'")
    stage.rows("update directory_1_a.people set family_name = 'Somebody'")
    changed = {table for table, digest in stage.fingerprint("casework").items() if digest != casework[table]}
    assert changed == {"timeline"}
    assert stage.fingerprint("directory") == names


def test_generations_take_turns_and_the_old_one_is_dropped(stage: Stage) -> None:
    stage.story.referred("ana")
    seen = []
    for _ in range(3):
        stage.rebuilding("casework")()
        seen.append((active(stage, "casework"), schemas(stage, "casework")))
    assert seen == [
        ("casework_1_b", ["casework_1_b"]),
        ("casework_1_a", ["casework_1_a"]),
        ("casework_1_b", ["casework_1_b"]),
    ]
    assert stage.rows("select schema from readmodels.positions where schema like 'casework%%'") == [
        ("casework_1_b",)
    ]


def test_a_rebuild_reports_how_far_it_is(stage: Stage) -> None:
    stage.story.admitted("ana")
    said: list[tuple[int, int]] = []
    stage.rebuilding("casework", batch=3)(lambda position, head: said.append((position, head)))
    assert said == [(3, 8), (6, 8), (8, 8)]


def test_a_live_runner_goes_on_with_the_new_tables(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    runner = stage.runner("casework")
    runner.catch_up()
    stage.rebuilding("casework")()
    stage.story.noted(path_id, on=JANUARY)
    assert runner.catch_up() == 9
    assert active(stage, "casework") == "casework_1_b"
    assert len(stage.answer(timeline.BY_POSITION, timeline.asked(path_id)).rows) == 9


def test_what_is_told_during_a_rebuild_is_in_the_view_whoever_wins(stage: Stage) -> None:
    stop = Event()
    stage.story.year(learners=3, half_days=8)
    threads = [Thread(target=stage.runner("casework", batch=5).follow, args=(stop,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for number in range(4):
            rebuild = Thread(target=stage.rebuilding("casework", batch=20))
            rebuild.start()
            for each in range(5):
                stage.story.admitted(f"during {number} {each}")
            rebuild.join()
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    stage.play("casework")
    live = stage.fingerprint("casework")
    stage.rebuilding("casework")()
    assert stage.fingerprint("casework") == live
    assert stage.rows(f"select count(*) from {active(stage, 'casework')}.paths") == [(23,)]  # noqa: S608 - our own name.


def test_readers_are_answered_all_through_a_rebuild(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    stage.play("casework")
    done, counts, failures = Event(), set(), []

    def read() -> None:
        while not done.is_set():
            try:
                counts.add(len(stage.answer(timeline.BY_POSITION, timeline.asked(path_id)).rows))
            except Exception as error:  # noqa: BLE001 - any failure fails the test.
                failures.append(error)

    readers = [Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(12):
            stage.rebuilding("casework")()
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert (counts, failures) == ({8}, [])


def test_two_rebuilds_of_one_model_at_once_are_refused(stage: Stage) -> None:
    stage.story.referred("ana")
    refused = []

    def second(_position: int, _head: int) -> None:
        with pytest.raises(AlreadyRebuilding):
            stage.rebuilding("casework")()
        refused.append(True)
        stage.rebuilding("finance")()  # Another model's may go on.

    stage.rebuilding("casework")(second)
    assert refused == [True]


def test_a_rebuild_that_was_cut_off_harms_nobody_and_the_next_one_clears_up(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    stage.play("casework")

    class Cancelled(BaseException):
        pass

    def cancel(_position: int, _head: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        stage.rebuilding("casework", batch=3)(cancel)
    assert active(stage, "casework") == "casework_1_a"
    assert len(stage.answer(timeline.BY_POSITION, timeline.asked(path_id)).rows) == 8
    stage.rebuilding("casework")()
    assert schemas(stage, "casework") == ["casework_1_b"]


def test_a_rebuild_that_meets_a_fact_it_cannot_apply_leaves_the_old_tables_answering(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    stage.play("casework")

    def twice(source: ListSource, after: int, limit: int) -> Sequence[Recorded[Fact]]:
        facts = list(source.read(after, limit=limit))
        facts[1:2] = [replace(facts[1], context=facts[0].context)]
        return facts

    with pytest.raises(UniqueViolation):
        stage.rebuilding("casework", Altered(stage.source, twice))()
    assert len(stage.answer(timeline.BY_POSITION, timeline.asked(path_id)).rows) == 8


def test_killed_before_taking_over_the_old_tables_go_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.story.admitted("ana")
    stage.play("casework")
    monkeypatch.setattr(rebuilding, "ACTIVATE", "select pg_terminate_backend(pg_backend_pid()), %s, %s")
    with pytest.raises((OperationalError, InterfaceError)):
        stage.rebuilding("casework")()
    monkeypatch.undo()
    stage.story.referred("ben")
    stage.play("casework")
    live = stage.fingerprint("casework")
    assert active(stage, "casework") == "casework_1_a"
    stage.rebuilding("casework")()
    assert stage.fingerprint("casework") == live


def test_a_reader_that_does_not_end_delays_nobody(stage: Stage) -> None:
    stage.story.admitted("ana")
    stage.play("casework")
    with stage.database.transaction() as connection, connection.cursor() as reader:
        reader.execute("select count(*) from casework_1_a.timeline")
        assert replace(stage.rebuilding("casework"), drop_tries=2)() == 8
        assert active(stage, "casework") == "casework_1_b"
        assert schemas(stage, "casework") == ["casework_1_a", "casework_1_b"]
    stage.rebuilding("casework")()
    assert schemas(stage, "casework") == ["casework_1_a"]


def test_a_model_of_a_new_version_takes_the_place_of_the_old(stage: Stage) -> None:
    stage.story.admitted("ana")
    stage.play("finance")
    newer = replace(READ_MODELS["finance"], version=2)
    replace(stage.rebuilding("finance"), model=newer)()
    assert active(stage, "finance") == "finance_2_a"
    assert stage.play_model(newer) == 8
