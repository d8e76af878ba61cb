"""What was learnt: assessments at entry and exit, and the attestation that the learner takes home."""

from dataclasses import dataclass
from enum import StrEnum

from domain.facts import Fact
from domain.ids import GroupId
from domain.levels import SkillLevels


class Moment(StrEnum):
    """When an assessment takes place in the training."""

    ENTRY = "entry"
    MID = "mid"
    EXIT = "exit"


@dataclass(frozen=True, kw_only=True)
class AssessmentCompleted(Fact):
    """A level per skill, by the network's assessment tool."""

    TYPE = "learner-path.assessment-completed"
    moment: Moment
    tool: str
    tool_version: str
    levels: SkillLevels


@dataclass(frozen=True, kw_only=True)
class AttendanceAttestationIssued(Fact):
    """A numbered paper says how many minutes were followed; never a language certificate."""

    TYPE = "learner-path.attendance-attestation-issued"
    group_id: GroupId
    number: str
    minutes: int


FACTS = (AssessmentCompleted, AttendanceAttestationIssued)
