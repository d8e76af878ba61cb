"""An operator of the Moselle and its two trainers."""

from datetime import date

from domain.facts import Fact
from domain.operator.staff import OperatorJoined, Qualification, TrainerQualified
from domain.personal import Identity
from tests.support.envelopes import sealed
from tests.support.examples.ids import INSTRUCTOR, TRAINER

OPERATOR_JOINED = OperatorJoined(
    occurred_on=date(2019, 9, 2), name="Mobilité Moselle", siret="73282932000074", department="57"
)
TRAINER_QUALIFIED = TrainerQualified(
    occurred_on=date(2020, 1, 6),
    staff_id=TRAINER,
    qualification=Qualification.LANGUAGE_TRAINER,
    identity=sealed("B", Identity(family_name="Muller", given_name="Claire"), TRAINER),
)
INSTRUCTOR_QUALIFIED = TrainerQualified(
    occurred_on=date(2021, 5, 3),
    staff_id=INSTRUCTOR,
    qualification=Qualification.DRIVING_INSTRUCTOR,
    identity=sealed("B", Identity(family_name="Klein", given_name="Marc"), INSTRUCTOR),
)

EXAMPLES: tuple[Fact, ...] = (OPERATOR_JOINED, TRAINER_QUALIFIED, INSTRUCTOR_QUALIFIED)
