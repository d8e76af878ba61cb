"""The public facts of a learner's path: coarse codes and days, nobody's name, none of the journal's ids.

Published for ever: a field is never renamed, nor given another meaning. Whatever needs that is a new version.
"""

from datetime import date
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Level = Literal["below-A1.1", "A1.1", "A1", "A2", "B1", "B2", "C1", "C2"]
Minutes = Field(ge=0, description="Whole minutes.")
GROUP = Field(pattern="^[0-9a-f]{32}$", description="Names a funded group in these topics only.")


class Published(BaseModel):
    """No field but those that are named, and none that changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PublicFact(Published):
    """What every public fact says."""

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1

    occurred_on: date = Field(description="When it happened, in Paris.")
    recorded_on: date = Field(description="When it was learnt, in Paris: late entries count from here.")


class Levels(Published):
    """A level a skill (CEFR); null: not assessed."""

    listening: Level | None
    reading: Level | None
    speaking: Level | None
    writing: Level | None


class PositioningCompleted(PublicFact):
    """A level per skill before entry; never a certificate."""

    TYPE = "learner-path.positioning-completed"
    tool: str
    tool_version: str
    levels: Levels


class SubjectMinutes(Published):
    """Minutes of each subject."""

    french: int = Minutes
    code: int = Minutes


class HoursCredited(PublicFact):
    """Minutes followed at one half-day; apart, those that count for the funder."""

    TYPE = "learner-path.hours-credited"
    group: str = GROUP
    half_day: Literal["AM", "PM", "EVENING"]
    minutes: SubjectMinutes
    fundable: SubjectMinutes


class HoursCreditReversed(PublicFact):
    """A credit is taken back, whole; ``ce_supersedes`` names it."""

    TYPE = "learner-path.hours-credit-reversed"
    group: str = GROUP
    minutes: SubjectMinutes
    fundable: SubjectMinutes


class DrivingSchoolEntered(PublicFact):
    """The learner enters a driving school."""

    TYPE = "learner-path.driving-school-entered"
    kind: Literal["classic", "associative"]
    proof: Literal["contract", "attestation", "invoice", "declared"]


class PathClosed(PublicFact):
    """The path ends; positive or not by a rule set."""

    TYPE = "learner-path.path-closed"
    reason: Literal["completed", "dropped-out", "not-admitted", "redirected", "referral-expired"]
    positive_exit: bool
    rule_set: str


MODELS: tuple[type[PublicFact], ...] = (
    PositioningCompleted,
    HoursCredited,
    HoursCreditReversed,
    DrivingSchoolEntered,
    PathClosed,
)
"""All that this topic may ever say, in this version."""
