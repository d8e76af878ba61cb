"""Her papers are read; a second learner's permit was not shown yet."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.eligibility import (
    EligibilityDecided,
    EligibilityEvidenceChecked,
    EligibilityOutcome,
)
from tests.support.envelopes import sealed

EVIDENCE_CHECKED = EligibilityEvidenceChecked(occurred_on=date(2025, 1, 20), evidence=sealed("B", "evidence"))
ELIGIBLE = EligibilityDecided(
    occurred_on=date(2025, 1, 22),
    call_ref="DREETS-GE-2025",
    rule_set="dreets-ge-2025/1",
    outcome=EligibilityOutcome.ELIGIBLE,
    reasons=(),
)
PROVISIONAL = EligibilityDecided(
    occurred_on=date(2025, 1, 22),
    call_ref="DREETS-GE-2025",
    rule_set="dreets-ge-2025/1",
    outcome=EligibilityOutcome.PROVISIONAL,
    reasons=("permit-under-five-years",),
    provisional_until=date(2025, 4, 22),
)
NOT_ELIGIBLE = EligibilityDecided(
    occurred_on=date(2025, 1, 22),
    call_ref="DREETS-GE-2025",
    rule_set="dreets-ge-2025/1",
    outcome=EligibilityOutcome.NOT_ELIGIBLE,
    reasons=("cir-signed",),
)

EXAMPLES: tuple[Fact, ...] = (EVIDENCE_CHECKED, PROVISIONAL, ELIGIBLE, NOT_ELIGIBLE)
