"""Partitions promise the order of each key, no other: whatever the order between keys, rows are the same."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from random import Random
from uuid import UUID

import pytest
from psycopg2.extensions import cursor

from adapters.readmodels.changing import apply
from adapters.readmodels.fingerprint import TABLES
from adapters.readmodels.registry import READ_MODELS
from adapters.sample.building import SEED, Year
from adapters.sample.year import GROUPS
from domain.facts import Fact, Recorded
from projections.changes import ReadModel
from projections.tags import group_of
from tests.support.envelopes import FakeKeyring
from tests.support.readmodels import Stage
from tests.support.sample import played

Facts = list[Recorded[Fact]]
Rows = dict[str, list[str]]

BATCH = 37
KEYRING = FakeKeyring()
ON_ONE_GRANT = [group for group in GROUPS if group.grant == "57"]


@pytest.fixture(scope="module")
def story() -> Facts:
    """Two groups that one grant pays for."""
    return played(Year(SEED, ON_ONE_GRANT).story, KEYRING)


def key_of(it: Recorded[Fact]) -> UUID:
    """Return whose facts come in order: a path, a group with its sheets, a grant, an operator."""
    group_id = group_of(it) if it.stream == "attendance-sheet" else None
    return group_id or it.originator_id


def key_after_key(facts: Facts) -> Facts:
    """Return all of one key, then all of another: what came last comes first."""
    return list(chain.from_iterable(reversed(by_key(facts))))


def shuffled(facts: Facts) -> Facts:
    """Return the keys' facts mixed anew."""
    random, waiting = Random(SEED), by_key(facts)  # noqa: S311 - the same shuffle each time.
    turns = [number for number, of_key in enumerate(waiting) for _ in of_key]
    random.shuffle(turns)
    next_of = [iter(of_key) for of_key in waiting]
    return [next(next_of[number]) for number in turns]


def by_key(facts: Facts) -> list[Facts]:
    """Return the facts of each key, in order."""
    keys: dict[UUID, Facts] = defaultdict(list)
    for each in facts:
        keys[key_of(each)].append(each)
    return list(keys.values())


@pytest.mark.parametrize("other_order", [key_after_key, shuffled])
@pytest.mark.parametrize("model", READ_MODELS.values(), ids=READ_MODELS)
def test_the_order_between_keys_changes_no_row(
    stage: Stage, story: Facts, model: ReadModel, other_order: Callable[[Facts], Facts]
) -> None:
    assert other_order(story) != story
    rows = filled(stage, model, story)
    assert filled(stage, model, other_order(story)) == rows
    assert all(rows.values())


def filled(stage: Stage, model: ReadModel, facts: Facts) -> Rows:
    """Return every row that these facts give; nothing is kept."""
    schema = f"{model.name}_{model.version}_a"
    with stage.owner.transaction() as connection, connection.cursor() as cur:
        cur.execute(f"set local search_path to {schema}")
        for start in range(0, len(facts), BATCH):
            apply(cur, model, facts[start : start + BATCH], KEYRING.open if model.opened else None)
        rows = {table: sorted(rows_of(cur, table)) for table in tables_of(cur, schema)}
        connection.rollback()
    return rows


def tables_of(cur: cursor, schema: str) -> Sequence[str]:
    """Return the tables of a schema, positions left out."""
    cur.execute(TABLES, (schema,))
    return [table for (table,) in cur.fetchall()]


def rows_of(cur: cursor, table: str) -> Iterator[str]:
    """Return each row as text."""
    cur.execute(f"select t::text from {table} t")  # noqa: S608 - a table's name, from the catalogue.
    return (text for (text,) in cur.fetchall())
