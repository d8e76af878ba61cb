"""Asking for the gate."""

from dataclasses import replace
from datetime import date

import pytest

from domain.facts import Fact
from domain.learner_path.path import LearnerPath
from domain.learner_path.positioning import EntryGateDecided, GateOutcome
from domain.learner_path.rule_sets import RULE_SETS
from domain.levels import CefrLevel, Skill
from services.access import UseCase
from services.context import Role
from services.learner_path.positioning import (
    CompletePositioning,
    DecideEntryGate,
    RedirectFromGate,
    WaiveEntryGate,
    complete_positioning,
    decide_entry_gate,
    redirect_from_gate,
    waive_entry_gate,
)
from services.requests import Ask
from services.settings import Rules
from tests.support.desk import TestDesk
from tests.support.envelopes import SOMEONE
from tests.support.examples.ids import PATH
from tests.support.examples.learner_path.follow_up import PATH_CLOSED
from tests.support.examples.learner_path.positioning import (
    ADMITTED,
    AT_ENTRY,
    POSITIONED_LOW_IN_WRITING,
    POSITIONING_COMPLETED,
    REDIRECTED,
)
from tests.support.given import happened
from tests.support.learner_paths import REFERRED

ON = date(2025, 1, 27)
POSITION = CompletePositioning(
    on=date(2025, 1, 24), tool="positionnement-mobin", tool_version="3", levels=AT_ENTRY
)
LOWER_IN_WRITING = replace(RULE_SETS[0], written_level=CefrLevel.A1)
FOR_THE_CALL = DecideEntryGate(on=ON, call_ref="DREETS-GE-2025")
WAIVE = WaiveEntryGate(on=ON, reason="Progresse vite à l’écrit.")


def desk_after(*facts: Fact, rules: Rules | None = None) -> TestDesk:
    desk = TestDesk(rules)
    happened(desk, LearnerPath, PATH, *REFERRED, *facts)
    return desk


def test_a_trainer_completes_a_positioning() -> None:
    positioned = desk_after().ask(complete_positioning, PATH, POSITION, role=Role.TRAINER)
    assert positioned == [POSITIONING_COMPLETED]


def test_a_caseworker_admits_a_person_who_reaches_the_level() -> None:
    desk = desk_after(POSITIONING_COMPLETED)
    admitted = desk.ask(decide_entry_gate, PATH, DecideEntryGate(on=ON), role=Role.CASEWORKER)
    assert admitted == [ADMITTED]


def test_a_person_below_the_level_is_not_admitted() -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING)
    assert desk.refusal(decide_entry_gate, PATH, DecideEntryGate(on=ON)).TYPE == "below-entry-level"


def test_the_entry_level_is_configuration() -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING, rules=Rules(entry_level=CefrLevel.A1))
    [admitted] = desk.ask(decide_entry_gate, PATH, DecideEntryGate(on=ON))
    assert isinstance(admitted, EntryGateDecided)
    assert admitted.rule_set == "a1-four-skills/1"


def test_the_call_that_is_named_may_ask_less_in_writing() -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING, rules=Rules(rule_sets=(LOWER_IN_WRITING,)))
    assert desk.refusal(decide_entry_gate, PATH, DecideEntryGate(on=ON)).TYPE == "below-entry-level"
    [admitted] = desk.ask(decide_entry_gate, PATH, FOR_THE_CALL)
    assert isinstance(admitted, EntryGateDecided)
    assert (admitted.rule_set, admitted.call_ref) == ("dreets-ge-2025/1", "DREETS-GE-2025")


def test_a_call_that_asks_the_same_level_admits_nobody_below_it() -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING)
    assert desk.refusal(decide_entry_gate, PATH, FOR_THE_CALL).TYPE == "below-entry-level"


def test_who_reaches_the_networks_level_is_admitted_to_every_call() -> None:
    desk = desk_after(POSITIONING_COMPLETED, rules=Rules(rule_sets=(LOWER_IN_WRITING,)))
    assert desk.ask(decide_entry_gate, PATH, FOR_THE_CALL) == [ADMITTED]


def test_nobody_is_admitted_for_a_call_that_nobody_knows() -> None:
    desk = desk_after(POSITIONING_COMPLETED)
    refusal = desk.refusal(decide_entry_gate, PATH, replace(FOR_THE_CALL, call_ref="FAMI-2025"))
    assert refusal.TYPE == "no-rule-set"


def test_a_coordinator_waives_for_a_reason_that_is_closed() -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING)
    assert desk.ask(waive_entry_gate, PATH, WAIVE) == [
        EntryGateDecided(
            occurred_on=ON,
            outcome=GateOutcome.WAIVER,
            rule_set="a2-four-skills/1",
            lacking=(Skill.WRITING,),
            waiver_reason=desk.keyring.seal(SOMEONE, "A", "Progresse vite à l’écrit."),
        )
    ]


def test_a_blank_reason_waives_nothing() -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING)
    refusal = desk.refusal(waive_entry_gate, PATH, WaiveEntryGate(on=ON, reason="  "))
    assert refusal.TYPE == "waiver-needs-reason"


def test_only_a_coordinator_waives() -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING)
    assert desk.refusal(waive_entry_gate, PATH, WAIVE, role=Role.CASEWORKER).TYPE == "forbidden"


def test_a_person_is_sent_elsewhere() -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING)
    assert desk.ask(redirect_from_gate, PATH, RedirectFromGate(on=ON)) == [REDIRECTED]


@pytest.mark.parametrize(
    ("use_case", "ask"),
    [
        (complete_positioning, POSITION),
        (decide_entry_gate, DecideEntryGate(on=ON)),
        (waive_entry_gate, WAIVE),
        (redirect_from_gate, RedirectFromGate(on=ON)),
    ],
)
def test_a_closed_path_has_no_gate(use_case: UseCase, ask: Ask) -> None:
    desk = desk_after(POSITIONED_LOW_IN_WRITING, PATH_CLOSED)
    assert desk.refusal(use_case, PATH, ask).TYPE == "path-is-closed"
