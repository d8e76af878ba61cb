"""Ten invented operators in nine departments, their staff and their accounts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from adapters.sample.names import staff
from adapters.sample.plan import Actor, Plan
from domain.ids import OperatorId, StaffId
from domain.operator.staff import Qualification
from services.context import Role
from services.operator.staff import JoinOperator, QualifyTrainer, join_operator, qualify_trainer

JOINED_ON = date(2025, 1, 6)

NAMES = {
    "57": "Mobilité Solidaire Mosellane",
    "57b": "Garage Citoyen de la Fensch",
    "67": "Passerelle Mobilité Alsace",
    "68": "Auto-école du Florival",
    "08": "Roues Libres Ardennes",
    "10": "Champagne Mobilité Emploi",
    "51": "Plateforme Mobilité Marne",
    "54": "Lorraine en Route",
    "55": "Meuse en Mouvement",
    "88": "Vosges Mobilité Inclusive",
}

NETWORK_HEAD = Actor("tete-de-reseau", Role.NETWORK_HEAD, None)
OTHERS = (
    Actor("audit", Role.AUDITOR, None),
    Actor("statistiques", Role.ANALYST, None),
    Actor("donnees", Role.DATA_PROTECTION_OFFICER, None),
)


@dataclass(frozen=True)
class Operator:
    """An operator and whoever acts for it."""

    key: str
    id: OperatorId
    coordinator: Actor
    caseworker: Actor
    trainer: Actor
    language_trainer: StaffId
    instructor: StaffId
    replacement: StaffId
    """Not qualified for anything."""

    @property
    def department(self) -> str:
        """Code of its department."""
        return self.key[:2]

    @property
    def actors(self) -> tuple[Actor, Actor, Actor]:
        """Its accounts."""
        return (self.coordinator, self.caseworker, self.trainer)


def operators(plan: Plan) -> dict[str, Operator]:
    """Plan the joining of every operator and the qualification of its trainers."""
    found = {key: _operator(plan, key) for key in NAMES}
    for index, operator in enumerate(found.values()):
        _join(plan, operator, index)
    return found


def _operator(plan: Plan, key: str) -> Operator:
    operator_id = OperatorId(plan.new_id(JOINED_ON))
    return Operator(
        key=key,
        id=operator_id,
        coordinator=Actor(f"coordination-{key}", Role.COORDINATOR, operator_id),
        caseworker=Actor(f"accompagnement-{key}", Role.CASEWORKER, operator_id),
        trainer=Actor(f"formation-{key}", Role.TRAINER, operator_id),
        language_trainer=StaffId(plan.new_id(JOINED_ON)),
        instructor=StaffId(plan.new_id(JOINED_ON)),
        replacement=StaffId(plan.new_id(JOINED_ON)),
    )


def _join(plan: Plan, operator: Operator, index: int) -> None:
    joined = JoinOperator(
        on=JOINED_ON, name=NAMES[operator.key], siret=siret(index), department=operator.department
    )
    plan.add(JOINED_ON, NETWORK_HEAD, join_operator, operator.id, joined)
    _qualify(plan, operator, operator.language_trainer, Qualification.LANGUAGE_TRAINER, 2 * index)
    _qualify(plan, operator, operator.instructor, Qualification.DRIVING_INSTRUCTOR, 2 * index + 1)


def _qualify(
    plan: Plan, operator: Operator, staff_id: UUID, qualification: Qualification, index: int
) -> None:
    ask = QualifyTrainer(
        on=JOINED_ON, staff_id=StaffId(staff_id), qualification=qualification, identity=staff(index)
    )
    plan.add(JOINED_ON, operator.coordinator, qualify_trainer, operator.id, ask)


def siret(index: int) -> str:
    """Return an invented SIRET whose key is right."""
    body = f"9{index:02}57000{index:02}001"[:13].ljust(13, "0")
    for key in "0123456789":
        digits = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(body + key))]
        if sum(number // 10 + number % 10 for number in digits) % 10 == 0:
            return body + key
    raise ValueError(body)
