"""Papers, and what the call's rule set says of them."""

from dataclasses import replace
from datetime import date

import pytest

from domain.learner_path import eligibility, rule_sets
from domain.learner_path.eligibility import EligibilityOutcome, Evidence, Ruling
from domain.learner_path.rule_sets import RULE_SETS, Condition, NoRuleSet
from tests.support.envelopes import sealed
from tests.support.examples.learner_path.eligibility import ELIGIBLE, EVIDENCE_CHECKED, PROVISIONAL
from tests.support.learner_paths import REFERRED, path_after

NOTHING = path_after(*REFERRED).eligibility
WAITING = path_after(*REFERRED, EVIDENCE_CHECKED, PROVISIONAL).eligibility
ON = date(2025, 1, 22)
CALL_2025, CALL_2026 = RULE_SETS
COMPLETE = Evidence(
    permit_since=date(2024, 5, 1),
    in_france_since=date(2023, 9, 1),
    cir_signed_on=date(2024, 6, 1),
    in_similar_scheme=False,
)


def ruling(outcome: EligibilityOutcome, *reasons: str) -> Ruling:
    return Ruling(call_ref="DREETS-GE-2025", rule_set="dreets-ge-2025/1", outcome=outcome, reasons=reasons)


def test_papers_are_read() -> None:
    assert eligibility.check_evidence(NOTHING, EVIDENCE_CHECKED) == [EVIDENCE_CHECKED]


def test_the_same_papers_are_read_once() -> None:
    assert eligibility.check_evidence(WAITING, EVIDENCE_CHECKED) == []


def test_papers_that_say_something_else_are_read_again() -> None:
    other = replace(EVIDENCE_CHECKED, evidence=sealed("B", "a permit too"))
    assert eligibility.check_evidence(WAITING, other) == [other]


def test_a_ruling_is_kept_with_its_rule_set() -> None:
    ruled = ruling(EligibilityOutcome.ELIGIBLE)
    assert eligibility.decide(NOTHING, ruled, provisional_days=90, on=ON) == [ELIGIBLE]


def test_a_missing_paper_is_waited_for_some_days() -> None:
    ruled = ruling(EligibilityOutcome.PROVISIONAL, "permit-under-five-years")
    assert eligibility.decide(NOTHING, ruled, provisional_days=90, on=ON) == [PROVISIONAL]


def test_asking_again_gives_no_more_time() -> None:
    ruled = ruling(EligibilityOutcome.PROVISIONAL, "permit-under-five-years")
    assert eligibility.decide(WAITING, ruled, provisional_days=90, on=date(2025, 4, 1)) == []


def test_another_ruling_replaces_the_first() -> None:
    ruled = ruling(EligibilityOutcome.ELIGIBLE)
    assert eligibility.decide(WAITING, ruled, provisional_days=90, on=ON) == [ELIGIBLE]


def test_each_call_has_its_own_decision() -> None:
    assert WAITING.outcome_for("DREETS-GE-2025") is EligibilityOutcome.PROVISIONAL
    assert WAITING.outcome_for("DREETS-GE-2026") is None


@pytest.mark.parametrize(
    ("call_ref", "day", "rule_set"),
    [
        ("DREETS-GE-2025", date(2025, 1, 1), "dreets-ge-2025/1"),
        ("DREETS-GE-2025", date(2025, 12, 31), "dreets-ge-2025/1"),
        ("DREETS-GE-2026", date(2026, 1, 1), "dreets-ge-2026/1"),
    ],
)
def test_the_call_and_the_day_choose_the_rule_set(call_ref: str, day: date, rule_set: str) -> None:
    assert rule_sets.rule_set_for(RULE_SETS, call_ref, day).id == rule_set


@pytest.mark.parametrize(
    ("call_ref", "day"),
    [
        ("FAMI-2025", date(2025, 6, 1)),
        ("DREETS-GE-2025", date(2024, 12, 31)),
        ("DREETS-GE-2025", date(2026, 1, 1)),
    ],
)
def test_nothing_rules_an_unknown_call_or_a_day_outside(call_ref: str, day: date) -> None:
    with pytest.raises(NoRuleSet):
        rule_sets.rule_set_for(RULE_SETS, call_ref, day)


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda rule_set: rule_set.id)
def test_complete_papers_make_eligible(rule_set: rule_sets.RuleSet) -> None:
    judged = rule_sets.judge(rule_set, COMPLETE, on=date(2026, 1, 5))
    assert judged == Ruling(
        call_ref=rule_set.call_ref, rule_set=rule_set.id, outcome=EligibilityOutcome.ELIGIBLE, reasons=()
    )


def test_papers_never_shown_are_named() -> None:
    judged = rule_sets.judge(CALL_2026, Evidence(), on=date(2026, 1, 5))
    assert judged.outcome is EligibilityOutcome.PROVISIONAL
    assert judged.reasons == ("in-france-under-five-years", "cir-signed", "not-in-similar-scheme")


def test_one_failed_condition_is_enough_and_is_named_alone() -> None:
    judged = rule_sets.judge(CALL_2026, Evidence(in_similar_scheme=True), on=date(2026, 1, 5))
    assert judged.outcome is EligibilityOutcome.NOT_ELIGIBLE
    assert judged.reasons == ("not-in-similar-scheme",)


def test_the_call_of_2025_does_not_ask_about_other_schemes() -> None:
    elsewhere = replace(COMPLETE, in_similar_scheme=True)
    assert rule_sets.judge(CALL_2025, elsewhere, on=ON).outcome is EligibilityOutcome.ELIGIBLE


@pytest.mark.parametrize(
    ("condition", "evidence", "met"),
    [
        (Condition.CIR_SIGNED, Evidence(cir_signed_on=ON), True),
        (Condition.CIR_SIGNED, Evidence(cir_signed_on=date(2025, 1, 23)), False),
        (Condition.PERMIT_UNDER_FIVE_YEARS, Evidence(permit_since=date(2020, 1, 23)), True),
        (Condition.PERMIT_UNDER_FIVE_YEARS, Evidence(permit_since=date(2020, 1, 22)), False),
        (Condition.PERMIT_UNDER_FIVE_YEARS, Evidence(permit_since=date(2025, 1, 23)), False),
        (Condition.IN_FRANCE_UNDER_FIVE_YEARS, Evidence(in_france_since=date(2020, 1, 23)), True),
        (Condition.IN_FRANCE_UNDER_FIVE_YEARS, Evidence(in_france_since=date(2020, 1, 22)), False),
        (Condition.NOT_IN_SIMILAR_SCHEME, Evidence(in_similar_scheme=False), True),
    ],
)
def test_a_condition_is_judged_on_the_entry_day(
    condition: Condition, evidence: Evidence, *, met: bool
) -> None:
    assert rule_sets.CHECKS[condition](evidence, ON) is met


def test_five_years_from_a_29_february_end_on_1_march() -> None:
    evidence = Evidence(permit_since=date(2020, 2, 29))
    assert rule_sets.permit_under_five_years(evidence, date(2025, 2, 28)) is True
    assert rule_sets.permit_under_five_years(evidence, date(2025, 3, 1)) is False
