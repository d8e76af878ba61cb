"""The whole of a funded group: each fact is handed to each phase."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from domain.facts import Fact, Recorded, Tag
from domain.funded_group import money, planning, seats, sessions
from domain.funded_group.money import Expenses
from domain.funded_group.planning import GroupPlanned, Planning
from domain.funded_group.seats import Seat, Seats
from domain.funded_group.sessions import Sessions
from domain.ids import GroupId, OperatorId
from domain.refusals import Unknown
from domain.streams import Stream


@dataclass(frozen=True, kw_only=True)
class FundedGroup(Stream):
    """From plan to completion."""

    STREAM: ClassVar[str] = "funded-group"

    planning: Planning = field(default_factory=Planning)
    seats: Seats = field(default_factory=Seats)
    sessions: Sessions = field(default_factory=Sessions)
    expenses: Expenses = field(default_factory=Expenses)

    @property
    def operator_id(self) -> OperatorId | None:
        """The operator that holds the group."""
        return self.planning.plan.operator_id if self.planning.plan else None

    @property
    def tags(self) -> frozenset[Tag]:
        """The group itself."""
        return frozenset({Tag(f"group:{self.id}")})

    @property
    def plan(self) -> GroupPlanned:
        """What was planned.

        Raises:
            Unknown: nothing was planned under this id.
        """
        if self.planning.plan is None:
            raise Unknown(kind=self.STREAM, id=self.id)
        return self.planning.plan

    @property
    def seat(self) -> Seat:
        """What the group offers to a learner who would enrol."""
        return Seat(
            group_id=GroupId(self.id),
            minutes=self.seats.minutes,
            call_ref=self.seats.call_ref,
            is_open=not self.seats.is_over,
        )

    def evolve(self, recorded: Recorded[Fact]) -> Self:
        """Hand the fact to each phase."""
        fact = recorded.fact
        return replace(
            self,
            version=recorded.originator_version,
            began_on=self.began_on or fact.occurred_on,
            planning=planning.evolve(self.planning, fact),
            seats=seats.evolve(self.seats, fact),
            sessions=sessions.evolve(self.sessions, fact),
            expenses=money.evolve(self.expenses, fact),
        )
