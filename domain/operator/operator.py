"""The whole of an operator."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from domain.facts import Fact, Recorded, Tag
from domain.ids import OperatorId
from domain.operator import staff
from domain.operator.staff import Staff
from domain.streams import Stream


@dataclass(frozen=True, kw_only=True)
class Operator(Stream):
    """A mobility operator of the network: the tenant."""

    STREAM: ClassVar[str] = "operator"

    staff: Staff = field(default_factory=Staff)

    @property
    def operator_id(self) -> OperatorId:
        """Its own file."""
        return OperatorId(self.id)

    @property
    def tags(self) -> frozenset[Tag]:
        """None: what an operator is concerns no group alone."""
        return frozenset()

    def evolve(self, recorded: Recorded[Fact]) -> Self:
        """Hand the fact to the staff."""
        fact = recorded.fact
        return replace(
            self,
            version=recorded.originator_version,
            began_on=self.began_on or fact.occurred_on,
            staff=staff.evolve(self.staff, fact),
        )
