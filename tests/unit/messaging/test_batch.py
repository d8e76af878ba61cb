"""What goes into one transaction, and what is saved once it is committed."""

from dataclasses import replace
from uuid import UUID

import pytest

from adapters.messaging.batch import AnotherHistory, Batch, batch
from adapters.messaging.journal import Told, Watermark, read
from adapters.messaging.sent import Sent, empty
from adapters.messaging.topics import topics
from adapters.stored.rows import StoredFact
from tests.support.rows import LOG_ID, ROWS, with_leaf

TOPICS = topics()
KINDS = ("learner-path", "learner-path", "grant", "learner-path")
FIRST = [
    with_leaf(replace(ROWS[0], position=position, stream=stream, originator_id=UUID(int=7)))
    for position, stream in enumerate(KINDS, start=1)
]
NOTHING = {
    topic.name: empty(topic, UUID(int=1), log_id=LOG_ID, epoch=ROWS[0].epoch, saves=0) for topic in TOPICS.all
}


def made(rows: list[StoredFact], sent: dict[str, Sent]) -> Batch:
    """Return the batch of rows, nothing of them public."""
    return batch(rows, sent, TOPICS, lambda _row: ())


def told(it: Batch) -> list[Told]:
    read_ = [read(record.message.headers, record.message.value) for record in it.records]
    return [each for each in read_ if isinstance(each, Told)]


def test_each_fact_names_the_one_before_it_in_its_partition() -> None:
    chain = [(each.row.position, each.previous) for each in told(made(FIRST, NOTHING))]
    assert chain == [(1, 0), (2, 1), (3, 0), (4, 2)]


def test_the_chain_goes_on_from_what_was_saved() -> None:
    first = made(FIRST[:2], NOTHING)
    assert [each.previous for each in told(made(FIRST[2:], dict(first.sent)))] == [0, 2]


def test_every_partition_of_the_journal_is_told_how_far_it_is() -> None:
    it = made(FIRST, NOTHING)
    marked = {}
    for record in it.records:
        said = read(record.message.headers, record.message.value)
        if isinstance(said, Watermark):
            marked[record.topic, record.partition] = (said.through, said.leaf)
    assert set(marked) == {(topic.name, n) for topic in TOPICS.journal for n in range(topic.partitions)}
    assert set(marked.values()) == {(4, FIRST[-1].leaf)}


def test_what_is_saved_is_the_last_row_for_every_topic_and_one_save_more() -> None:
    after = made(FIRST, NOTHING).sent
    assert {(each.position, each.leaf, each.saves) for each in after.values()} == {(4, FIRST[-1].leaf, 1)}
    assert sorted(after[TOPICS.learner_path.name].last_positions) == [0, 0, 0, 0, 0, 4]


def test_a_topic_made_again_gets_all_and_the_others_nothing_twice() -> None:
    sent = dict(made(FIRST, NOTHING).sent)
    again = TOPICS.network.name
    sent[again] = NOTHING[again]
    it = made(FIRST, sent)
    assert {record.topic for record in it.records} == {again}
    assert [each.row.position for each in told(it)] == [3]
    assert it.sent[TOPICS.learner_path.name] == sent[TOPICS.learner_path.name]


@pytest.mark.parametrize("change", [{"log_id": UUID(int=9)}, {"epoch": ROWS[0].epoch + 1}])
def test_a_row_of_another_history_is_refused(change: dict[str, object]) -> None:
    other = replace(FIRST[0], **change)  # type: ignore[arg-type] # each of its own type.
    with pytest.raises(AnotherHistory):
        made([other], NOTHING)


def test_rows_of_an_epoch_that_ended_are_sent_too() -> None:
    older = with_leaf(replace(FIRST[0], epoch=1))
    assert [each.row for each in told(made([older], NOTHING))] == [older]
