"""The whole of a learner's path: each fact is handed to each phase."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from domain.facts import Fact, Recorded, Tag
from domain.ids import OperatorId
from domain.learner_path import referral
from domain.learner_path.referral import Referral
from domain.streams import Stream


@dataclass(frozen=True, kw_only=True)
class LearnerPath(Stream):
    """From referral to follow-up."""

    STREAM: ClassVar[str] = "learner-path"

    referral: Referral = field(default_factory=Referral)

    @property
    def operator_id(self) -> OperatorId | None:
        """The operator that the learner was referred to."""
        return self.referral.operator_id

    @property
    def tags(self) -> frozenset[Tag]:
        """The group of the learner's training, until the path ends."""
        return frozenset()

    def evolve(self, recorded: Recorded[Fact]) -> Self:
        """Hand the fact to each phase."""
        fact = recorded.fact
        return replace(
            self,
            version=recorded.originator_version,
            began_on=self.began_on or fact.occurred_on,
            referral=referral.evolve(self.referral, fact),
        )
