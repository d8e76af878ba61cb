"""What the topics are, and how a difference is said; tests/integration holds them against a broker."""

import pytest

from adapters.eventlog.recorder import MAX_PAYLOAD_BYTES
from adapters.messaging.topics import MISSING, Difference, Topic, topics

ROOM_FOR_HEADERS = 200_000


@pytest.mark.parametrize("topic", topics().all, ids=lambda topic: topic.name)
def test_topics_keep_all_for_ever_and_are_never_compacted(topic: Topic) -> None:
    assert topic.config["retention.ms"] == topic.config["retention.bytes"] == "-1"
    assert topic.config["cleanup.policy"] == "delete"
    assert topic.config["message.timestamp.type"] == "CreateTime"


@pytest.mark.parametrize("topic", topics().all, ids=lambda topic: topic.name)
def test_what_the_log_accepts_fits_into_a_record(topic: Topic) -> None:
    assert int(topic.config["max.message.bytes"]) >= MAX_PAYLOAD_BYTES + ROOM_FOR_HEADERS


def test_names_and_partition_counts_are_for_ever() -> None:
    assert {topic.name: topic.partitions for topic in topics().all} == {
        "integracode.journal.learner-path.v1": 6,
        "integracode.journal.funded-group.v1": 6,
        "integracode.journal.network.v1": 1,
        "integracode.facts.learner-path.v1": 6,
    }


def test_a_prefix_sets_installations_apart() -> None:
    assert all(topic.name.startswith("essai.integracode.") for topic in topics("essai.").all)


@pytest.mark.parametrize(("replicas", "in_sync"), [(1, "1"), (2, "2"), (3, "2"), (5, "3")])
def test_a_write_waits_for_the_greater_half_of_the_replicas(replicas: int, in_sync: str) -> None:
    for topic in topics(replicas=replicas).all:
        assert (topic.replicas, topic.config["min.insync.replicas"]) == (replicas, in_sync)


def test_a_difference_names_topic_found_and_expected_in_both_languages() -> None:
    difference = Difference(topic="journal", setting="cleanup.policy", expected="delete", found="compact")
    for sentence in (difference.french, difference.english):
        assert all(word in sentence for word in ("journal", "cleanup.policy", "delete", "compact"))


def test_a_missing_topic_is_said_with_its_remedy() -> None:
    difference = Difference(topic="journal", setting=MISSING, expected="journal", found="")
    assert "« integracode topics apply »" in difference.french
    assert "`integracode topics apply`" in difference.english
