"""Asking read models: one transaction, one position, and never older than what the asker just wrote."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from psycopg2.extensions import cursor

from adapters.database import Database
from adapters.readmodels import positions
from adapters.readmodels.positions import Position
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.tokens import Token
from projections.changes import Query, ReadModel
from services.access import NETWORK_WIDE, check_access
from services.answers import Forbidden
from services.context import Context

R = TypeVar("R")

WAIT_SECONDS = 2.0
FIRST_PAUSE_SECONDS = 0.002
LONGEST_PAUSE_SECONDS = 0.05


class NotThereYet(Exception):
    """The read model has not read that far; ``at`` says where it stands (None: nowhere yet)."""

    def __init__(self, read_model: str, at: Token | None, *, is_halted: bool) -> None:
        super().__init__(read_model)
        self.read_model = read_model
        self.at = at
        self.is_halted = is_halted
        """It will not get there by waiting."""

    @property
    def position(self) -> int:
        """Where it stands."""
        return self.at.position if self.at else 0


class AnotherHistory(NotThereYet):
    """The token is of another log, or of an epoch that ended: no waiting helps, ask again without it."""


@dataclass(frozen=True)
class Answer(Generic[R]):
    """Rows, and the place in the log at which they are true."""

    rows: tuple[R, ...]
    at: Token | None
    """None: the read model has read nothing yet."""
    is_halted: bool
    """The read model stands still at ``at``: say so beside the rows."""

    @property
    def position(self) -> int:
        """Where the rows are true."""
        return self.at.position if self.at else 0


class Views:
    """What pages, API and timers ask."""

    def __init__(self, database: Database, models: Mapping[str, ReadModel] = READ_MODELS) -> None:
        """Take the database that holds the read models."""
        self._database = database
        self._models = models

    def ask_as(
        self,
        context: Context,
        query: Query[R],
        params: Mapping[str, Any],
        *,
        at: Token | None = None,
        timeout: float = WAIT_SECONDS,
    ) -> Answer[R]:
        """Ask as somebody: checks the role, and shows an operator's people their own operator only.

        Raises:
            Forbidden: the access table does not give this query to the role.
            NotThereYet: as ``ask``.
        """
        check_access(query.name, context.role)
        if context.role in NETWORK_WIDE:
            return self.ask(query, {"operator_id": None, **params}, at=at, timeout=timeout)
        if context.operator_id is None:
            raise Forbidden(role=context.role)
        return self.ask(query, {**params, "operator_id": context.operator_id}, at=at, timeout=timeout)

    def ask(
        self,
        query: Query[R],
        params: Mapping[str, Any],
        *,
        at: Token | None = None,
        timeout: float = WAIT_SECONDS,
    ) -> Answer[R]:
        """Ask without asking who asks: for timers and the command line.

        Args:
            query: one of a question's queries.
            params: its parameters; ``operator_id`` None is the whole network.
            at: the asker's last write, to be seen in the answer.
            timeout: seconds to wait for it.

        Raises:
            NotThereYet: it is not seen yet.
            AnotherHistory: it never will be.
        """
        deadline, pause = time.monotonic() + timeout, FIRST_PAUSE_SECONDS
        while True:
            try:
                return self._ask(query, params, at)
            except AnotherHistory:
                raise
            except NotThereYet as answer:
                if answer.is_halted or time.monotonic() + pause > deadline:
                    raise
            time.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _ask(self, query: Query[R], params: Mapping[str, Any], at: Token | None) -> Answer[R]:
        try:
            return self._ask_once(query, params, at)
        except positions.GONE:
            return self._ask_once(query, params, at)

    def _ask_once(self, query: Query[R], params: Mapping[str, Any], at: Token | None) -> Answer[R]:
        with self._snapshot() as cur:
            mine = standing(cur, self._models[query.read_model])
            token = token_of(mine)
            is_halted = mine is not None and mine.state == positions.HALTED
            if at is not None:
                check_reached(query.read_model, at, token, is_halted=is_halted)
            if mine is None:
                return Answer((), None, is_halted)
            cur.execute(f"set local search_path to {mine.schema};{query.sql}", params)
            names = [column.name for column in cur.description or ()]
            rows = tuple(query.row(**dict(zip(names, row, strict=True))) for row in cur.fetchall())
            return Answer(rows, token, is_halted)

    @contextmanager
    def _snapshot(self) -> Iterator[cursor]:
        """Lend a cursor whose statements all see the same instant."""
        with self._database.transaction() as connection, connection.cursor() as cur:
            cur.execute("set transaction isolation level repeatable read, read only")
            yield cur


def standing(cur: cursor, model: ReadModel) -> Position | None:
    """Return where the active generation of a read model stands; None when it has just lost its tables."""
    schema = positions.active_schema(cur, model.name)
    return None if schema is None else positions.slowest(positions.load_all(cur, model, schema))


def token_of(mine: Position | None) -> Token | None:
    """Return a place in the log; None before the first fact."""
    if mine is None or mine.log_id is None:
        return None
    return Token(mine.log_id, mine.epoch, mine.position)


def check_reached(name: str, asked: Token, mine: Token | None, *, is_halted: bool) -> None:
    """Let pass who has read through there.

    Raises:
        NotThereYet: not yet.
        AnotherHistory: of another log or epoch.
    """
    if mine is not None and (asked.log_id, asked.epoch) != (mine.log_id, mine.epoch):
        raise AnotherHistory(name, mine, is_halted=is_halted)
    if asked.position > (mine.position if mine else 0):
        raise NotThereYet(name, mine, is_halted=is_halted)
