"""The year as a list of things asked: who asks what, of which file, at which instant."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from adapters.ids import uuid7
from adapters.sample.clock import paris
from adapters.sample.year import PLAYED_UNTIL
from domain.ids import OperatorId
from services.access import UseCase
from services.context import Role

ENDS = paris(PLAYED_UNTIL, 23)


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
    """Collects actions, life by life; gives the same ids for the same seed."""

    random: Random
    actions: list[Action] = field(default_factory=list)

    def id_at(self, instant: datetime) -> UUID:
        """Return an id of that instant, so that ids of the year are in its order."""
        return uuid7(int(instant.timestamp() * 1000), self.random.randbytes(10))

    def add(  # noqa: PLR0913 - a command has that many parts.
        self,
        instant: datetime,
        actor: Actor,
        use_case: UseCase,
        stream_id: UUID,
        ask: Any,  # noqa: ANN401 - each use case has its own request.
        *,
        approved_by: Actor | None = None,
    ) -> None:
        """Plan a command."""
        self.actions.append(Action(instant, actor, use_case, stream_id, ask, approved_by))

    def in_order(self) -> Iterator[Action]:
        """Return the actions as they come, up to the end; those of one instant in the order of planning."""
        played = (action for action in self.actions if action.instant < ENDS)
        return iter(sorted(played, key=lambda action: action.instant))
