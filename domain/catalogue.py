"""Every fact there is: the sum of each phase's FACTS. A fact that is not here cannot be read."""

from domain.attendance_sheet import sealing, signing
from domain.facts import Fact
from domain.funded_group import money, planning, seats, sessions
from domain.grant import award
from domain.learner_path import (
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
from domain.operator import staff

CATALOGUE: tuple[type[Fact], ...] = (
    *referral.FACTS,
    *contact.FACTS,
    *eligibility.FACTS,
    *positioning.FACTS,
    *enrolment.FACTS,
    *attendance.FACTS,
    *assessment.FACTS,
    *licence.FACTS,
    *follow_up.FACTS,
    *privacy.FACTS,
    *planning.FACTS,
    *seats.FACTS,
    *sessions.FACTS,
    *money.FACTS,
    *signing.FACTS,
    *sealing.FACTS,
    *award.FACTS,
    *staff.FACTS,
)
