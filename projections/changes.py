"""What a projection is made of: statements, queries, and the questions of a read model."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, Protocol, TypeVar

from domain.facts import Fact, Recorded, Sealed

R_co = TypeVar("R_co", covariant=True)

Merge = Literal["add", "put", "row"]
"""How neighbours of one statement become one statement: ``add`` sums the amounts of equal keys, ``put`` keeps
the last of equal keys, ``row`` runs each by itself."""


@dataclass(frozen=True)
class Statement:
    """A change of a question's own tables. ``add`` and ``put`` take many rows at ``values %s``."""

    sql: str
    merge: Merge = "row"
    keys: int = 1
    """How many of the first parameters are the key."""


@dataclass(frozen=True)
class Opening:
    """A parameter that the runner opens: part of a sealed value. Erased: the change is left out."""

    sealed: Sealed[Any]
    kind: type[Any]
    part: Callable[[Any], object]


Change = tuple[Statement, tuple[object, ...]]
Changes = Iterator[Change]
Handler = Callable[[Recorded[Any]], Changes]
"""Pure: a recorded fact in, changes out; no clock, no chance, nothing read elsewhere."""
Handlers = Mapping[type[Fact], Handler]


@dataclass(frozen=True)
class Query(Generic[R_co]):
    """A question put to a read model; its name stands in the access table.

    Each takes ``operator_id``: None asks for the whole network. It may join the tables of the other questions
    of its read model: they are all at the same position.
    """

    name: str
    """``read-model.question``."""
    sql: str
    row: Callable[..., R_co]
    """Takes the columns by name."""

    @property
    def read_model(self) -> str:
        """The read model that answers."""
        return self.name.partition(".")[0]


class Question(Protocol):
    """A module. Its statements touch its own tables only, so questions need no order among them."""

    @property
    def TABLE(self) -> str:  # noqa: N802 - a module's constant.
        """DDL of its tables and indexes, without schema names."""

    @property
    def ON(self) -> Handlers:  # noqa: N802 - a module's constant.
        """Who handles what."""

    @property
    def QUERIES(self) -> tuple[Query[Any], ...]:  # noqa: N802 - a module's constant.
        """What can be asked."""


@dataclass(frozen=True, kw_only=True)
class ReadModel:
    """Questions that share a position. A change of a table or a handler is a new version."""

    name: str
    version: int
    questions: tuple[Question, ...]
    opened: frozenset[str] = frozenset()
    """Columns that hold opened personal values; any: the model is unlogged and has an opener."""

    @property
    def is_unlogged(self) -> bool:
        """Opened values lie in tables that dumps leave out and a crash empties."""
        return bool(self.opened)


class NotStored(Exception):
    """A fact that no log has taken yet cannot change a view."""


def instant(it: Recorded[Any]) -> datetime:
    """When the log took the fact.

    Raises:
        NotStored: it did not.
    """
    if it.recorded_at is None:
        raise NotStored(it.fact.TYPE)
    return it.recorded_at
