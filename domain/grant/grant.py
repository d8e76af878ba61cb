"""The whole of a grant."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from domain.facts import Fact, Recorded, Tag
from domain.grant import award
from domain.grant.award import Award, GrantAwarded
from domain.ids import OperatorId
from domain.refusals import Unknown
from domain.streams import Stream


@dataclass(frozen=True, kw_only=True)
class Grant(Stream):
    """From the funder's decision to the last payment."""

    STREAM: ClassVar[str] = "grant"

    award: Award = field(default_factory=Award)

    @property
    def operator_id(self) -> OperatorId | None:
        """The operator that signed it; None when the network head did."""
        return self.award.granted.holder if self.award.granted else None

    @property
    def tags(self) -> frozenset[Tag]:
        """The grant itself."""
        return frozenset({Tag(f"grant:{self.id}")})

    @property
    def terms(self) -> GrantAwarded:
        """What the funder decided.

        Raises:
            Unknown: nothing was awarded under this id.
        """
        if self.award.granted is None:
            raise Unknown(kind=self.STREAM, id=self.id)
        return self.award.granted

    def evolve(self, recorded: Recorded[Fact]) -> Self:
        """Hand the fact to the award."""
        fact = recorded.fact
        return replace(
            self,
            version=recorded.originator_version,
            began_on=self.began_on or fact.occurred_on,
            award=award.evolve(self.award, fact),
        )
