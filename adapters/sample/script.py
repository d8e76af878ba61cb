"""What is to be asked, by whom and when; put in order, so that the log's clock never goes back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from adapters.sample.clock import paris
from adapters.sample.year import PLAYED_UNTIL
from domain.ids import OperatorId
from services.access import UseCase
from services.context import Role, Source

ENDS = paris(PLAYED_UNTIL, 23)

Advance = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


@dataclass(frozen=True, kw_only=True)
class Who:
    """An account of the year: its id names nobody."""

    actor: str
    role: Role
    operator_id: OperatorId | None = None
    source: Source = "page"


NETWORK_HEAD = Who(actor="sample-network-head", role=Role.NETWORK_HEAD)
TIMER = Who(actor="sample-timer", role=Role.PROCESS, source="process")


@dataclass(frozen=True, kw_only=True)
class Action:
    """One asking."""

    at: datetime
    who: Who
    use_case: UseCase
    args: tuple[object, ...]


@dataclass
class Script:
    """The year's askings, noted life by life."""

    actions: list[Action] = field(default_factory=list)

    def add(self, at: datetime, who: Who, use_case: UseCase, *args: object) -> None:
        """Note an asking."""
        self.actions.append(Action(at=at, who=who, use_case=use_case, args=args))

    def in_order(self) -> list[Action]:
        """Return the askings by instant, up to the end; those of one instant as they were noted."""
        played = (action for action in self.actions if action.at < ENDS)
        return sorted(played, key=lambda action: action.at)
