"""Towards the licence, or towards moving about in another way: the course's success."""

from dataclasses import dataclass
from enum import StrEnum

from domain.facts import Fact


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


FACTS = (DrivingSchoolEntered, OtherMobilitySolutionEngaged)
