"""Operators through the desk."""

from datetime import date
from uuid import UUID

from domain.ids import OperatorId, SubjectId
from domain.operator.staff import Qualification, TrainerQualified
from domain.personal import Identity
from domain.refusals import Unknown
from services.answers import AlreadyTaken, Forbidden
from services.context import Role
from services.operator.staff import JoinOperator, QualifyTrainer, join_operator, qualify_trainer
from tests.support.desk import OPERATOR, TestDesk
from tests.support.examples.ids import TRAINER

JOIN = JoinOperator(on=date(2019, 9, 2), name="Mobilité Moselle", siret="73282932000074", department="57")
CLAIRE = Identity(family_name="Muller", given_name="Claire")
QUALIFY = QualifyTrainer(
    on=date(2020, 1, 6),
    staff_id=TRAINER,
    qualification=Qualification.LANGUAGE_TRAINER,
    identity=CLAIRE,
)
OTHER_OPERATOR = OperatorId(UUID("00000000-0000-7000-8000-000000000067"))


def desk_with_operator() -> TestDesk:
    desk = TestDesk()
    desk.ask(join_operator, OPERATOR, JOIN, role=Role.NETWORK_HEAD, operator_id=None)
    return desk


def test_a_siret_belongs_to_one_operator() -> None:
    desk = desk_with_operator()
    refusal = desk.refusal(join_operator, OTHER_OPERATOR, JOIN, role=Role.NETWORK_HEAD)
    assert isinstance(refusal, AlreadyTaken)


def test_an_operator_joins_once() -> None:
    assert desk_with_operator().ask(join_operator, OPERATOR, JOIN, role=Role.NETWORK_HEAD) == []


def test_an_operator_does_not_join_by_itself() -> None:
    assert isinstance(TestDesk().refusal(join_operator, OPERATOR, JOIN), Forbidden)


def test_a_trainers_identity_is_sealed_under_their_own_key_as_a_proof() -> None:
    desk = desk_with_operator()
    (qualified,) = desk.ask(qualify_trainer, OPERATOR, QUALIFY)
    assert isinstance(qualified, TrainerQualified)
    assert (qualified.identity.subject, qualified.identity.data_class) == (SubjectId(TRAINER), "B")
    assert desk.keyring.open(qualified.identity, Identity) == CLAIRE


def test_qualifying_a_trainer_again_records_nothing() -> None:
    desk = desk_with_operator()
    desk.ask(qualify_trainer, OPERATOR, QUALIFY)
    assert desk.ask(qualify_trainer, OPERATOR, QUALIFY) == []


def test_the_trainers_of_another_operator_are_not_ours_to_qualify() -> None:
    desk = desk_with_operator()
    refusal = desk.refusal(qualify_trainer, OPERATOR, QUALIFY, operator_id=OTHER_OPERATOR)
    assert isinstance(refusal, Unknown)
