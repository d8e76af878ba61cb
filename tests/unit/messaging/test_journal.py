"""A row goes through a journal record and comes out whole; what is not as the relay wrote it is not ours."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from hypothesis import given
from hypothesis import strategies as st

from adapters.messaging.columns import COLUMNS, OPTIONAL
from adapters.messaging.journal import (
    Message,
    NotOurs,
    Told,
    Watermark,
    fact_message,
    read,
    watermark_message,
)
from adapters.stored.rows import StoredFact
from domain.facts import Fact
from tests.support.examples import EXAMPLES
from tests.support.rows import LOG_ID, RECORDED_AT, ROWS, row_of

ROW = ROWS[2]
"""All that may be absent is there."""
MARK = Watermark(
    log_id=LOG_ID, epoch=3, through=41, previous=7, leaf=bytes(range(32)), recorded_at=RECORDED_AT
)
TOLD = fact_message(ROW, previous=0)
BARE = fact_message(ROWS[0], previous=0)
MARKED = watermark_message(MARK)
UNMARKED = watermark_message(replace(MARK, recorded_at=None))
MESSAGES = (TOLD, MARKED)
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "journal.md"

Headers = list[tuple[str, bytes]]


def checked(headers: Headers, value: bytes) -> Headers:
    """Return headers under the checksum of docs/reference/journal.md, whoever wrote them."""
    rest = sorted((name, content) for name, content in headers if name != "ce_checksum")
    said = b"".join(f"{name}={len(content)}:".encode() + content + b";" for name, content in rest)
    return [*rest, ("ce_checksum", hashlib.sha256(said + value).hexdigest().encode())]


def changed(message: Message, **to: str | None) -> Headers:
    """Return the headers with some changed, or left out, and a checksum that fits."""
    kept = [(name, content) for name, content in message.headers if name not in to]
    return checked(
        [*kept, *((name, text.encode()) for name, text in to.items() if text is not None)], message.value
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.topic)
def test_every_column_of_every_fact_survives(row: StoredFact) -> None:
    message = fact_message(row, previous=row.position - 1)
    assert read(message.headers, message.value) == Told(row=row, previous=row.position - 1)


def test_every_column_of_a_row_is_told() -> None:
    by_hand = {"log_id", "epoch", "topic", "schema_version", "state"}
    assert {column.attribute for column in COLUMNS} | by_hand == set(StoredFact.__dataclass_fields__)
    assert {name for name in OPTIONAL if getattr(ROWS[0], name) is None} == OPTIONAL


@pytest.mark.parametrize("mark", [MARK, replace(MARK, through=0, previous=0, leaf=b"", recorded_at=None)])
def test_a_watermark_survives(mark: Watermark) -> None:
    message = watermark_message(mark)
    assert read(message.headers, message.value) == mark


@pytest.mark.parametrize(
    ("section", "messages"), [("A fact", (TOLD, BARE)), ("A watermark", (MARKED, UNMARKED))]
)
def test_the_page_lists_every_header_and_says_which_may_be_absent(
    section: str, messages: tuple[Message, Message]
) -> None:
    text = PAGE.read_text().split(f"## {section}\n")[1].split("\n## ")[0]
    listed = dict(re.findall(r"^\| `([a-z_-]+)` \| (yes|no) \|", text, flags=re.MULTILINE))
    whole, bare = ({name for name, _ in message.headers} for message in messages)
    assert whole == set(listed)
    assert bare == {name for name, may_be_absent in listed.items() if may_be_absent == "no"}


def test_a_record_bears_the_instant_of_its_fact() -> None:
    instant = datetime(2025, 6, 30, 10, 0, 0, 123_000, tzinfo=UTC)
    assert TOLD.timestamp_ms == instant.timestamp() * 1000
    assert watermark_message(MARK).timestamp_ms == TOLD.timestamp_ms
    assert watermark_message(replace(MARK, recorded_at=None)).timestamp_ms == 0


def test_the_payload_is_the_value_as_stored() -> None:
    assert TOLD.value == ROW.state


@given(data=st.data())
def test_any_header_changed_is_not_ours(data: st.DataObject) -> None:
    message = data.draw(st.sampled_from(MESSAGES))
    at = data.draw(st.integers(0, len(message.headers) - 1))
    name, content = message.headers[at]
    other = data.draw(st.binary(max_size=60).filter(lambda it: it != content))
    headers = [*message.headers[:at], (name, other), *message.headers[at + 1 :]]
    with pytest.raises(NotOurs):
        read(headers, message.value)


@given(data=st.data())
def test_any_bit_of_a_header_changed_is_not_ours(data: st.DataObject) -> None:
    message = data.draw(st.sampled_from(MESSAGES))
    at = data.draw(st.integers(0, len(message.headers) - 1))
    name, content = message.headers[at]
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    flipped = bytearray(content)
    flipped[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NotOurs):
        read([*message.headers[:at], (name, bytes(flipped)), *message.headers[at + 1 :]], message.value)


@given(value=st.one_of(st.none(), st.binary(max_size=200), st.just(ROW.state + b" ")))
def test_any_other_value_is_not_ours(value: bytes | None) -> None:
    if value == ROW.state:
        return
    with pytest.raises(NotOurs):
        read(TOLD.headers, value)


@pytest.mark.parametrize("message", MESSAGES)
def test_a_header_left_out_or_told_twice_is_not_ours(message: Message) -> None:
    for at, header in enumerate(message.headers):
        for headers in (message.headers[:at] + message.headers[at + 1 :], [*message.headers, header]):
            with pytest.raises(NotOurs):
                read(headers, message.value)


@pytest.mark.parametrize("column", [column.header for column in COLUMNS])
def test_a_row_that_its_leaf_does_not_fit_is_not_ours_whatever_the_checksum_says(column: str) -> None:
    other = dict(fact_message(ROWS[5], previous=0).headers)[column].decode()
    same_kind = {"ce_leaf": "00" * 32, "ce_time": "2025-06-30T10:00:00.123457Z"}
    headers = changed(TOLD, **{column: same_kind.get(column, other + ("1" if other.isdecimal() else ""))})
    if dict(headers)[column] == dict(TOLD.headers)[column]:
        headers = changed(TOLD, **{column: None})
    with pytest.raises(NotOurs):
        read(headers, TOLD.value)


UNREADABLE: dict[str, dict[str, str | None]] = {
    "attribute-missing": {"ce_position": None},
    "attribute-unreadable": {"ce_position": "first"},
    "another-leaf": {"ce_dataschema": "urn:integracode:fact:learner-path.other:1"},
}


@pytest.mark.parametrize(("reason", "to"), UNREADABLE.items())
def test_the_reason_is_a_code(reason: str, to: dict[str, str | None]) -> None:
    with pytest.raises(NotOurs) as caught:
        read(changed(TOLD, **to), TOLD.value)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "to",
    [
        {"ce_position": str(2**70)},
        {"ce_occurredon": "2025-02-30"},
        {"ce_tags": "{"},
        {"ce_tags": "5"},
        {"ce_source": "urn:other"},
        {"ce_time": "2025-06-30T10:00:00"},
        {"ce_leaf": "é"},
    ],
)
def test_what_cannot_be_read_is_not_ours(to: dict[str, str | None]) -> None:
    with pytest.raises(NotOurs):
        read(changed(TOLD, **to), TOLD.value)


@pytest.mark.parametrize("headers", [[], [("ce_checksum", b"")], [("traceparent", b"00")]])
def test_a_record_of_somebody_else_is_not_ours(headers: Headers) -> None:
    with pytest.raises(NotOurs):
        read(headers, b"{}")


def test_what_a_tool_on_the_way_added_is_left_alone() -> None:
    assert read([*TOLD.headers, ("traceparent", b"00-1")], TOLD.value) == Told(row=ROW, previous=0)


@pytest.mark.parametrize("fact", EXAMPLES, ids=lambda fact: fact.TYPE)
def test_a_reader_of_another_hand_reads_a_fact(fact: Fact) -> None:
    row = row_of(fact)
    message = fact_message(row, previous=0)
    event = from_binary_event(
        KafkaMessage(headers=dict(message.headers), key=message.key, value=message.value)
    )
    assert event.get_id() == str(row.event_id)
    assert event.get_type() == row.topic
    assert event.get_source() == f"urn:integracode:log:{row.log_id}:epoch:{row.epoch}"
    assert event.get_subject() == str(row.originator_id)
    assert event.get_time() == row.recorded_at
    assert event.get_dataschema() == f"urn:integracode:fact:{row.topic}:1"
    assert event.get_datacontenttype() == "application/json"
    assert event.get_extension("position") == "1"
    assert event.get_data() == json.loads(row.state)


def test_a_reader_of_another_hand_reads_a_watermark() -> None:
    event = from_binary_event(KafkaMessage(headers=dict(MARKED.headers), key=None, value=MARKED.value))
    assert event.get_type() == "integracode.journal.watermark"
    assert event.get_extension("through") == "41"


@pytest.mark.parametrize("message", MESSAGES)
def test_attribute_names_are_those_that_cloudevents_allows(message: Message) -> None:
    names = [name.removeprefix("ce_") for name, _ in message.headers if name.startswith("ce_")]
    assert all(name.isalnum() and name.islower() and name.isascii() and len(name) <= 20 for name in names)
