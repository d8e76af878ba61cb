"""The public topic on a real broker: told once, joined to nothing, cut with the person."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from adapters.database import Database
from adapters.ids import Ids
from adapters.keyring.sqlite import SqliteKeyring
from adapters.messaging.public.models import MODELS
from adapters.messaging.public.records import PublicFacts
from adapters.messaging.public.translating import PUBLISHED
from adapters.messaging.relay import Relay
from domain.ids import SubjectId
from services.answers import KeyringUnavailable
from tests.support.examples import EXAMPLES
from tests.support.logs import MAPPER
from tests.support.postgres import execute
from tests.support.relayed import Relayed, committed
from tests.support.waiting import wait_until

PUBLIC = [fact for fact in EXAMPLES if fact.TYPE in PUBLISHED]
OTHERS = [fact for fact in EXAMPLES if fact.TYPE.startswith("learner-path.") and fact not in PUBLIC]


@pytest.fixture
def relayed(kafka_servers: str, database: Database) -> Iterator[Relayed]:
    relayed = Relayed(kafka_servers, database)
    relayed.apply()
    yield relayed
    relayed.bench.feed.close()


@pytest.fixture
def keyring(tmp_path: Path) -> Iterator[SqliteKeyring]:
    with closing(SqliteKeyring(tmp_path / "keyring.sqlite3", bytes(32), Ids())) as opened:
        yield opened


def publishing(relayed: Relayed, keyring: SqliteKeyring) -> Relay:
    return relayed.relay(told=PublicFacts(relayed.topics.facts_learner_path, MAPPER, keyring))


def published(relayed: Relayed) -> list[Any]:
    found = committed(relayed.servers, [relayed.topics.facts_learner_path])
    return [record for records in found.values() for record in records]


def tell(relayed: Relayed, paths: int) -> list[UUID]:
    ids = [uuid4() for _ in range(paths)]
    for path_id in ids:
        relayed.bench.tell(path_id, *OTHERS[:5], *PUBLIC, stream="learner-path", tags=["group:1"])
    return ids


def header(record: Any, name: str) -> str:  # noqa: ANN401 - kafka-python's record.
    content: bytes = dict(record.headers)[name]
    return content.decode()


def test_every_public_fact_is_told_once_under_ids_that_join_to_nothing(
    relayed: Relayed, keyring: SqliteKeyring
) -> None:
    tell(relayed, 5)
    with relayed.following(publishing(relayed, keyring)):
        relayed.wait()
    records = published(relayed)
    assert len({header(each, "ce_id") for each in records}) == len(records) == 5 * len(PUBLIC)
    assert len({header(each, "ce_subject") for each in records}) == 5
    models = {f"integracode.{model.TYPE}": model for model in MODELS}
    for each in records:
        models[header(each, "ce_type")].model_validate_json(each.value, strict=True)
    said = " ".join(map(repr, records))
    for row in relayed.bench.feed.rows():
        for found in re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", repr(row) + row.state.decode()):
            assert found not in said
            assert UUID(found).hex not in said
    names = {name for each in records for name, _ in each.headers} | {
        name for each in records for name in json.loads(each.value)
    }
    assert not [name for name in names if "position" in name or "sequence" in name]


def test_sent_again_it_is_the_same_record(
    relayed: Relayed, keyring: SqliteKeyring, database_url: str
) -> None:
    tell(relayed, 2)
    for _ in range(2):
        with relayed.following(publishing(relayed, keyring)):
            relayed.wait()
        execute(database_url, "delete from relay.sent")
    records = published(relayed)
    assert len(records) == 4 * len(PUBLIC)
    distinct = {(each.key, each.value, tuple(each.headers), each.timestamp) for each in records}
    assert len(distinct) == len({header(each, "ce_id") for each in records}) == 2 * len(PUBLIC)


def test_whoever_is_forgotten_is_told_of_no_more(
    relayed: Relayed, keyring: SqliteKeyring, database_url: str
) -> None:
    first, other = tell(relayed, 2)
    with relayed.following(publishing(relayed, keyring)):
        relayed.wait()
    left = str(keyring.public_id(SubjectId(other)))
    keyring.shred(SubjectId(first), "B", 1)
    before = len(published(relayed))
    execute(database_url, "delete from relay.sent")
    with relayed.following(publishing(relayed, keyring)):
        relayed.wait()
    again = [each for each in published(relayed) if header(each, "ce_subject") == left]
    assert len(again) == 2 * len(PUBLIC)
    assert len(published(relayed)) == before + len(PUBLIC)


def test_a_keyring_that_cannot_be_read_is_awaited_and_nothing_is_skipped(
    relayed: Relayed, keyring: SqliteKeyring
) -> None:
    class Away:
        tries = 0

        def public_id(self, subject: SubjectId) -> UUID | None:
            self.tries += 1
            if self.tries < 3:
                raise KeyringUnavailable
            return keyring.public_id(subject)

        blind = staticmethod(keyring.blind)

    tell(relayed, 1)
    told = PublicFacts(relayed.topics.facts_learner_path, MAPPER, Away())
    with relayed.following(relayed.relay(told=told)):
        wait_until(lambda: relayed.status().trouble == "KeyringUnavailable")
        relayed.wait()
    assert len(published(relayed)) == len(PUBLIC)
