"""Read models kept partition by partition: the same rows as from the log, whatever befalls the records."""

from dataclasses import replace
from random import Random

import pytest

from adapters.readmodels import partitions, positions
from adapters.readmodels.keeper import Brought
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.source import AnotherHistory, AnotherTopic
from adapters.readmodels.statuses import ReadModelStatus, statuses
from adapters.readmodels.step import Overtaken
from adapters.readmodels.tokens import Token
from adapters.readmodels.troubles import Halted
from adapters.readmodels.views import NotThereYet
from projections.casework import timeline
from tests.support.brought import PARTITIONS, Partition, Spread, topic
from tests.support.readmodels import Stage
from tests.support.sources import LOG_ID, RECORDED_AT
from tests.support.stories import JANUARY, path


@pytest.fixture
def spread(stage: Stage) -> Spread:
    """The facts of a stage, partition by partition."""
    return Spread(stage)


def partition_of(spread: Spread, name: str) -> Partition:
    """Return the partition of a learner's path."""
    [found] = {each for each in PARTITIONS for row in spread.rows(each) if row.originator_id == path(name)}
    return found


def status(stage: Stage, name: str) -> ReadModelStatus:
    """Return how far a read model is."""
    found = statuses(stage.database, stage.source, lambda: RECORDED_AT)
    return next(each for each in found if each.name == name)


def from_the_log(stage: Stage, name: str) -> dict[str, str]:
    """Return the hashes of a read model made again from the log."""
    stage.rebuilding(name)()
    return stage.fingerprint(name)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", READ_MODELS)
def test_partitions_in_any_order_give_the_rows_of_the_log(spread: Spread, name: str, seed: int) -> None:
    spread.stage.story.year(learners=4, half_days=8)
    spread.play(name, seed)
    over_partitions = spread.stage.fingerprint(name)
    assert status(spread.stage, name).position == spread.stage.source.head().position
    assert over_partitions == from_the_log(spread.stage, name)
    assert spread.healed == []


@pytest.mark.parametrize("name", READ_MODELS)
def test_every_record_twice_changes_nothing(spread: Spread, name: str) -> None:
    spread.stage.story.year(learners=3, half_days=4)
    for partition in PARTITIONS:
        keeper, mine = spread.claimed(name, partition)
        brought = spread.brought(partition)
        keeper.take(mine, [again for it in brought for again in (it, it)])
        keeper.take(*(spread.claimed(name, partition)[1], brought))
    assert spread.stage.fingerprint(name) == from_the_log(spread.stage, name)


@pytest.mark.parametrize("seed", range(4))
def test_records_that_never_came_are_read_from_the_log(spread: Spread, seed: int) -> None:
    spread.stage.story.year(learners=4, half_days=6)
    random = Random(seed)  # noqa: S311 - a run to be made again, no secret.
    for partition in PARTITIONS:
        *facts, watermark = spread.brought(partition)
        keeper, mine = spread.claimed("casework", partition)
        keeper.take(mine, [*(it for it in facts if random.random() < 0.5), watermark])
    assert spread.healed
    assert spread.stage.fingerprint("casework") == from_the_log(spread.stage, "casework")


def test_whoever_held_a_partition_before_changes_nothing_more(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    partition = partition_of(spread, "ana")
    zombie, stale = spread.claimed("casework", partition)
    keeper, mine = spread.claimed("casework", partition)
    with pytest.raises(Overtaken):
        zombie.take(stale, spread.brought(partition))
    keeper.take(mine, spread.brought(partition))
    with pytest.raises(Overtaken):
        zombie.take(stale, spread.brought(partition))
    assert len(spread.stage.answer(timeline.BY_POSITION, timeline.asked(path("ana"))).rows) == 8


def test_a_rebuild_takes_the_partitions_away_and_they_are_claimed_again(spread: Spread) -> None:
    spread.stage.story.year(learners=2, half_days=2)
    held = {each: spread.claimed("casework", each) for each in PARTITIONS}
    spread.stage.rebuilding("casework")()
    for partition, (keeper, mine) in held.items():
        with pytest.raises(Overtaken):
            keeper.take(mine, spread.brought(partition))
    spread.stage.story.admitted("zoe")
    for partition in PARTITIONS:
        keeper, mine = spread.claimed("casework", partition)
        keeper.take(mine, spread.brought(partition))
    assert spread.stage.fingerprint("casework") == from_the_log(spread.stage, "casework")


def test_a_topic_made_again_asks_for_a_rebuild(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    name, partition = partition_of(spread, "ana")
    spread.claimed("casework", (name, partition))
    keeper = spread.keeper("casework")
    for other in (replace(topic(name), id=LOG_ID), replace(topic(name), partitions=12)):
        with pytest.raises(AnotherTopic):
            keeper.claim(other, partition, [other])


def test_a_new_history_asks_for_a_rebuild_and_an_ended_one_is_passed_by(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    partition = partition_of(spread, "ana")
    keeper, mine = spread.claimed("casework", partition)
    mine = keeper.take(mine, spread.brought(partition))
    *_, last = spread.brought(partition)
    newer = replace(last, place=replace(last.place, epoch=2, position=99))
    with pytest.raises(AnotherHistory):
        keeper.take(mine, [newer])
    older = replace(last, place=replace(last.place, epoch=0, position=99))
    assert keeper.take(mine, [older]) == mine


def test_another_fact_at_my_own_position_is_another_history(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    partition = partition_of(spread, "ana")
    keeper, mine = spread.claimed("casework", partition)
    *facts, _ = spread.brought(partition)
    mine = keeper.take(mine, facts)
    forged = replace(facts[-1], place=replace(facts[-1].place, leaf=bytes(32)))
    with pytest.raises(AnotherHistory):
        keeper.take(mine, [forged])


def test_an_unreadable_fact_stops_its_partition_and_no_other(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    spread.stage.story.admitted("ben")
    ana, ben = partition_of(spread, "ana"), partition_of(spread, "ben")
    assert ana != ben
    keeper, mine = spread.claimed("casework", ana)
    poisoned = [
        _of_a_newer_release(it) if number == 3 else it for number, it in enumerate(spread.brought(ana))
    ]
    with pytest.raises(Halted):
        keeper.take(mine, poisoned)
    told = spread.stage.rows("select position from casework_1_a.timeline order by 1")
    assert len(told) == 3

    keeper, mine = spread.claimed("casework", ben)
    keeper.take(mine, spread.brought(ben))
    stands = status(spread.stage, "casework")
    assert (stands.state, stands.error) == ("halted", "UnknownFact")
    assert (stands.partitions[0].topic, stands.partitions[0].partition) != ben

    keeper, mine = spread.claimed("casework", ana)
    keeper.take(mine, spread.brought(ana))
    assert status(spread.stage, "casework").state == "following"


def test_what_was_written_is_read_once_every_partition_has_passed_it(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    asked = Token(LOG_ID, 1, spread.stage.source.head().position)
    views, about = spread.stage.views, {**timeline.asked(path("ana")), "operator_id": None}
    for partition in PARTITIONS:
        with pytest.raises(NotThereYet):
            views.ask(timeline.BY_POSITION, about, at=asked, timeout=0)
        keeper, mine = spread.claimed("casework", partition)
        keeper.take(mine, spread.brought(partition))
    assert len(views.ask(timeline.BY_POSITION, about, at=asked, timeout=0).rows) == 8


def test_consumers_go_on_where_the_runner_was_and_back(spread: Spread) -> None:
    stage = spread.stage
    path_id = stage.story.admitted("ana")
    stage.play()
    for name in READ_MODELS:
        spread.play(name, 1)
    stage.story.noted(path_id, on=JANUARY)
    for name in READ_MODELS:
        spread.play(name, 2)
        assert _taken_back(stage, name)
    stage.story.noted(path_id, on=JANUARY)
    stage.play()
    for name in READ_MODELS:
        assert stage.fingerprint(name) == from_the_log(stage, name), name


def test_partitions_that_stand_apart_are_not_taken_for_the_log(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    partition = partition_of(spread, "ana")
    keeper, mine = spread.claimed("casework", partition)
    keeper.take(mine, spread.brought(partition))
    assert not _taken_back(spread.stage, "casework")
    with pytest.raises(Halted):
        spread.stage.runner("casework").catch_up()


def test_the_directory_is_read_again_after_a_crash_emptied_it(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    spread.play("directory", 0)
    before = spread.stage.fingerprint("directory")
    spread.stage.rows("truncate directory_1_a.positions, directory_1_a.people, directory_1_a.staff")
    spread.play("directory", 0)
    assert spread.stage.fingerprint("directory") == before


def test_a_record_that_is_not_ours_is_counted_once_however_often_it_is_read(spread: Spread) -> None:
    spread.stage.story.admitted("ana")
    keeper, mine = spread.claimed("casework", PARTITIONS[0])
    for offset in (4, 4, 7, 4):
        keeper.note_foreign(mine, offset)
    assert spread.stage.rows(
        "select foreign_records, foreign_offset from readmodels.positions"
        " where source = %s and partition = %s",
        *PARTITIONS[0],
    ) == [(2, 7)]


def _taken_back(stage: Stage, name: str) -> bool:
    with stage.database.transaction() as connection, connection.cursor() as cur:
        schema = positions.active_schema(cur, name)
        assert schema
        return partitions.take_back(cur, READ_MODELS[name], schema)


def _of_a_newer_release(it: Brought) -> Brought:
    assert it.row is not None
    return replace(it, row=replace(it.row, schema_version=99))
