"""She enters an associative driving school; others move about in another way."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.licence import (
    DrivingSchoolEntered,
    DrivingSchoolKind,
    EntryProof,
    MobilitySolution,
    OtherMobilitySolutionEngaged,
)

DRIVING_SCHOOL_ENTERED = DrivingSchoolEntered(
    occurred_on=date(2025, 6, 18), kind=DrivingSchoolKind.ASSOCIATIVE, proof=EntryProof.CONTRACT
)
OTHER_SOLUTION_ENGAGED = OtherMobilitySolutionEngaged(
    occurred_on=date(2025, 6, 18), kind=MobilitySolution.TWO_WHEELER_RENTAL
)

EXAMPLES: tuple[Fact, ...] = (DRIVING_SCHOOL_ENTERED, OTHER_SOLUTION_ENGAGED)
