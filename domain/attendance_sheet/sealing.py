"""A sheet is sealed once, then only corrected, by two people (rule 5)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.calendar import SubjectMinutes
from domain.facts import Fact, Sealed
from domain.ids import PathId
from domain.learner_path.attendance import FundingException


@dataclass(frozen=True, kw_only=True)
class SheetException:
    """A funding rule that the sheet breaks for one learner: attended, not fundable until lifted."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    path_id: PathId
    code: FundingException


@dataclass(frozen=True, kw_only=True)
class SheetSealed(Fact):
    """Nothing on the sheet changes any more; each present learner's minutes are credited with it."""

    TYPE = "attendance-sheet.sheet-sealed"
    attended_minutes: int
    fundable_minutes: int
    exceptions: tuple[SheetException, ...]
    content_hash: str
    """SHA-256, in hexadecimal, of the sheet's content in its documented form."""


@dataclass(frozen=True, kw_only=True)
class SheetCorrected(Fact):
    """One learner's minutes were wrong: what they were, what they are, why, and who approved."""

    TYPE = "attendance-sheet.sheet-corrected"
    path_id: PathId
    before: SubjectMinutes
    after: SubjectMinutes
    approver: str
    """The account that approves: not the one that asks."""
    decided_on: date
    reason: Sealed[str]
    """Sealed under the group's dossier."""


FACTS = (SheetSealed, SheetCorrected)
