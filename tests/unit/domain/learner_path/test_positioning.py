"""The positioning, and the gate of rule 1."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.learner_path import positioning
from domain.learner_path.positioning import (
    BelowEntryLevel,
    EntryGateDecided,
    EntryRule,
    GateOutcome,
    NothingToWaive,
    NotPositioned,
    WaiverNeedsReason,
    rule_of_network,
)
from domain.learner_path.referral import ReferralNotAccepted
from domain.levels import CefrLevel, Skill
from tests.support.envelopes import sealed
from tests.support.examples.learner_path.positioning import (
    ADMITTED,
    ADMITTED_BY_CALL,
    AT_ENTRY,
    LOW_IN_WRITING,
    POSITIONED_LOW_IN_WRITING,
    POSITIONING_COMPLETED,
    REDIRECTED,
    WAIVED,
)
from tests.support.examples.learner_path.referral import REFERRAL_RECEIVED
from tests.support.learner_paths import AT_THE_GATE, REFERRED, path_after

RULE = rule_of_network(CefrLevel.A2)
CALL = "DREETS-GE-2025"
RULE_OF_CALL = EntryRule(id="dreets-ge-2025/1", level=CefrLevel.A2, written_level=CefrLevel.A1, call_ref=CALL)
ON = date(2025, 1, 27)
REASON = sealed("A", "waiver reason")
NOT_POSITIONED = path_after(*REFERRED).gate
POSITIONED = path_after(*REFERRED, POSITIONING_COMPLETED).gate
LOW = path_after(*REFERRED, POSITIONED_LOW_IN_WRITING).gate
ADMITTED_PATH = path_after(*AT_THE_GATE)
BY_CALL = path_after(*REFERRED, POSITIONED_LOW_IN_WRITING, ADMITTED_BY_CALL).gate
SENT_AWAY = path_after(*REFERRED, POSITIONED_LOW_IN_WRITING, REDIRECTED).gate


def test_a_positioning_is_kept() -> None:
    path = path_after(*REFERRED)
    kept = positioning.complete_positioning(path.gate, path.referral, POSITIONING_COMPLETED)
    assert kept == [POSITIONING_COMPLETED]


def test_the_same_positioning_is_kept_once() -> None:
    path = ADMITTED_PATH
    assert positioning.complete_positioning(path.gate, path.referral, POSITIONING_COMPLETED) == []


def test_nobody_is_positioned_before_the_referral_is_accepted() -> None:
    path = path_after(REFERRAL_RECEIVED)
    with pytest.raises(ReferralNotAccepted):
        positioning.complete_positioning(path.gate, path.referral, POSITIONING_COMPLETED)


def test_the_entry_level_in_four_skills_admits() -> None:
    assert positioning.admit(POSITIONED, RULE, on=ON) == [ADMITTED]


def test_a_person_is_admitted_once() -> None:
    assert positioning.admit(ADMITTED_PATH.gate, RULE, on=ON) == []


def test_a_person_below_the_entry_level_is_not_admitted() -> None:
    with pytest.raises(BelowEntryLevel) as refusal:
        positioning.admit(LOW, RULE, on=ON)
    assert refusal.value.values == {
        "skills": (Skill.WRITING,),
        "level": CefrLevel.A2,
        "written_level": CefrLevel.A2,
    }


def test_nobody_is_admitted_before_the_positioning() -> None:
    with pytest.raises(NotPositioned):
        positioning.admit(NOT_POSITIONED, RULE, on=ON)


def test_nobody_is_admitted_on_a_positioning_to_come() -> None:
    the_day_before = POSITIONING_COMPLETED.occurred_on - timedelta(days=1)
    with pytest.raises(NotPositioned):
        positioning.admit(POSITIONED, RULE, on=the_day_before)
    with pytest.raises(NotPositioned):
        positioning.waive(LOW, RULE, REASON, on=the_day_before)


def test_a_person_sent_elsewhere_can_be_admitted_after_a_better_positioning() -> None:
    gate = path_after(*REFERRED, POSITIONED_LOW_IN_WRITING, REDIRECTED, POSITIONING_COMPLETED).gate
    assert positioning.admit(gate, RULE, on=ON) == [ADMITTED]


def test_a_waiver_names_the_skills_it_waives() -> None:
    assert positioning.waive(LOW, RULE, REASON, on=ON) == [WAIVED]


def test_a_person_is_waived_once() -> None:
    gate = path_after(*REFERRED, POSITIONED_LOW_IN_WRITING, WAIVED).gate
    assert positioning.waive(gate, RULE, REASON, on=ON) == []


def test_a_waiver_needs_a_reason() -> None:
    with pytest.raises(WaiverNeedsReason):
        positioning.waive(LOW, RULE, None, on=ON)


def test_a_waiver_needs_something_to_waive() -> None:
    with pytest.raises(NothingToWaive):
        positioning.waive(POSITIONED, RULE, REASON, on=ON)


def test_a_waiver_needs_a_positioning() -> None:
    with pytest.raises(NotPositioned):
        positioning.waive(NOT_POSITIONED, RULE, REASON, on=ON)


def test_a_person_is_sent_elsewhere() -> None:
    assert positioning.redirect(LOW, RULE, on=ON) == [REDIRECTED]


def test_a_person_is_sent_elsewhere_once() -> None:
    assert positioning.redirect(SENT_AWAY, RULE, on=ON) == []


def test_a_person_never_positioned_lacks_every_skill() -> None:
    elsewhere = EntryGateDecided(
        occurred_on=ON, outcome=GateOutcome.REDIRECTED, rule_set=RULE.id, lacking=tuple(Skill)
    )
    assert positioning.redirect(NOT_POSITIONED, RULE, on=ON) == [elsewhere]


def test_a_skill_not_assessed_is_lacking() -> None:
    assert RULE.lacking(replace(AT_ENTRY, reading=None)) == (Skill.READING,)


def test_the_entry_level_is_configuration_and_names_its_rule() -> None:
    rule = rule_of_network(CefrLevel.A1)
    assert rule.lacking(LOW_IN_WRITING) == ()
    assert rule.id == "a1-four-skills/1"


@pytest.mark.parametrize(
    ("decision", "passed"), [(ADMITTED, True), (WAIVED, True), (REDIRECTED, False)], ids=str
)
def test_the_gate_is_passed_by_admission_or_waiver(decision: EntryGateDecided, *, passed: bool) -> None:
    assert path_after(*REFERRED, POSITIONING_COMPLETED, decision).gate.is_passed is passed


def test_a_call_that_asks_less_in_writing_admits_to_its_own_groups() -> None:
    assert positioning.admit(LOW, RULE_OF_CALL, on=ON) == [ADMITTED_BY_CALL]
    assert BY_CALL.is_open_to(CALL)
    assert not BY_CALL.is_open_to("FAMI-2025")
    assert not BY_CALL.is_open_to(None)


@pytest.mark.parametrize("skill", [Skill.LISTENING, Skill.SPEAKING])
def test_no_call_asks_less_in_speech(skill: Skill) -> None:
    low = replace(LOW_IN_WRITING, **{skill.value: CefrLevel.A1})
    assert RULE_OF_CALL.lacking(low) == (skill,)


@pytest.mark.parametrize("skill", [Skill.READING, Skill.WRITING])
def test_a_call_that_asks_less_in_writing_still_asks_something(skill: Skill) -> None:
    lower = replace(LOW_IN_WRITING, **{skill.value: CefrLevel.A1_1})
    assert RULE_OF_CALL.lacking(lower) == (skill,)


def test_a_person_admitted_by_a_call_is_admitted_by_it_once() -> None:
    assert positioning.admit(BY_CALL, RULE_OF_CALL, on=ON) == []


def test_a_person_admitted_by_a_call_can_be_waived_for_all() -> None:
    assert positioning.waive(BY_CALL, RULE, REASON, on=ON) == [WAIVED]


def test_whom_the_network_admits_every_call_lets_in() -> None:
    assert ADMITTED_PATH.gate.is_open_to(None)
    assert ADMITTED_PATH.gate.is_open_to(CALL)
    assert not SENT_AWAY.is_open_to(CALL)


def test_the_gate_is_not_passed_undecided() -> None:
    assert not POSITIONED.is_passed
