"""The operators of the year and who works there. All of them are made up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from adapters.sample.clock import paris
from adapters.sample.script import NETWORK_HEAD, Script, Who
from domain.ids import OperatorId
from services.context import Role
from services.operator.staff import JoinOperator, join_operator

OPENED_ON = date(2025, 1, 2)
"""The network begins to use the system: what is older is written down on that day."""


@dataclass(frozen=True, kw_only=True)
class OperatorPlan:
    """An operator, by the key that groups and accounts know it by."""

    key: str
    name: str
    department: str
    joined_on: date


OPERATORS: Sequence[OperatorPlan] = (
    OperatorPlan(
        key="57a", name="Relais Mobilité des Trois Sources", department="57", joined_on=date(2018, 3, 1)
    ),
    OperatorPlan(key="57b", name="Garage Solidaire du Val Bleu", department="57", joined_on=date(2019, 9, 2)),
    OperatorPlan(
        key="67a", name="Auto-école associative Cap Passerelle", department="67", joined_on=date(2018, 3, 1)
    ),
    OperatorPlan(key="67b", name="Plateforme Roule-Bruche", department="67", joined_on=date(2021, 1, 11)),
    OperatorPlan(
        key="68a", name="Mobilités de la Doller Fictive", department="68", joined_on=date(2018, 3, 1)
    ),
    OperatorPlan(key="54a", name="Permis Solidaire du Saintois", department="54", joined_on=date(2018, 3, 1)),
    OperatorPlan(key="51a", name="Élan Mobile Champagne", department="51", joined_on=date(2019, 1, 7)),
    OperatorPlan(key="88a", name="Les Roues de la Haute Vôge", department="88", joined_on=date(2018, 3, 1)),
    OperatorPlan(key="10a", name="Aube Itinérances", department="10", joined_on=date(2022, 5, 2)),
    OperatorPlan(key="08a", name="Ardenne en Route", department="08", joined_on=date(2020, 2, 3)),
    OperatorPlan(key="55a", name="Meuse Mobilité Partagée", department="55", joined_on=date(2023, 9, 4)),
)


@dataclass(frozen=True, kw_only=True)
class Team:
    """The accounts of an operator."""

    key: str
    operator_id: OperatorId

    @property
    def coordinator(self) -> Who:
        """Plans, seals, corrects."""
        return self._who("coordinator", Role.COORDINATOR)

    @property
    def caseworker(self) -> Who:
        """Follows the learners."""
        return self._who("caseworker", Role.CASEWORKER)

    @property
    def trainer(self) -> Who:
        """Keeps the sheets."""
        return self._who("trainer", Role.TRAINER)

    @property
    def manager(self) -> str:
        """The account that approves corrections."""
        return f"sample-{self.key}-manager"

    def _who(self, role: str, as_role: Role) -> Who:
        return Who(actor=f"sample-{self.key}-{role}", role=as_role, operator_id=self.operator_id)


def join_network(script: Script, plan: OperatorPlan, operator_id: OperatorId, number: int) -> None:
    """Note that an operator joined, on the day that the system opened."""
    ask = JoinOperator(on=plan.joined_on, name=plan.name, siret=siret(number), department=plan.department)
    script.add(paris(OPENED_ON, 9) + timedelta(minutes=number), NETWORK_HEAD, join_operator, operator_id, ask)


def siret(number: int) -> str:
    """Return a number of an establishment that is well formed, and no one's.

    >>> siret(1)
    '99900000100019'
    """
    first = f"999{number:06}0001"
    return next(
        candidate for digit in range(10) if sum(_luhn_digits(candidate := f"{first}{digit}")) % 10 == 0
    )


def _luhn_digits(digits: str) -> list[int]:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return [number // 10 + number % 10 for number in doubled]
