"""How a training ends: completed when enough was followed (rule 7), or left before its end."""

from dataclasses import dataclass
from datetime import date

from domain.facts import Fact, Sealed
from domain.learner_path.enrolment import DropOutReason, DroppedOut, Stay, Training, TrainingCompleted
from domain.money import BASIS_POINTS
from domain.refusals import Refusal


class NotInTraining(Refusal):
    """The learner has no place in a group now."""

    TYPE = "not-in-training"


class BeforeEnrolment(Refusal):
    """The training cannot end before it began."""

    TYPE = "before-enrolment"
    field = "on"


class PresentAfterThatDay(Refusal):
    """The learner was there on a later day: the training ended on that day or after it."""

    TYPE = "present-after-that-day"
    field = "on"


class NotEnoughMinutes(Refusal):
    """Fewer minutes followed than completion asks: a waiver needs a reason."""

    TYPE = "not-enough-minutes"
    field = "waiver_reason"


@dataclass(frozen=True, kw_only=True)
class Attended:
    """What was followed in one group: the ending of a training rests on it."""

    minutes: int = 0
    last_on: date | None = None


def complete_training(
    training: Training,
    attended: Attended,
    waiver_reason: Sealed[str] | None,
    *,
    share_bp: int,
    on: date,
) -> list[Fact]:
    """End a training that was followed enough (rule 7); nothing when already completed."""
    if training.last and training.last.completed:
        return []
    stay = _stay_to_end(training, attended, on)
    needed = minutes_needed(stay.planned_minutes, share_bp)
    is_enough = attended.minutes >= needed
    if not is_enough and waiver_reason is None:
        raise NotEnoughMinutes(attended=attended.minutes, needed=needed)
    return [
        TrainingCompleted(
            occurred_on=on,
            group_id=stay.group_id,
            attended_minutes=attended.minutes,
            planned_minutes=stay.planned_minutes,
            waiver_reason=None if is_enough else waiver_reason,
        )
    ]


def drop_out(training: Training, attended: Attended, reason: DropOutReason, *, on: date) -> list[Fact]:
    """Leave the group before its end; nothing when already left that way."""
    if training.last and not training.is_active and not training.last.completed:
        return []
    stay = _stay_to_end(training, attended, on)
    return [DroppedOut(occurred_on=on, group_id=stay.group_id, reason=reason)]


def minutes_needed(planned_minutes: int, share_bp: int) -> int:
    """Return the least whole minutes that reach a share in basis points.

    >>> minutes_needed(12_001, 8_000)
    9601
    """
    return -(-planned_minutes * share_bp // BASIS_POINTS)


def _stay_to_end(training: Training, attended: Attended, on: date) -> Stay:
    stay = training.current
    if stay is None:
        raise NotInTraining
    if on < stay.enrolled_on:
        raise BeforeEnrolment(enrolled_on=stay.enrolled_on)
    if attended.last_on and on < attended.last_on:
        raise PresentAfterThatDay(last_on=attended.last_on)
    return stay
