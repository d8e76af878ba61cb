"""From a fact of the model to a public fact, field by field: what is not named here is not published."""

from collections.abc import Callable
from datetime import date
from typing import Any

from adapters.messaging.public import models
from adapters.messaging.public.models import PublicFact
from domain import calendar
from domain.calendar import PARIS
from domain.facts import Fact, Recorded
from domain.ids import EventId, GroupId
from domain.learner_path.attendance import HoursCredited, HoursCreditReversed
from domain.learner_path.follow_up import PathClosed
from domain.learner_path.licence import DrivingSchoolEntered
from domain.learner_path.positioning import PositioningCompleted

NameGroup = Callable[[GroupId], str]

PUBLISHED: frozenset[str] = frozenset(
    kind.TYPE
    for kind in (PositioningCompleted, HoursCredited, HoursCreditReversed, DrivingSchoolEntered, PathClosed)
)
"""TYPEs of the facts that are told; of no other is the payload looked at."""


def translate(recorded: Recorded[Fact], name_group: NameGroup) -> PublicFact | None:
    """Return what a fact says in public; None: nothing.

    Args:
        recorded: a fact of a learner's path.
        name_group: gives a group the name that it has in the public topics.
    """
    fact = recorded.fact
    days = {"occurred_on": fact.occurred_on, "recorded_on": _recorded_on(recorded)}
    match fact:
        case PositioningCompleted():
            levels = {skill.value: level for skill, level in fact.levels.by_skill().items()}
            return models.PositioningCompleted(
                **days,
                tool=fact.tool,
                tool_version=fact.tool_version,
                levels=models.Levels.model_validate(levels),
            )
        case HoursCredited():
            return models.HoursCredited.model_validate(
                {**days, **_minutes(fact, name_group), "half_day": fact.half_day.value}
            )
        case HoursCreditReversed():
            return models.HoursCreditReversed.model_validate({**days, **_minutes(fact, name_group)})
        case DrivingSchoolEntered():
            return models.DrivingSchoolEntered.model_validate(
                {**days, "kind": fact.kind.value, "proof": fact.proof.value}
            )
        case PathClosed():
            return models.PathClosed.model_validate(
                {
                    **days,
                    "reason": fact.reason.value,
                    "positive_exit": fact.positive_exit,
                    "rule_set": fact.rule_set,
                }
            )
        case _:
            return None


def superseded(recorded: Recorded[Fact]) -> EventId | None:
    """Return the event that a fact corrects or takes back."""
    fact = recorded.fact
    return fact.credit if isinstance(fact, HoursCreditReversed) else recorded.context.supersedes


def _minutes(fact: HoursCredited | HoursCreditReversed, name_group: NameGroup) -> dict[str, Any]:
    return {
        "group": name_group(fact.group_id),
        "minutes": _by_subject(fact.minutes),
        "fundable": _by_subject(fact.fundable),
    }


def _by_subject(minutes: calendar.SubjectMinutes) -> models.SubjectMinutes:
    return models.SubjectMinutes(french=minutes.french, code=minutes.code)


def _recorded_on(recorded: Recorded[Fact]) -> date:
    assert recorded.recorded_at is not None, "a fact that the log gave"  # noqa: S101 - only unstored facts lack it.
    return recorded.recorded_at.astimezone(PARIS).date()
