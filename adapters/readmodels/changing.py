"""Changes to SQL: question by question, neighbours of one statement as one, in the order they were said."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from psycopg2.extensions import cursor
from psycopg2.extras import execute_values

from domain.facts import Erased, Fact, Recorded, Sealed
from projections.changes import Change, Opening, Question, ReadModel, Statement

T = TypeVar("T")

Opener = Callable[[Sealed[Any], type[Any]], Any]
"""A keyring's ``open``: the clear value, or Erased."""
Row = tuple[object, ...]

PAGE = 1000
"""Rows, or statements, sent at once."""


class NothingToOpenWith(Exception):
    """A projection asks to open a sealed value, and its read model has no opener."""


def apply(cur: cursor, model: ReadModel, facts: Sequence[Recorded[Fact]], opener: Opener | None) -> None:
    """Change the tables of the schema on the search path as the facts say."""
    for question in model.questions:
        changes = _opened(_changes(question, facts), opener)
        for statement, run in groupby(changes, key=_neighbourhood):
            if statement is None:
                _run_each(cur, list(run))
            else:
                rows = merged(statement, [row for _, row in run])
                execute_values(cur, statement.sql, rows, page_size=PAGE)


def merged(statement: Statement, rows: Sequence[Row]) -> list[Row]:
    """Return one row a key: the sum of its amounts, or its last row."""
    by_key: dict[Row, Row] = {}
    for row in rows:
        key, amounts = row[: statement.keys], row[statement.keys :]
        if statement.merge == "add" and key in by_key:
            amounts = tuple(map(sum, zip(by_key[key], amounts, strict=True)))  # type: ignore[arg-type] # amounts are ints.
        by_key[key] = amounts
    return [(*key, *amounts) for key, amounts in by_key.items()]


def _changes(question: Question, facts: Sequence[Recorded[Fact]]) -> Iterator[Change]:
    for it in facts:
        handler = question.ON.get(type(it.fact))
        if handler is not None:
            yield from handler(it)


def _opened(changes: Iterator[Change], opener: Opener | None) -> Iterator[Change]:
    for statement, row in changes:
        if not any(isinstance(each, Opening) for each in row):
            yield statement, row
        elif (clear := _open(row, opener)) is not None:
            yield statement, clear


def _open(row: Row, opener: Opener | None) -> Row | None:
    """Return the row with its openings opened; None when a value was erased."""
    if opener is None:
        raise NothingToOpenWith
    values: dict[Any, Any] = {}
    clear: list[object] = []
    for each in row:
        if not isinstance(each, Opening):
            clear.append(each)
            continue
        envelope = each.sealed.envelope_id
        if envelope not in values:
            values[envelope] = opener(each.sealed, each.kind)
        if isinstance(values[envelope], Erased):
            return None
        clear.append(each.part(values[envelope]))
    return tuple(clear)


def _neighbourhood(change: Change) -> Statement | None:
    return None if change[0].merge == "row" else change[0]


def _run_each(cur: cursor, changes: Sequence[Change]) -> None:
    """Run one by one, in order, many in one message to the server."""
    for start in range(0, len(changes), PAGE):
        page = changes[start : start + PAGE]
        cur.execute(b";".join(cur.mogrify(statement.sql, row) for statement, row in page))
