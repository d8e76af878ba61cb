"""Read models on a real PostgreSQL, fed from a list of facts."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any, TypeVar

import pytest

from adapters.database import Database
from adapters.readmodels.fingerprint import fingerprint
from adapters.readmodels.rebuilding import Rebuilding
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.runner import Runner
from adapters.readmodels.schemas import ensure
from adapters.readmodels.source import Source
from adapters.readmodels.views import Answer, Views
from projections.changes import Query, ReadModel
from tests.support.envelopes import FakeKeyring
from tests.support.sources import ListSource
from tests.support.stories import Story

R = TypeVar("R")


class Stage:
    """Where facts are told and views are asked."""

    def __init__(self, database: Database, owner: Database) -> None:
        self.database = database
        self.owner = owner
        self.source = ListSource()
        self.keyring = FakeKeyring()
        self.story = Story(self.source, self.keyring)
        self.views = Views(database)

    def runner(self, name: str, source: Source | None = None, *, batch: int = 500) -> Runner:
        """Return a runner of a read model, on another source if told so."""
        model = READ_MODELS[name]
        opener = self.keyring.open if model.opened else None
        return Runner(self.database, source or self.source, model, opener, batch=batch)

    def play(self, *names: str) -> None:
        """Let read models catch up; all of them, unless named."""
        for name in names or READ_MODELS:
            self.runner(name).catch_up()

    def ask(self, query: Query[R], params: Mapping[str, Any]) -> tuple[R, ...]:
        """Let the query's read model catch up, then ask as the whole network unless told otherwise."""
        self.play(query.read_model)
        return self.answer(query, params).rows

    def answer(self, query: Query[R], params: Mapping[str, Any]) -> Answer[R]:
        """Ask, as things stand."""
        return self.views.ask(query, {"operator_id": None, **params})

    def rebuilding(self, name: str, source: Source | None = None, *, batch: int = 500) -> Rebuilding:
        """Return a rebuild of a read model."""
        model = READ_MODELS[name]
        return Rebuilding(
            owner=self.owner,
            source=source or self.source,
            model=model,
            opener=self.keyring.open if model.opened else None,
            batch=batch,
        )

    def fingerprint(self, name: str) -> dict[str, str]:
        """Return the hashes of a read model's tables."""
        return fingerprint(self.database, READ_MODELS[name])

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run SQL as the owner."""
        with self.owner.transaction() as connection, connection.cursor() as cur:
            cur.execute(statement, values or None)
            return cur.fetchall() if cur.description else []

    def play_model(self, model: ReadModel, source: Source | None = None) -> int:
        """Let a read model of the test's own catch up."""
        return Runner(self.database, source or self.source, model, self.keyring.open).catch_up()


@pytest.fixture
def stage(database: Database, database_url: str) -> Iterator[Stage]:
    """All read models, empty, at position 0."""
    with closing(Database(database_url, role=None)) as owner:
        ensure(owner)
        yield Stage(database, owner)
