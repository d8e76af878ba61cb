"""Asking the call's rule set."""

from dataclasses import replace
from datetime import date

from domain.funded_group.group import FundedGroup
from domain.learner_path.eligibility import (
    EligibilityDecided,
    EligibilityEvidenceChecked,
    EligibilityOutcome,
    Evidence,
)
from domain.learner_path.path import LearnerPath
from services.learner_path.eligibility import (
    CheckEvidence,
    DecideEligibility,
    check_evidence,
    decide_eligibility,
)
from services.settings import Rules
from tests.support.desk import TestDesk
from tests.support.envelopes import SOMEONE
from tests.support.examples.funded_group.planning import GROUP_PLANNED
from tests.support.examples.ids import GROUP, PATH
from tests.support.examples.learner_path.eligibility import ELIGIBLE
from tests.support.examples.learner_path.enrolment import ENROLLED_WHILE_WAITING
from tests.support.given import happened
from tests.support.learner_paths import REFERRED

ON = date(2025, 1, 22)
COMPLETE = Evidence(permit_since=date(2024, 5, 1), cir_signed_on=date(2024, 6, 1))
DECIDE = DecideEligibility(on=ON, call_ref="DREETS-GE-2025")


def referred(rules: Rules | None = None) -> TestDesk:
    desk = TestDesk(rules)
    happened(desk, LearnerPath, PATH, *REFERRED)
    return desk


def waiting(*missing: str, until: date) -> EligibilityDecided:
    return EligibilityDecided(
        occurred_on=ON,
        call_ref="DREETS-GE-2025",
        rule_set="dreets-ge-2025/1",
        outcome=EligibilityOutcome.PROVISIONAL,
        reasons=missing,
        provisional_until=until,
    )


def test_what_the_papers_say_is_closed() -> None:
    desk = referred()
    assert desk.ask(check_evidence, PATH, CheckEvidence(on=ON, evidence=COMPLETE)) == [
        EligibilityEvidenceChecked(occurred_on=ON, evidence=desk.keyring.seal(SOMEONE, "B", COMPLETE))
    ]


def test_complete_papers_make_eligible() -> None:
    desk = referred()
    desk.ask(check_evidence, PATH, CheckEvidence(on=ON, evidence=COMPLETE))
    assert desk.ask(decide_eligibility, PATH, DECIDE) == [ELIGIBLE]


def test_papers_never_shown_are_waited_for_ninety_days() -> None:
    decided = referred().ask(decide_eligibility, PATH, DECIDE)
    assert decided == [waiting("cir-signed", "permit-under-five-years", until=date(2025, 4, 22))]


def test_erased_papers_are_missing_papers() -> None:
    desk = referred()
    desk.ask(check_evidence, PATH, CheckEvidence(on=ON, evidence=COMPLETE))
    desk.keyring.shred(SOMEONE, "B", 1)
    decided = desk.ask(decide_eligibility, PATH, DECIDE)
    assert decided == [waiting("cir-signed", "permit-under-five-years", until=date(2025, 4, 22))]


def test_the_time_to_wait_is_configuration() -> None:
    desk = referred(Rules(provisional_days=10))
    shown = Evidence(cir_signed_on=date(2024, 6, 1))
    desk.ask(check_evidence, PATH, CheckEvidence(on=ON, evidence=shown))
    decided = desk.ask(decide_eligibility, PATH, DECIDE)
    assert decided == [waiting("permit-under-five-years", until=date(2025, 2, 1))]


def test_an_unknown_call_is_refused() -> None:
    unknown = DecideEligibility(on=ON, call_ref="FAMI-2025")
    assert referred().refusal(decide_eligibility, PATH, unknown).TYPE == "no-rule-set"


def test_a_learner_in_a_group_of_the_call_is_judged_as_of_the_entry() -> None:
    desk = referred()
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED)
    happened(desk, LearnerPath, PATH, ENROLLED_WHILE_WAITING)
    five_years_after_the_entry = replace(COMPLETE, permit_since=date(2020, 2, 10))
    desk.ask(check_evidence, PATH, CheckEvidence(on=ON, evidence=five_years_after_the_entry))
    (decided,) = desk.ask(decide_eligibility, PATH, replace(DECIDE, on=date(2025, 3, 3)))
    assert decided == replace(ELIGIBLE, occurred_on=date(2025, 3, 3))


def test_a_learner_in_a_group_of_another_call_is_judged_as_of_the_decision() -> None:
    desk = referred()
    happened(desk, FundedGroup, GROUP, replace(GROUP_PLANNED, call_ref="FAMI-2025"))
    happened(desk, LearnerPath, PATH, ENROLLED_WHILE_WAITING)
    over_by_march = replace(COMPLETE, permit_since=date(2020, 2, 10))
    desk.ask(check_evidence, PATH, CheckEvidence(on=ON, evidence=over_by_march))
    (decided,) = desk.ask(decide_eligibility, PATH, replace(DECIDE, on=date(2025, 3, 3)))
    assert isinstance(decided, EligibilityDecided)
    assert decided.outcome is EligibilityOutcome.NOT_ELIGIBLE
