"""What was learnt: assessments at entry and exit, and the attestation that the learner takes home."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from domain.facts import Fact
from domain.ids import GroupId
from domain.learner_path.ending import Attended
from domain.learner_path.enrolment import Training
from domain.levels import SkillLevels
from domain.refusals import Refusal

ATTESTATION_NUMBER = re.compile(r"[0-9A-Z-]{4,32}")


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


class NeverEnrolled(Refusal):
    """The learner has never had a place in a group."""

    TYPE = "never-enrolled"


class NoEntryAssessment(Refusal):
    """Progress is told from the entry: record the assessment at entry first."""

    TYPE = "no-entry-assessment"


class BeforeEntryAssessment(Refusal):
    """This assessment comes after the one at entry."""

    TYPE = "before-entry-assessment"
    field = "on"


class OtherTool(Refusal):
    """Levels are compared only within one version of one tool, the one used at entry."""

    TYPE = "other-tool"
    field = "tool_version"


class BadAttestationNumber(Refusal):
    """A number has 4 to 32 digits, capital letters and hyphens."""

    TYPE = "bad-attestation-number"
    field = "number"


class AttestationNumberUsed(Refusal):
    """This learner has another attestation of that number."""

    TYPE = "attestation-number-used"
    field = "number"


class NothingToAttest(Refusal):
    """The learner has followed no minute in this group yet."""

    TYPE = "nothing-to-attest"


@dataclass(frozen=True, kw_only=True)
class Assessments:
    """The last assessment of each moment, and the attestations by number."""

    done: Mapping[Moment, AssessmentCompleted] = field(default_factory=dict)
    attested: Mapping[str, AttendanceAttestationIssued] = field(default_factory=dict)

    def attests(self, group_id: GroupId, minutes: int) -> bool:
        """The last paper for that group says these minutes."""
        papers = [paper.minutes for paper in self.attested.values() if paper.group_id == group_id]
        return papers[-1:] == [minutes]


def evolve(assessments: Assessments, fact: Fact) -> Assessments:
    """Return the state after one more fact."""
    match fact:
        case AssessmentCompleted():
            return replace(assessments, done={**assessments.done, fact.moment: fact})
        case AttendanceAttestationIssued():
            return replace(assessments, attested={**assessments.attested, fact.number: fact})
        case _:
            return assessments


def complete_assessment(
    assessments: Assessments, training: Training, completed: AssessmentCompleted
) -> list[Fact]:
    """Keep the levels of an assessment; nothing when already kept."""
    if completed == assessments.done.get(completed.moment):
        return []
    if training.last is None:
        raise NeverEnrolled
    if completed.moment is not Moment.ENTRY:
        _check_against_entry(assessments.done.get(Moment.ENTRY), completed)
    return [completed]


def issue_attestation(
    assessments: Assessments, training: Training, attended: Attended, number: str, *, on: date
) -> list[Fact]:
    """Issue a paper for the minutes followed in the current or last group; nothing when one says the same."""
    if training.group_id is None:
        raise NeverEnrolled
    if assessments.attests(training.group_id, attended.minutes):
        return []
    if not ATTESTATION_NUMBER.fullmatch(number):
        raise BadAttestationNumber
    if number in assessments.attested:
        raise AttestationNumberUsed(number=number)
    if attended.minutes == 0:
        raise NothingToAttest
    return [
        AttendanceAttestationIssued(
            occurred_on=on, group_id=training.group_id, number=number, minutes=attended.minutes
        )
    ]


def _check_against_entry(entry: AssessmentCompleted | None, completed: AssessmentCompleted) -> None:
    if entry is None:
        raise NoEntryAssessment
    if completed.occurred_on < entry.occurred_on:
        raise BeforeEntryAssessment(entry_on=entry.occurred_on)
    if (entry.tool, entry.tool_version) != (completed.tool, completed.tool_version):
        raise OtherTool(tool=entry.tool, tool_version=entry.tool_version)


FACTS = (AssessmentCompleted, AttendanceAttestationIssued)
