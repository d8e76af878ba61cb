"""From committed facts to committed records: whole, in order, unbroken, and each partition told how far."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.database import Database
from adapters.messaging.journal import Told, Watermark
from adapters.messaging.producer import Producer, UnsafeSettings, connected
from adapters.messaging.refusals import RelayRefuses
from tests.support.postgres import execute
from tests.support.relayed import Relayed, assert_told, running
from tests.support.waiting import wait_until

SEED = 20_250_303
BEGIN_EPOCH = "insert into log.epochs (epoch, started_at, after_position) values (2, now(), 3)"


@pytest.fixture
def relayed(kafka_servers: str, database: Database) -> Iterator[Relayed]:
    relayed = Relayed(kafka_servers, database)
    relayed.apply()
    yield relayed
    relayed.bench.feed.close()


@pytest.mark.parametrize("seed", [SEED, 7])
def test_every_fact_is_told_whole_once_and_in_order(relayed: Relayed, seed: int) -> None:
    relayed.tell(seed, 80)
    with relayed.following():
        relayed.wait()
        relayed.tell(seed + 1, 20)
        relayed.wait()
    found, rows = relayed.read(), relayed.rows()
    assert sum(map(len, rows.values())) == 100
    for partition in relayed.partitions():
        facts = [each for each in found[partition] if isinstance(each, Told)]
        assert [each.row for each in facts] == rows[partition]
        assert [each.previous for each in facts] == [0, *(row.position for row in rows[partition])][:-1]
        assert_told(found[partition], rows[partition], 100)


def test_a_partition_without_facts_is_told_how_far_the_log_is(relayed: Relayed) -> None:
    relayed.tell(SEED, 1)
    with relayed.following():
        relayed.wait()
    (row,) = relayed.bench.feed.rows()
    for partition, said in relayed.read().items():
        mark = said[-1]
        assert isinstance(mark, Watermark)
        assert (mark.log_id, mark.epoch, mark.through) == (row.log_id, row.epoch, 1)
        assert (mark.leaf, mark.recorded_at) == (row.leaf, row.recorded_at)
        assert mark.previous == (1 if relayed.rows()[partition] else 0)


def test_the_status_says_how_far_it_is_and_who_sends(relayed: Relayed) -> None:
    relayed.tell(SEED, 5)
    before = relayed.status()
    assert (before.state, before.active, before.position, before.lag_events) == ("absent", None, 0, 5)
    with relayed.following():
        relayed.wait()
        there = relayed.status()
        assert (there.state, there.active, there.position, there.lag_events) == ("sending", "relay-1", 5, 0)
        assert there.saved_at
        assert there.since
        assert there.saved_at >= there.since
    after = relayed.status()
    assert (after.state, after.active, after.position) == ("absent", "relay-1", 5)


def test_lag_is_told_in_seconds_too(relayed: Relayed) -> None:
    relayed.tell(SEED, 1)
    relayed.bench.clock.now = relayed.bench.clock.now.replace(hour=9)
    assert relayed.status().lag_seconds == 3600


def test_a_relay_begins_where_the_last_one_stopped(relayed: Relayed) -> None:
    for round_ in range(3):
        relayed.tell(SEED + round_, 10)
        with relayed.following():
            relayed.wait()
    for partition, said in relayed.read().items():
        told = [each.row for each in said if isinstance(each, Told)]
        assert told == relayed.rows()[partition]


def test_a_missing_topic_is_refused_with_its_remedy(kafka_servers: str, database: Database) -> None:
    relayed = Relayed(kafka_servers, database)
    with pytest.raises(RelayRefuses) as refusal, relayed.following():
        wait_until(lambda: relayed.status().trouble == "topics-differ")
    assert "« integracode topics apply »" in refusal.value.french
    assert all(topic.name in refusal.value.english for topic in relayed.topics.all)


def test_a_topic_made_again_is_filled_again_and_no_other(relayed: Relayed) -> None:
    relayed.tell(SEED, 40)
    with relayed.following():
        relayed.wait()
    again = relayed.topics.learner_path
    admin = relayed.admin()
    admin.delete_topics([again.name])
    wait_until(lambda: not admin.describe_topics([again.name])[0]["partitions"])
    admin.close()
    relayed.apply()
    relayed.tell(SEED + 1, 10)
    with relayed.following():
        relayed.wait()
    for partition, said in relayed.read().items():
        told = [each.row for each in said if isinstance(each, Told)]
        assert told == relayed.rows()[partition]
        assert_told(said, relayed.rows()[partition], 50)


@pytest.mark.parametrize(
    "change",
    [
        "update relay.sent set epoch = 7",
        "update relay.sent set log_id = gen_random_uuid()",
        "update relay.sent set leaf = sha256('other')",
        "update relay.sent set position = position + 1",
    ],
)
def test_another_history_is_refused(relayed: Relayed, database_url: str, change: str) -> None:
    relayed.tell(SEED, 3)
    with relayed.following():
        relayed.wait()
    execute(database_url, change)
    relayed.tell(SEED + 1, 1)
    with pytest.raises(RelayRefuses) as refusal, relayed.following():
        wait_until(lambda: relayed.status().trouble == "another-history")
    assert "INTEGRACODE_TOPIC_PREFIX" in refusal.value.french


def test_an_epoch_that_begins_while_it_runs_is_refused(relayed: Relayed, database_url: str) -> None:
    relayed.tell(SEED, 3)

    def run() -> None:
        with relayed.following():
            relayed.wait()
            execute(database_url, BEGIN_EPOCH)
            relayed.tell(SEED + 1, 1)
            wait_until(lambda: relayed.status().trouble == "another-history")

    with pytest.raises(RelayRefuses, match="autre époque"):
        run()
    assert relayed.status().position == 3


def test_a_fact_that_does_not_fit_stops_the_relay_and_nothing_is_skipped(relayed: Relayed) -> None:
    relayed.tell(SEED, 8)

    def cramped() -> Producer:
        producer = relayed.producer()
        producer.config["max_request_size"] = 1_000
        return producer

    relay = relayed.relay(producer=cramped)
    with pytest.raises(RelayRefuses, match=r"position \d+ dépasse"), relayed.following(relay):
        wait_until(lambda: relayed.status().trouble == "fact-too-large")
    assert relayed.status().position == 0
    assert not any(relayed.read().values())


def test_a_stream_of_a_newer_release_stops_it(relayed: Relayed) -> None:
    relayed.tell(SEED, 1)
    feed = relayed.bench.feed

    class Newer:
        head, wait = feed.head, feed.wait

        def stored(self, after: int, *, limit: int) -> list[object]:
            return [replace(row, stream="unheard-of") for row in feed.stored(after, limit=limit)]

    with pytest.raises(RelayRefuses, match="unheard-of"), relayed.following(relayed.relay(log=Newer())):
        wait_until(lambda: relayed.status().trouble == "unknown-stream")


@pytest.mark.parametrize(
    "unsafe", [{"acks": 1}, {"enable_idempotence": False}, {"allow_auto_create_topics": True}]
)
def test_unsafe_settings_are_refused_before_anything_is_opened(unsafe: dict[str, Any]) -> None:
    with pytest.raises(UnsafeSettings, match=next(iter(unsafe))):
        connected("127.0.0.1:9", **unsafe)


def test_a_second_relay_stands_by_and_takes_over(relayed: Relayed) -> None:
    relayed.tell(SEED, 5)
    first, second = relayed.relay("first"), relayed.relay("second")
    with running(first.follow) as stop:
        relayed.wait()
        with running(second.follow):
            assert relayed.status().active == "first"
            stop.set()
            wait_until(lambda: relayed.status().active == "second")
            relayed.tell(SEED + 1, 5)
            relayed.wait()
    for partition, said in relayed.read().items():
        assert_told(said, relayed.rows()[partition], 10)
