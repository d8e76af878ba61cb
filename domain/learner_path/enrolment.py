"""A place in a funded group, one at a time (rule 3); what ends it is decided in ``ending``."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.facts import Fact, Sealed
from domain.funded_group.seats import Seat
from domain.ids import GroupId
from domain.learner_path.eligibility import EligibilityDecided, EligibilityOutcome
from domain.learner_path.positioning import Gate
from domain.refusals import Refusal


class Funding(StrEnum):
    """What a learner's minutes are worth to the funder: all, none until a paper comes, none (rule 2)."""

    FUNDABLE = "fundable"
    WAITING = "waiting"
    NOT_FUNDABLE = "not-fundable"


class DropOutReason(StrEnum):
    """Why someone stopped coming; finding a job is not a failure."""

    JOB = "job"
    MOVED = "moved"
    OTHER = "other"
    SCHEDULE = "schedule"
    LOST_CONTACT = "lost-contact"


@dataclass(frozen=True, kw_only=True)
class EnrolledInGroup(Fact):
    """A place taken in a funded group."""

    TYPE = "learner-path.enrolled-in-group"
    group_id: GroupId
    planned_minutes: int
    funding: Funding
    reason: Sealed[str] | None = None
    """Class A: why seated though provisional or not eligible."""


@dataclass(frozen=True, kw_only=True)
class TrainingCompleted(Fact):
    """The learner followed the configured share of their planned minutes, or has a waiver (rule 7)."""

    TYPE = "learner-path.training-completed"
    group_id: GroupId
    attended_minutes: int
    planned_minutes: int
    waiver_reason: Sealed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class DroppedOut(Fact):
    """The learner left the group before its end."""

    TYPE = "learner-path.dropped-out"
    group_id: GroupId
    reason: DropOutReason


class AlreadyInAGroup(Refusal):
    """The learner has a place in another group: complete it or record the drop-out first."""

    TYPE = "already-in-a-group"
    field = "group_id"


class GateNotPassed(Refusal):
    """Decide first whether this person may enter a group: the decision comes before the entry, or with it."""

    TYPE = "gate-not-passed"


class AdmittedForAnotherCall(Refusal):
    """Another call, which asks less, admitted this person: decide on the entry for the call of this group."""

    TYPE = "admitted-for-another-call"


class SeatNeedsReason(Refusal):
    """The call may not pay for this person: say why they have a place all the same."""

    TYPE = "seat-needs-reason"
    field = "reason"


class StillInTraining(Refusal):
    """The learner has a place in a group on that day: complete it or record the drop-out first."""

    TYPE = "still-in-training"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the learner's minutes will be worth, and why they have a place when the call may not pay."""

    funding: Funding
    reason: Sealed[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A learner's time in one group; no ``left_on`` while it lasts."""

    group_id: GroupId
    planned_minutes: int
    funding: Funding
    enrolled_on: date
    left_on: date | None = None
    completed: bool = False
    ruled: Mapping[str, Funding] = field(default_factory=dict)
    """What each call's rule set said since the entry: it stands before what was said at enrolment."""

    def covers(self, day: date) -> bool:
        """In the group on that day; the day of leaving included."""
        return self.enrolled_on <= day and (self.left_on is None or day <= self.left_on)

    def funding_by(self, call_ref: str) -> Funding:
        """Return what the minutes are worth to a call: what its rule set said last."""
        return self.ruled.get(call_ref, self.funding)


@dataclass(frozen=True, kw_only=True)
class Training:
    """The groups of the learner, one after the other."""

    stays: tuple[Stay, ...] = ()

    @property
    def last(self) -> Stay | None:
        """The current stay, else the last one."""
        return self.stays[-1] if self.stays else None

    @property
    def current(self) -> Stay | None:
        """The stay that lasts."""
        return self.last if self.last and self.last.left_on is None else None

    @property
    def group_id(self) -> GroupId | None:
        """The current or last group."""
        return self.last.group_id if self.last else None

    @property
    def is_active(self) -> bool:
        """The learner has a place now."""
        return self.current is not None

    def is_taken_after(self, day: date) -> bool:
        """The learner has a place that is left, if ever, later than that day."""
        return any(stay.left_on is None or stay.left_on > day for stay in self.stays)

    def was_in(self, group_id: GroupId, day: date) -> bool:
        """The learner had a place in that group on that day."""
        return any(stay.group_id == group_id and stay.covers(day) for stay in self.stays)


def evolve(training: Training, fact: Fact) -> Training:
    """Return the state after one more fact."""
    match fact:
        case EnrolledInGroup():
            stay = Stay(
                group_id=fact.group_id,
                planned_minutes=fact.planned_minutes,
                funding=fact.funding,
                enrolled_on=fact.occurred_on,
            )
            return replace(training, stays=(*training.stays, stay))
        case EligibilityDecided():
            return _ruled(training, fact)
        case TrainingCompleted():
            return _left(training, fact.occurred_on, completed=True)
        case DroppedOut():
            return _left(training, fact.occurred_on, completed=False)
        case _:
            return training


def funding_of(outcome: EligibilityOutcome | None) -> Funding:
    """Return what minutes are worth to the funder; they wait until the call's rule set has ruled."""
    match outcome:
        case EligibilityOutcome.ELIGIBLE:
            return Funding.FUNDABLE
        case EligibilityOutcome.NOT_ELIGIBLE:
            return Funding.NOT_FUNDABLE
        case _:
            return Funding.WAITING


def enrol(training: Training, gate: Gate, seat: Seat, terms: Terms, *, on: date) -> list[Fact]:
    """A place in a funded group; nothing when already there."""
    if training.is_active and training.group_id == seat.group_id:
        return []
    if training.is_taken_after(on):
        raise AlreadyInAGroup
    if not gate.is_passed_on(on):
        raise GateNotPassed
    if not gate.is_open_to(seat.call_ref):
        raise AdmittedForAnotherCall
    if terms.funding is not Funding.FUNDABLE and terms.reason is None:
        raise SeatNeedsReason(funding=terms.funding)
    return [
        EnrolledInGroup(
            occurred_on=on,
            group_id=seat.group_id,
            planned_minutes=seat.minutes,
            funding=terms.funding,
            reason=terms.reason,
        )
    ]


def _ruled(training: Training, decided: EligibilityDecided) -> Training:
    """A decision is for the entry of the stay that lasts, never for one that is over."""
    if training.current is None:
        return training
    ruled = {**training.current.ruled, decided.call_ref: funding_of(decided.outcome)}
    return replace(training, stays=(*training.stays[:-1], replace(training.current, ruled=ruled)))


def _left(training: Training, day: date, *, completed: bool) -> Training:
    if training.last is None:
        return training
    ended = replace(training.last, left_on=day, completed=completed)
    return replace(training, stays=(*training.stays[:-1], ended))


FACTS = (EnrolledInGroup, TrainingCompleted, DroppedOut)
