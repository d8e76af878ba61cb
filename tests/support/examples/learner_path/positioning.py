"""She reaches A2 in the four skills; others do not."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.positioning import EntryGateDecided, GateOutcome, PositioningCompleted
from domain.levels import CefrLevel, Skill, SkillLevels
from tests.support.envelopes import sealed

AT_ENTRY = SkillLevels(
    listening=CefrLevel.B1, reading=CefrLevel.A2, speaking=CefrLevel.A2, writing=CefrLevel.A2
)
LOW_IN_WRITING = SkillLevels(
    listening=CefrLevel.A2, reading=CefrLevel.A2, speaking=CefrLevel.A2, writing=CefrLevel.A1
)
POSITIONING_COMPLETED = PositioningCompleted(
    occurred_on=date(2025, 1, 24), tool="positionnement-mobin", tool_version="3", levels=AT_ENTRY
)
POSITIONED_LOW_IN_WRITING = PositioningCompleted(
    occurred_on=date(2025, 1, 24), tool="positionnement-mobin", tool_version="3", levels=LOW_IN_WRITING
)
ADMITTED = EntryGateDecided(
    occurred_on=date(2025, 1, 27), outcome=GateOutcome.ADMITTED, rule_set="a2-four-skills/1", lacking=()
)
ADMITTED_BY_CALL = EntryGateDecided(
    occurred_on=date(2025, 1, 27),
    outcome=GateOutcome.ADMITTED,
    rule_set="dreets-ge-2025/1",
    lacking=(),
    call_ref="DREETS-GE-2025",
)
WAIVED = EntryGateDecided(
    occurred_on=date(2025, 1, 27),
    outcome=GateOutcome.WAIVER,
    rule_set="a2-four-skills/1",
    lacking=(Skill.WRITING,),
    waiver_reason=sealed("A", "waiver reason"),
)
REDIRECTED = EntryGateDecided(
    occurred_on=date(2025, 1, 27),
    outcome=GateOutcome.REDIRECTED,
    rule_set="a2-four-skills/1",
    lacking=(Skill.WRITING,),
)

EXAMPLES: tuple[Fact, ...] = (
    POSITIONING_COMPLETED,
    POSITIONED_LOW_IN_WRITING,
    WAIVED,
    ADMITTED,
    REDIRECTED,
    ADMITTED_BY_CALL,
)
