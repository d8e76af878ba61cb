"""Asking to keep a driving-school entry, or another way of moving about."""

from domain.learner_path.licence import DrivingSchoolKind, EntryProof, MobilitySolution
from domain.learner_path.path import LearnerPath
from services.learner_path.licence import (
    EngageOtherSolution,
    EnterDrivingSchool,
    engage_other_solution,
    enter_driving_school,
)
from tests.support.desk import TestDesk
from tests.support.examples.ids import PATH
from tests.support.examples.learner_path.enrolment import TRAINING_COMPLETED
from tests.support.examples.learner_path.follow_up import PATH_CLOSED
from tests.support.examples.learner_path.licence import DRIVING_SCHOOL_ENTERED, OTHER_SOLUTION_ENGAGED
from tests.support.examples.learner_path.referral import REFERRAL_RECEIVED
from tests.support.given import happened
from tests.support.learner_paths import IN_TRAINING

ENTER = EnterDrivingSchool(
    on=DRIVING_SCHOOL_ENTERED.occurred_on, kind=DrivingSchoolKind.ASSOCIATIVE, proof=EntryProof.CONTRACT
)
ENGAGE = EngageOtherSolution(on=OTHER_SOLUTION_ENGAGED.occurred_on, kind=MobilitySolution.TWO_WHEELER_RENTAL)


def test_a_driving_school_is_entered_even_on_a_closed_path() -> None:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, *IN_TRAINING, TRAINING_COMPLETED, PATH_CLOSED)
    assert desk.ask(enter_driving_school, PATH, ENTER) == [DRIVING_SCHOOL_ENTERED]


def test_another_way_of_moving_about_is_engaged() -> None:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, *IN_TRAINING)
    assert desk.ask(engage_other_solution, PATH, ENGAGE) == [OTHER_SOLUTION_ENGAGED]


def test_nothing_is_engaged_before_the_referral_is_accepted() -> None:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, REFERRAL_RECEIVED)
    assert desk.refusal(enter_driving_school, PATH, ENTER).TYPE == "referral-not-accepted"
    assert desk.refusal(engage_other_solution, PATH, ENGAGE).TYPE == "referral-not-accepted"
