"""An operator of the network and who may teach what there."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.calendar import Subject
from domain.departments import check_department
from domain.facts import Fact, Sealed
from domain.ids import StaffId
from domain.operator.siret import check_siret
from domain.personal import Identity
from domain.refusals import Refusal


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


class OperatorHasAlreadyJoined(Refusal):
    """This operator joined the network under another name or number."""

    TYPE = "operator-has-already-joined"


@dataclass(frozen=True, kw_only=True)
class Staff:
    """The operator as it joined, and who may teach what there since when."""

    joined: OperatorJoined | None = None
    qualified: tuple[TrainerQualified, ...] = ()

    def may_teach(self, staff_id: StaffId, subject: Subject, *, on: date) -> bool:
        """Qualified for the subject on that day (rule 5)."""
        return any(
            each.staff_id == staff_id and each.qualification.subject is subject and each.occurred_on <= on
            for each in self.qualified
        )


def evolve(staff: Staff, fact: Fact) -> Staff:
    """Return the state after one more fact."""
    match fact:
        case OperatorJoined():
            return Staff(joined=fact)
        case TrainerQualified():
            return replace(staff, qualified=(*staff.qualified, fact))
        case _:
            return staff


def join(staff: Staff, joined: OperatorJoined) -> list[Fact]:
    """Bring an operator into the network; nothing when it is there just so."""
    if staff.joined == joined:
        return []
    if staff.joined is not None:
        raise OperatorHasAlreadyJoined
    check_siret(joined.siret)
    check_department(joined.department)
    return [joined]


def qualify(staff: Staff, qualified: TrainerQualified) -> list[Fact]:
    """Let a trainer teach a subject from a day on; nothing when they may since then or before."""
    if any(_says(known, qualified) for known in staff.qualified):
        return []
    return [qualified]


def _says(known: TrainerQualified, asked: TrainerQualified) -> bool:
    same = replace(asked, occurred_on=known.occurred_on) == known
    return same and known.occurred_on <= asked.occurred_on


FACTS = (OperatorJoined, TrainerQualified)
