"""The year as a list of things asked: who asks what, of which file, at which instant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from adapters.ids import uuid7
from domain.calendar import PARIS
from domain.ids import OperatorId
from services.access import UseCase
from services.context import Role


@dataclass(frozen=True)
class Actor:
    """An account of the sample."""

    login: str
    role: Role
    operator_id: OperatorId | None


@dataclass(frozen=True)
class Action:
    """One command. ``ask`` may wait for the actors' account ids: see ``approved_by``."""

    instant: datetime
    actor: Actor
    use_case: UseCase
    stream_id: UUID
    ask: Any
    approved_by: Actor | None = None
    """The account that goes into the request's ``approver``."""


@dataclass
class Plan:
    """Collects actions; gives the same ids for the same seed."""

    random: Random
    actions: list[Action] = field(default_factory=list)

    def new_id(self, day: date) -> UUID:
        """Return an id of that day."""
        instant = datetime.combine(day, time(8), PARIS)
        return uuid7(int(instant.timestamp() * 1000), self.random.randbytes(10))

    def add(  # noqa: PLR0913 - a command has that many parts.
        self,
        day: date,
        actor: Actor,
        use_case: UseCase,
        stream_id: UUID,
        ask: Any,  # noqa: ANN401 - each use case has its own request.
        *,
        at: time = time(10),
        recorded_after: int = 0,
        approved_by: Actor | None = None,
    ) -> None:
        """Plan a command for a day's hour in Paris, or for a later day when people are late."""
        instant = datetime.combine(day + timedelta(days=recorded_after), at, PARIS)
        self.actions.append(Action(instant, actor, use_case, stream_id, ask, approved_by))

    def chance(self, percent: float) -> bool:
        """Throw the dice."""
        return self.random.random() * 100 < percent

    def in_order(self) -> Iterator[Action]:
        """Return the actions as they come; those of one instant in the order of planning."""
        return iter(sorted(self.actions, key=lambda action: action.instant))
