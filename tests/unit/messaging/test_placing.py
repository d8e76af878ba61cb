"""One learner's facts, and one group's with its sheets', lie in one partition, for ever the same."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.messaging.placing import NoTopic, Place, partition_of, partitions_of, place
from adapters.messaging.topics import topics
from adapters.stored.rows import StoredFact
from domain.streams import Stream
from tests.support.examples.ids import GROUP
from tests.support.rows import ROWS

TOPICS = topics()
ID = "00000000-0000-7000-8000-00000000b0{:02}"


def row(stream: str, number: int = 1) -> StoredFact:
    """Return a row of a stream; its tags name a group and a sheet."""
    return replace(ROWS[0], stream=stream, originator_id=UUID(ID.format(number)))


FROZEN = {1: 4, 2: 5, 3: 2, 4: 3, 5: 1, 6: 4, 7: 0, 8: 2, 9: 2, 10: 3, 11: 0, 12: 1}
"""Partition of each of twelve ids: what is written once under a key stays with what comes."""


@pytest.mark.parametrize("stream", ["learner-path", "funded-group"])
def test_places_never_move(stream: str) -> None:
    assert {number: place(row(stream, number), TOPICS).partition for number in FROZEN} == FROZEN


@pytest.mark.parametrize(("key", "hashed"), [(b"21", -973932308), (b"foobar", -790332482)])
def test_a_partition_is_the_one_that_kafkas_own_clients_choose(key: bytes, hashed: int) -> None:
    """The hashes stand in the tests of Apache Kafka's Java client."""
    assert partition_of(key, 1_000_003) == (hashed & 0x7FFF_FFFF) % 1_000_003


def test_a_learners_path_is_its_own_key() -> None:
    found = place(row("learner-path"), TOPICS)
    assert (found.topic, found.key) == ("integracode.journal.learner-path.v1", ID.format(1).encode())


def test_a_group_and_its_sheets_share_their_partition() -> None:
    group = place(replace(row("funded-group"), originator_id=GROUP), TOPICS)
    sheet = place(row("attendance-sheet"), TOPICS)
    assert (
        group
        == sheet
        == Place(
            topic="integracode.journal.funded-group.v1", key=str(GROUP).encode(), partition=group.partition
        )
    )


def test_a_group_is_placed_by_its_id_whatever_its_tags() -> None:
    assert place(replace(row("funded-group"), tags=()), TOPICS) == place(row("funded-group"), TOPICS)


@pytest.mark.parametrize("tags", [(), ("group:1", "group:2")])
def test_a_sheet_that_does_not_name_one_group_keeps_its_own_order(tags: tuple[str, ...]) -> None:
    assert place(replace(row("attendance-sheet"), tags=tags), TOPICS).key == ID.format(1).encode()


@pytest.mark.parametrize("stream", ["grant", "operator"])
def test_what_concerns_the_network_lies_in_one_partition(stream: str) -> None:
    assert place(row(stream), TOPICS) == Place(
        topic="integracode.journal.network.v1", key=ID.format(1).encode(), partition=0
    )


def test_every_kind_of_stream_has_a_topic() -> None:
    for kind in Stream.__subclasses__():
        assert place(row(kind.STREAM), TOPICS).topic in {topic.name for topic in TOPICS.journal}


def test_a_stream_of_a_newer_release_is_not_guessed() -> None:
    with pytest.raises(NoTopic, match="unheard-of"):
        place(row("unheard-of"), TOPICS)


@given(key=st.binary(max_size=80), partitions=st.integers(1, 50))
def test_every_key_has_one_partition(key: bytes, partitions: int) -> None:
    assert partition_of(key, partitions) == partition_of(key, partitions)
    assert 0 <= partition_of(key, partitions) < partitions


def test_places_follow_the_prefix() -> None:
    assert place(row("grant"), topics("essai.")).topic == "essai.integracode.journal.network.v1"


def test_a_topics_partitions_are_counted_from_zero() -> None:
    assert list(partitions_of(TOPICS.learner_path)) == [0, 1, 2, 3, 4, 5]
