"""Towards the licence, or towards moving about in another way: the course's success."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.calendar import months_later
from domain.facts import Fact
from domain.learner_path.enrolment import Training
from domain.learner_path.referral import Referral, ReferralNotAccepted


class DrivingSchoolKind(StrEnum):
    """An associative (solidarity) driving school or a classic one."""

    CLASSIC = "classic"
    ASSOCIATIVE = "associative"


class EntryProof(StrEnum):
    """What shows that the learner entered."""

    CONTRACT = "contract"
    ATTESTATION = "attestation"
    INVOICE = "invoice"
    DECLARED = "declared"


class MobilitySolution(StrEnum):
    """Another way of moving about; which of them count as a path engaged is for a rule set (rule 13)."""

    INTEGRAMOB = "integramob"
    CAR_RENTAL = "car-rental"
    TWO_WHEELER_RENTAL = "two-wheeler-rental"
    TRANSPORT_ON_DEMAND = "transport-on-demand"
    OWN_VEHICLE = "own-vehicle"
    PUBLIC_TRANSPORT = "public-transport"


@dataclass(frozen=True, kw_only=True)
class DrivingSchoolEntered(Fact):
    """The learner enters a driving school, on the day of ``occurred_on``."""

    TYPE = "learner-path.driving-school-entered"
    kind: DrivingSchoolKind
    proof: EntryProof


@dataclass(frozen=True, kw_only=True)
class OtherMobilitySolutionEngaged(Fact):
    """The learner moves about in another way."""

    TYPE = "learner-path.other-mobility-solution-engaged"
    kind: MobilitySolution


Engagement = DrivingSchoolEntered | OtherMobilitySolutionEngaged


@dataclass(frozen=True, kw_only=True)
class EngagedRule:
    """Which ways of moving about count as a path engaged, and when (rule 13)."""

    id: str
    solutions: frozenset[MobilitySolution]
    months_after_exit: int

    def counts(self, engaged: Engagement, training: Training) -> bool:
        """Of a kind that counts, from the first enrolment to some months after the last exit."""
        if isinstance(engaged, OtherMobilitySolutionEngaged) and engaged.kind not in self.solutions:
            return False
        return self._in_time(engaged.occurred_on, training)

    def _in_time(self, day: date, training: Training) -> bool:
        if training.last is None or day < training.stays[0].enrolled_on:
            return False
        left_on = training.last.left_on
        return left_on is None or day <= months_later(left_on, self.months_after_exit)


ENGAGED_RULE = EngagedRule(
    id="mobility-engaged/1",
    solutions=frozenset(
        {
            MobilitySolution.INTEGRAMOB,
            MobilitySolution.CAR_RENTAL,
            MobilitySolution.TWO_WHEELER_RENTAL,
            MobilitySolution.TRANSPORT_ON_DEMAND,
            MobilitySolution.OWN_VEHICLE,
        }
    ),
    months_after_exit=6,
)


@dataclass(frozen=True, kw_only=True)
class Mobility:
    """Every way of moving about that the person engaged."""

    engaged: frozenset[Engagement] = frozenset()

    def is_positive(self, rule: EngagedRule, training: Training) -> bool:
        """One at least counts."""
        return any(rule.counts(engaged, training) for engaged in self.engaged)


def evolve(mobility: Mobility, fact: Fact) -> Mobility:
    """Return the state after one more fact."""
    match fact:
        case DrivingSchoolEntered() | OtherMobilitySolutionEngaged():
            return replace(mobility, engaged=mobility.engaged | {fact})
        case _:
            return mobility


def engage(mobility: Mobility, referral: Referral, engaged: Engagement) -> list[Fact]:
    """Keep a driving-school entry or another solution, even before enrolment; nothing when already kept."""
    if not referral.is_accepted:
        raise ReferralNotAccepted
    return [] if engaged in mobility.engaged else [engaged]


FACTS = (DrivingSchoolEntered, OtherMobilitySolutionEngaged)
