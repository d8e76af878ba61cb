"""An operator of the network and who may teach what there."""

from dataclasses import dataclass
from enum import StrEnum

from domain.calendar import Subject
from domain.facts import Fact, Sealed
from domain.ids import StaffId
from domain.personal import Identity


class Qualification(StrEnum):
    """Code is taught by a driving instructor, French by an FLE/FLI trainer (rule 5)."""

    DRIVING_INSTRUCTOR = "driving-instructor"
    LANGUAGE_TRAINER = "language-trainer"

    @property
    def subject(self) -> Subject:
        """The subject that it allows to teach."""
        return Subject.CODE if self is Qualification.DRIVING_INSTRUCTOR else Subject.FRENCH


@dataclass(frozen=True, kw_only=True)
class OperatorJoined(Fact):
    """A mobility operator joins the network."""

    TYPE = "operator.operator-joined"
    name: str
    """The organisation's public name."""
    siret: str
    department: str


@dataclass(frozen=True, kw_only=True)
class TrainerQualified(Fact):
    """A member of staff may teach a subject from ``occurred_on``."""

    TYPE = "operator.trainer-qualified"
    staff_id: StaffId
    qualification: Qualification
    identity: Sealed[Identity]


FACTS = (OperatorJoined, TrainerQualified)
