"""Eleven invented operators in nine departments, and the accounts of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from adapters.sample.clock import paris
from adapters.sample.plan import Actor, Plan
from domain.ids import OperatorId
from services.context import Role
from services.operator.staff import JoinOperator, join_operator

OPENED_ON = date(2025, 1, 2)
"""The network begins to use the system: what is older is written down on that day."""

NETWORK_HEAD = Actor("tete-de-reseau", Role.NETWORK_HEAD, None)
TIMER = Actor("minuteur", Role.PROCESS, None)
"""The system itself: nobody signs in as it."""
OTHERS = (
    Actor("audit", Role.AUDITOR, None),
    Actor("statistiques", Role.ANALYST, None),
    Actor("donnees", Role.DATA_PROTECTION_OFFICER, None),
)
"""Those who only look."""


@dataclass(frozen=True, kw_only=True)
class Operator:
    """An operator, by the key that its groups and its accounts bear; it begins with its department."""

    key: str
    name: str
    joined_on: date


OPERATORS: Sequence[Operator] = (
    Operator(key="57", name="Mobilité Solidaire Mosellane", joined_on=date(2018, 3, 1)),
    Operator(key="57b", name="Garage Citoyen de la Fensch", joined_on=date(2019, 9, 2)),
    Operator(key="67", name="Passerelle Mobilité Alsace", joined_on=date(2018, 3, 1)),
    Operator(key="67b", name="Plateforme Roule-Bruche", joined_on=date(2021, 1, 11)),
    Operator(key="68", name="Auto-école du Florival", joined_on=date(2018, 3, 1)),
    Operator(key="08", name="Roues Libres Ardennes", joined_on=date(2020, 2, 3)),
    Operator(key="10", name="Champagne Mobilité Emploi", joined_on=date(2022, 5, 2)),
    Operator(key="51", name="Plateforme Mobilité Marne", joined_on=date(2019, 1, 7)),
    Operator(key="54", name="Lorraine en Route", joined_on=date(2018, 3, 1)),
    Operator(key="55", name="Meuse en Mouvement", joined_on=date(2023, 9, 4)),
    Operator(key="88", name="Vosges Mobilité Inclusive", joined_on=date(2018, 3, 1)),
)


@dataclass(frozen=True, kw_only=True)
class Team:
    """The accounts of an operator."""

    key: str
    operator_id: OperatorId

    @property
    def coordinator(self) -> Actor:
        """Plans groups, seals sheets, approves corrections."""
        return Actor(f"coordination-{self.key}", Role.COORDINATOR, self.operator_id)

    @property
    def caseworker(self) -> Actor:
        """Follows the learners."""
        return Actor(f"accompagnement-{self.key}", Role.CASEWORKER, self.operator_id)

    @property
    def trainer(self) -> Actor:
        """Keeps the sheets, asks for corrections."""
        return Actor(f"formation-{self.key}", Role.TRAINER, self.operator_id)


def join(plan: Plan, operator: Operator, number: int) -> Team:
    """Plan that an operator joined, written down on the day that the system opened."""
    at = paris(OPENED_ON, 9) + timedelta(minutes=number)
    team = Team(key=operator.key, operator_id=OperatorId(plan.id_at(at)))
    department = operator.key[:2]
    ask = JoinOperator(on=operator.joined_on, name=operator.name, siret=siret(number), department=department)
    plan.add(at, NETWORK_HEAD, join_operator, team.operator_id, ask)
    return team


def siret(number: int) -> str:
    """Return a well-formed number of an establishment, and no one's.

    >>> siret(1)
    '99900000100019'
    """
    first = f"999{number:06}0001"
    return next(first + key for key in "0123456789" if _luhn_sum(first + key) % 10 == 0)


def _luhn_sum(digits: str) -> int:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled)
