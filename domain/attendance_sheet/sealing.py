"""A sheet is sealed once, then only corrected, by two people (rule 5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from domain.calendar import SubjectMinutes
from domain.facts import Fact, Sealed
from domain.ids import PathId
from domain.learner_path.attendance import FundingException, HoursCredited
from domain.refusals import InTheFuture, Refusal


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
    """The account that approves, a coordinator's or the network head's: not the one that asks."""
    decided_on: date
    reason: Sealed[str]
    """Sealed under the group's dossier."""


class SheetIsSealed(Refusal):
    """This sheet is sealed: ask for a correction."""

    TYPE = "sheet-is-sealed"


class SheetIsNotSealed(Refusal):
    """This sheet is still open: change it directly."""

    TYPE = "sheet-is-not-sealed"


class SheetIsNotComplete(Refusal):
    """Some learners are neither signed for nor absent, or a segment is not countersigned."""

    TYPE = "sheet-is-not-complete"


class ApproverIsTheAuthor(Refusal):
    """A correction is approved by somebody else than the one who asks for it."""

    TYPE = "approver-is-the-author"
    field = "approver"


class NotAnApprover(Refusal):
    """This account approves no correction here: a coordinator of the operator does, or the network head."""

    TYPE = "not-an-approver"
    field = "approver"


class CorrectionNeedsReason(Refusal):
    """Say why the sheet was wrong."""

    TYPE = "correction-needs-reason"
    field = "reason"


class DecidedBeforeTheSession(Refusal):
    """A correction is decided after the session that it corrects."""

    TYPE = "decided-before-the-session"
    field = "on"


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """What keeps a sheet from being sealed."""

    unmarked: tuple[PathId, ...] = ()
    """Neither present nor absent."""
    unsigned: tuple[PathId, ...] = ()
    """Present, and nobody said why there is no signature."""
    segments: tuple[int, ...] = ()
    """Not countersigned."""

    def __bool__(self) -> bool:
        return bool(self.unmarked or self.unsigned or self.segments)


@dataclass(frozen=True, kw_only=True)
class CreditedLearner:
    """A learner's minutes, as the sheet credits them."""

    path_id: PathId
    credit: HoursCredited


@dataclass(frozen=True, kw_only=True)
class Seal:
    """Whether the sheet is closed."""

    is_sealed: bool = False


def evolve(seal: Seal, fact: Fact) -> Seal:
    """Return the state after one more fact."""
    match fact:
        case SheetSealed():
            return replace(seal, is_sealed=True)
        case _:
            return seal


def close(
    seal: Seal, credited: Sequence[CreditedLearner], *, lacking: Lacking, content_hash: str, on: date
) -> list[Fact]:
    """Seal a complete sheet with what it credits (rule 5); nothing when it is sealed."""
    if seal.is_sealed:
        return []
    if lacking:
        raise SheetIsNotComplete(
            unmarked=len(lacking.unmarked),
            unsigned=len(lacking.unsigned),
            segments=len(lacking.segments),
            lacking=lacking,
        )
    return [
        SheetSealed(
            occurred_on=on,
            attended_minutes=sum(each.credit.minutes.total for each in credited),
            fundable_minutes=sum(each.credit.fundable.total for each in credited),
            exceptions=tuple(
                SheetException(path_id=each.path_id, code=code)
                for each in credited
                for code in each.credit.exceptions
            ),
            content_hash=content_hash,
        )
    ]


def correct(seal: Seal, corrected: SheetCorrected, *, is_same: bool, today: date) -> list[Fact]:
    """Say what one learner's minutes were and are (rule 5).

    Nothing when it ``is_same``: the line says these times already; as many minutes at other times are others.
    """
    if not seal.is_sealed:
        raise SheetIsNotSealed
    if corrected.decided_on > today:
        raise InTheFuture(on=corrected.decided_on, today=today)
    if corrected.decided_on < corrected.occurred_on:
        raise DecidedBeforeTheSession(held_on=corrected.occurred_on)
    return [] if is_same else [corrected]


def check_approver(approver: str, *, author: str, may_approve: bool) -> str:
    """Return whose account approves a correction (rule 5).

    Raises:
        ApproverIsTheAuthor: a correction takes two people.
        NotAnApprover: nobody's account, or not one that answers for the operator's sheets.
    """
    if approver == author:
        raise ApproverIsTheAuthor
    if not may_approve:
        raise NotAnApprover
    return approver


def check_reason(reason: str) -> str:
    """Return why a sheet was wrong, without the spaces around.

    Raises:
        CorrectionNeedsReason: nothing was said.
    """
    if not reason.strip():
        raise CorrectionNeedsReason
    return reason.strip()


FACTS = (SheetSealed, SheetCorrected)
