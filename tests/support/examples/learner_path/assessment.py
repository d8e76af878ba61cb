"""Her levels at entry and exit, by one version of one tool, and her attestation."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.assessment import AssessmentCompleted, AttendanceAttestationIssued, Moment
from domain.levels import CefrLevel, SkillLevels
from tests.support.examples.ids import GROUP
from tests.support.examples.learner_path.positioning import AT_ENTRY

ASSESSED_AT_ENTRY = AssessmentCompleted(
    occurred_on=date(2025, 2, 5),
    moment=Moment.ENTRY,
    tool="evaluation-des-acquis",
    tool_version="2",
    levels=AT_ENTRY,
)
ASSESSED_AT_EXIT = AssessmentCompleted(
    occurred_on=date(2025, 6, 12),
    moment=Moment.EXIT,
    tool="evaluation-des-acquis",
    tool_version="2",
    levels=SkillLevels(
        listening=CefrLevel.B1, reading=CefrLevel.B1, speaking=CefrLevel.B1, writing=CefrLevel.A2
    ),
)
ATTESTATION_ISSUED = AttendanceAttestationIssued(
    occurred_on=date(2025, 6, 16), group_id=GROUP, number="57-2025-0001", minutes=10_200
)

EXAMPLES: tuple[Fact, ...] = (ASSESSED_AT_ENTRY, ASSESSED_AT_EXIT, ATTESTATION_ISSUED)
