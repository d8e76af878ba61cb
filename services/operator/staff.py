"""Bringing an operator into the network, and saying who may teach what there."""

from dataclasses import dataclass

from domain.ids import OperatorId, StaffId
from domain.operator import staff
from domain.operator.operator import Operator
from domain.operator.staff import OperatorJoined, Qualification, TrainerQualified
from domain.personal import Identity
from services.requests import Ask
from services.work import Work

SIRET = "siret"


@dataclass(frozen=True, kw_only=True)
class JoinOperator(Ask):
    """A mobility operator of the network."""

    name: str
    siret: str
    department: str


@dataclass(frozen=True, kw_only=True)
class QualifyTrainer(Ask):
    """Who may teach a subject, from ``on``."""

    staff_id: StaffId
    qualification: Qualification
    identity: Identity


def join_operator(work: Work, operator_id: OperatorId, ask: JoinOperator) -> None:
    """Bring an operator into the network; its SIRET is its own."""
    operator = work.begin(Operator, operator_id)
    joined = OperatorJoined(occurred_on=ask.on, name=ask.name, siret=ask.siret, department=ask.department)
    work.record(operator, staff.join(operator.staff, joined))
    work.claim(SIRET, ask.siret, str(operator_id), unique=True)


def qualify_trainer(work: Work, operator_id: OperatorId, ask: QualifyTrainer) -> None:
    """Let a trainer teach a subject."""
    operator = work.load(Operator, operator_id)
    qualified = TrainerQualified(
        occurred_on=ask.on,
        staff_id=ask.staff_id,
        qualification=ask.qualification,
        identity=work.seal(ask.staff_id, "B", ask.identity),
    )
    work.record(operator, staff.qualify(operator.staff, qualified))
