"""The public contract: what it may say, that it follows no change of the model, and that it leads nowhere."""

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import get_args
from uuid import UUID

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event

from adapters.keyring.sqlite import SqliteKeyring
from adapters.messaging.journal import Message
from adapters.messaging.public.models import (
    MODELS,
    DrivingSchoolEntered,
    HoursCredited,
    Level,
    PathClosed,
    PublicFact,
)
from adapters.messaging.public.records import PublicFacts, PublicNames
from adapters.messaging.public.translating import PUBLISHED
from adapters.messaging.topics import topics
from adapters.stored.rows import StoredFact
from domain.calendar import HalfDay
from domain.facts import Sealed
from domain.ids import SubjectId
from domain.learner_path.follow_up import ExitReason
from domain.learner_path.licence import DrivingSchoolKind, EntryProof
from domain.levels import CefrLevel
from tests.support.examples import EXAMPLES
from tests.support.facts_topic import FOLDER, file_of, schema_of
from tests.support.rows import MAPPER, row_of

PUBLIC = [fact for fact in EXAMPLES if fact.TYPE in PUBLISHED]
PUBLIC_ROWS = [row_of(fact) for fact in PUBLIC]
MODEL = {model.TYPE: model for model in MODELS}
TOPIC = topics().facts_learner_path
NOBODY = UUID(int=7)


class Names:
    """Gives every subject the same name, and hashes by writing backwards."""

    def public_id(self, subject: SubjectId) -> UUID | None:
        assert subject != NOBODY
        return NOBODY

    def blind(self, purpose: str, text: str) -> str:
        return (purpose + text).encode().hex()[::-1][:64]


class Forgotten(Names):
    def public_id(self, subject: SubjectId) -> UUID | None:
        assert subject != NOBODY
        return None


def record(row: StoredFact, names: PublicNames | None = None) -> Message:
    ((_, message),) = PublicFacts(TOPIC, MAPPER, names or Names())(row)
    return message


def text_of(message: Message) -> str:
    return repr((message.key, message.value, message.headers, message.timestamp_ms))


def test_what_is_published_is_what_the_contract_names() -> None:
    assert set(MODEL) == PUBLISHED
    assert {fact.TYPE for fact in PUBLIC} == PUBLISHED


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.TYPE)
def test_the_schema_files_are_as_the_models_say(model: type[PublicFact]) -> None:
    """``python -m tests.support.facts_topic`` writes them anew: a diff is a change of a public contract."""
    assert file_of(model).read_text("utf-8") == schema_of(model)


def test_every_schema_file_is_a_models_and_on_the_page() -> None:
    files = {file_of(model).name for model in MODELS}
    page = (FOLDER / "README.md").read_text("utf-8")
    assert {path.name for path in FOLDER.glob("*.json")} == files
    assert set(re.findall(r"\]\((learner-path[^)]*)\)", page)) == files


@pytest.mark.parametrize("row", PUBLIC_ROWS, ids=lambda row: row.topic)
def test_a_public_fact_is_read_by_its_contract_and_by_a_reader_of_another_hand(row: StoredFact) -> None:
    message = record(row)
    said = MODEL[row.topic].model_validate_json(message.value, strict=True)
    assert said.occurred_on == row.occurred_on
    event = from_binary_event(
        KafkaMessage(headers=dict(message.headers), key=message.key, value=message.value)
    )
    assert event.get_subject() == str(NOBODY)
    assert event.get_type() == f"integracode.{row.topic}"
    assert event.get_dataschema() == json.loads(schema_of(MODEL[row.topic]))["$id"]
    assert event.get_data() == json.loads(message.value)


def test_the_page_lists_every_header_and_says_which_may_be_absent() -> None:
    page = (FOLDER / "README.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| `([a-z_-]+)` \| (yes|no) \|", page, flags=re.MULTILINE))
    sent = [{name for name, _ in record(row_of(fact)).headers} for fact in PUBLIC]
    assert set().union(*sent) == set(listed)
    assert set.intersection(*sent) == {name for name, absent in listed.items() if absent == "no"}


@pytest.mark.parametrize("row", PUBLIC_ROWS, ids=lambda row: row.topic)
def test_nothing_of_the_journal_that_could_join_stands_in_it(row: StoredFact, tmp_path: Path) -> None:
    keyring = SqliteKeyring(tmp_path / "keyring.sqlite3", bytes(32), lambda: UUID(int=1))
    said = text_of(record(row, keyring))
    keyring.close()
    ids = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", repr(row) + row.state.decode())
    assert len(ids) >= 4
    for each in ids:
        assert each not in said
        assert UUID(each).hex not in said
    assert row.recorded_at
    assert f"{row.recorded_at:%H:%M:%S}" not in said
    assert row.leaf.hex() not in said


@pytest.mark.parametrize(
    "fact", [fact for fact in EXAMPLES if fact.TYPE not in PUBLISHED], ids=lambda fact: fact.TYPE
)
def test_no_other_fact_is_published(fact: object) -> None:
    assert list(PublicFacts(TOPIC, MAPPER, Names())(row_of(fact))) == []  # type: ignore[arg-type] # EXAMPLES are facts.


@pytest.mark.parametrize("fact", PUBLIC, ids=lambda fact: fact.TYPE)
def test_no_sealed_value_is_in_what_is_published(fact: object) -> None:
    assert not [value for value in vars(fact).values() if isinstance(value, Sealed)]


def test_whoever_was_forgotten_is_told_of_no_more() -> None:
    assert list(PublicFacts(TOPIC, MAPPER, Forgotten())(row_of(PUBLIC[0]))) == []


def test_a_correction_names_what_it_takes_back() -> None:
    credit = next(fact for fact in PUBLIC if fact.TYPE == "learner-path.hours-credit-reversed")
    headers = dict(record(row_of(credit)).headers)
    event_id = str(vars(credit)["credit"])
    assert headers["ce_supersedes"].decode() == Names().blind("public fact/1", event_id)


def test_the_same_fact_has_the_same_record_when_it_is_sent_again(tmp_path: Path) -> None:
    keyring = SqliteKeyring(tmp_path / "keyring.sqlite3", bytes(32), lambda: UUID(int=1))
    first, again = (record(row_of(PUBLIC[0]), keyring) for _ in range(2))
    keyring.close()
    assert first == again


@pytest.mark.parametrize(
    ("codes", "known"),
    [
        (CefrLevel, Level),
        (HalfDay, HoursCredited.model_fields["half_day"].annotation),
        (DrivingSchoolKind, DrivingSchoolEntered.model_fields["kind"].annotation),
        (EntryProof, DrivingSchoolEntered.model_fields["proof"].annotation),
        (ExitReason, PathClosed.model_fields["reason"].annotation),
    ],
)
def test_every_code_of_the_model_is_one_that_the_contract_has(codes: type[StrEnum], known: object) -> None:
    assert {code.value for code in codes} <= set(get_args(known))
