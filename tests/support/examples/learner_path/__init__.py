"""Amina's path, from her referral to the day her data are given up."""

from domain.facts import Fact
from tests.support.examples.learner_path import (
    assessment,
    attendance,
    contact,
    eligibility,
    enrolment,
    follow_up,
    licence,
    positioning,
    privacy,
    referral,
)

EXAMPLES: tuple[Fact, ...] = (
    *referral.EXAMPLES,
    *contact.EXAMPLES,
    *eligibility.EXAMPLES,
    *positioning.EXAMPLES,
    *enrolment.EXAMPLES,
    *attendance.EXAMPLES,
    *assessment.EXAMPLES,
    *licence.EXAMPLES,
    *follow_up.EXAMPLES,
    *privacy.EXAMPLES,
)
