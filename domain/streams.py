"""What every stream's state knows about itself, whatever its facts."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from domain.facts import Fact, Recorded, Tag
from domain.ids import OperatorId
from domain.refusals import BeforeThePath, InTheFuture


@dataclass(frozen=True, kw_only=True)
class Stream(ABC):
    """A state folded from the facts of one stream. ``version`` 0 says that nothing happened yet."""

    STREAM: ClassVar[str]
    """Kind of stream, as it stands in each row: ``learner-path``."""

    id: UUID
    version: int = 0
    began_on: date | None = None

    @property
    @abstractmethod
    def operator_id(self) -> OperatorId | None:
        """Whose file it is; None for what belongs to the whole network."""

    @property
    @abstractmethod
    def tags(self) -> frozenset[Tag]:
        """What a fact of this stream concerns when the fact itself does not say."""

    @abstractmethod
    def evolve(self, recorded: Recorded[Fact]) -> Self:
        """Return the state after one more fact; decides nothing, never raises."""


def check_days(state: Stream, facts: Sequence[Fact], *, today: date) -> None:
    """Refuse what cannot be true of any fact: a day to come, or one before its stream began."""
    for fact in facts:
        if fact.occurred_on > today:
            raise InTheFuture(on=fact.occurred_on, today=today)
        if state.began_on is not None and fact.occurred_on < state.began_on:
            raise BeforeThePath(on=fact.occurred_on, began_on=state.began_on)
