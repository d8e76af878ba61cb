"""Asking for a place in a group, and leaving it."""

from dataclasses import replace
from datetime import date

import pytest

from domain.calendar import SubjectMinutes
from domain.facts import Fact, Tag
from domain.funded_group.group import FundedGroup
from domain.funded_group.seats import SeatReleased, SeatReleaseReason, SeatTaken
from domain.ids import PathId
from domain.learner_path.eligibility import (
    EligibilityDecided,
    EligibilityEvidenceChecked,
    EligibilityOutcome,
    Evidence,
)
from domain.learner_path.enrolment import DropOutReason, EnrolledInGroup, Funding, TrainingCompleted
from domain.learner_path.path import LearnerPath
from services.learner_path.enrolment import (
    CompleteTraining,
    DropOut,
    Enrol,
    complete_training,
    drop_out,
    enrol,
)
from services.settings import Rules
from tests.support.desk import TestDesk
from tests.support.envelopes import SOMEONE
from tests.support.examples.funded_group.planning import GROUP_COMPLETED, GROUP_PLANNED
from tests.support.examples.funded_group.seats import SEAT_TAKEN
from tests.support.examples.ids import GROUP, PATH
from tests.support.examples.learner_path.attendance import HOURS_CREDITED
from tests.support.examples.learner_path.eligibility import (
    ELIGIBLE,
    EVIDENCE_CHECKED,
    NOT_ELIGIBLE,
    PROVISIONAL,
)
from tests.support.examples.learner_path.enrolment import DROPPED_OUT, ENROLLED_IN_GROUP, TRAINING_COMPLETED
from tests.support.examples.learner_path.follow_up import PATH_CLOSED
from tests.support.given import happened
from tests.support.learner_paths import AT_THE_GATE, IN_TRAINING

ON = date(2025, 2, 3)
ENROL = Enrol(on=ON, group_id=GROUP)
TAKEN = SeatTaken(occurred_on=ON, path_id=PATH)
ALL_HOURS = replace(HOURS_CREDITED, minutes=SubjectMinutes(french=10_200))
LEAVE = DropOut(on=DROPPED_OUT.occurred_on, reason=DropOutReason.JOB)
COMPLETE = CompleteTraining(on=TRAINING_COMPLETED.occurred_on)


PAPERS = Evidence(permit_since=date(2024, 5, 1), cir_signed_on=date(2024, 6, 1))


def read(desk: TestDesk, papers: Evidence) -> EligibilityEvidenceChecked:
    """What the papers say, closed by the desk's own keyring: the rule set reads it again at the entry."""
    return replace(EVIDENCE_CHECKED, evidence=desk.keyring.seal(SOMEONE, "B", papers))


def at_the_gate(*facts: Fact, papers: Evidence = PAPERS) -> TestDesk:
    desk = TestDesk()
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED)
    happened(desk, LearnerPath, PATH, *AT_THE_GATE, read(desk, papers), *facts)
    return desk


def in_training(*facts: Fact, rules: Rules | None = None) -> TestDesk:
    desk = TestDesk(rules)
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED, SEAT_TAKEN)
    happened(desk, LearnerPath, PATH, *IN_TRAINING, *facts)
    return desk


def test_a_place_is_taken_on_the_path_and_in_the_group_at_once() -> None:
    assert at_the_gate(ELIGIBLE).ask(enrol, PATH, ENROL) == [ENROLLED_IN_GROUP, TAKEN]


def test_both_facts_of_a_place_bear_the_group() -> None:
    desk = at_the_gate(ELIGIBLE)
    desk.ask(enrol, PATH, ENROL)
    for recorded in desk.log.recorded[-2:]:
        assert Tag(f"group:{GROUP}") in recorded.context.tags


def test_a_place_is_taken_once() -> None:
    desk = at_the_gate(ELIGIBLE)
    desk.ask(enrol, PATH, ENROL)
    assert desk.ask(enrol, PATH, ENROL) == []


@pytest.mark.parametrize(
    ("decided", "papers", "funding"),
    [
        ((), PAPERS, Funding.WAITING),
        ((PROVISIONAL,), replace(PAPERS, permit_since=None), Funding.WAITING),
        ((NOT_ELIGIBLE,), replace(PAPERS, cir_signed_on=date(2026, 1, 1)), Funding.NOT_FUNDABLE),
    ],
    ids=["undecided", "provisional", "not eligible"],
)
def test_a_place_that_the_call_may_not_pay_is_taken_for_a_reason(
    decided: tuple[Fact, ...], papers: Evidence, funding: Funding
) -> None:
    desk = at_the_gate(*decided, papers=papers)
    assert desk.refusal(enrol, PATH, ENROL).TYPE == "seat-needs-reason"
    enrolled, _ = desk.ask(enrol, PATH, replace(ENROL, reason="Titre en cours."))
    assert enrolled == replace(
        ENROLLED_IN_GROUP, funding=funding, reason=desk.keyring.seal(SOMEONE, "A", "Titre en cours.")
    )


def test_the_call_rules_as_of_the_entry_not_of_the_day_it_was_asked() -> None:
    desk = at_the_gate(ELIGIBLE, papers=replace(PAPERS, permit_since=ON.replace(year=2020)))
    assert desk.refusal(enrol, PATH, ENROL).TYPE == "seat-needs-reason"
    decided, enrolled, _ = desk.ask(enrol, PATH, replace(ENROL, reason="Titre trop ancien."))
    assert isinstance(decided, EligibilityDecided)
    assert (decided.outcome, decided.occurred_on) == (EligibilityOutcome.NOT_ELIGIBLE, ON)
    assert isinstance(enrolled, EnrolledInGroup)
    assert enrolled.funding is Funding.NOT_FUNDABLE


def test_funding_waits_for_an_entry_on_which_the_call_has_no_rule() -> None:
    desk = TestDesk()
    happened(desk, FundedGroup, GROUP, replace(GROUP_PLANNED, call_ref="DREETS-GE-2026"))
    decided = replace(ELIGIBLE, call_ref="DREETS-GE-2026")
    happened(desk, LearnerPath, PATH, *AT_THE_GATE, read(desk, PAPERS), decided)
    enrolled, _ = desk.ask(enrol, PATH, replace(ENROL, reason="Appel de l’an prochain."))
    assert isinstance(enrolled, EnrolledInGroup)
    assert enrolled.funding is Funding.WAITING


def test_a_decision_for_another_call_does_not_pay() -> None:
    desk = at_the_gate(replace(ELIGIBLE, call_ref="DREETS-GE-2026"))
    assert desk.refusal(enrol, PATH, ENROL).TYPE == "seat-needs-reason"


def test_a_full_group_leaves_the_path_as_it_was() -> None:
    desk = TestDesk()
    others = [replace(SEAT_TAKEN, path_id=PathId(desk.new_id())) for _ in range(GROUP_PLANNED.seats_max)]
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED, *others)
    happened(desk, LearnerPath, PATH, *AT_THE_GATE, read(desk, PAPERS), ELIGIBLE)
    assert desk.refusal(enrol, PATH, ENROL).TYPE == "no-free-seat"


def test_a_group_that_is_over_takes_nobody() -> None:
    desk = at_the_gate(ELIGIBLE)
    happened(desk, FundedGroup, GROUP, GROUP_COMPLETED)
    assert desk.refusal(enrol, PATH, ENROL).TYPE == "group-is-over"


def test_a_group_that_nobody_knows_takes_nobody() -> None:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, *AT_THE_GATE, ELIGIBLE)
    assert desk.refusal(enrol, PATH, ENROL).TYPE == "unknown"


def test_a_closed_path_takes_no_place() -> None:
    assert at_the_gate(ELIGIBLE, PATH_CLOSED).refusal(enrol, PATH, ENROL).TYPE == "path-is-closed"


def test_completing_frees_the_seat() -> None:
    assert in_training(ALL_HOURS).ask(complete_training, PATH, COMPLETE) == [
        TRAINING_COMPLETED,
        SeatReleased(occurred_on=COMPLETE.on, path_id=PATH, reason=SeatReleaseReason.COMPLETED),
    ]


def test_a_training_is_completed_once() -> None:
    desk = in_training(ALL_HOURS)
    desk.ask(complete_training, PATH, COMPLETE)
    assert desk.ask(complete_training, PATH, COMPLETE) == []


def test_too_few_minutes_need_a_waiver_whose_reason_is_closed() -> None:
    desk = in_training(HOURS_CREDITED)
    assert desk.refusal(complete_training, PATH, COMPLETE).TYPE == "not-enough-minutes"
    waiver = replace(COMPLETE, waiver_reason="Entrée en emploi.")
    completed, _ = desk.ask(complete_training, PATH, waiver)
    assert isinstance(completed, TrainingCompleted)
    assert completed.waiver_reason == desk.keyring.seal(SOMEONE, "A", "Entrée en emploi.")


def test_the_share_to_follow_is_configuration() -> None:
    desk = in_training(HOURS_CREDITED, rules=Rules(completion_share_bp=150))
    completed, _ = desk.ask(complete_training, PATH, COMPLETE)
    assert isinstance(completed, TrainingCompleted)
    assert completed.attended_minutes == 180


def test_dropping_out_frees_the_seat() -> None:
    assert in_training().ask(drop_out, PATH, LEAVE) == [
        DROPPED_OUT,
        SeatReleased(occurred_on=LEAVE.on, path_id=PATH, reason=SeatReleaseReason.DROPPED_OUT),
    ]


def test_a_learner_drops_out_once() -> None:
    desk = in_training()
    desk.ask(drop_out, PATH, LEAVE)
    assert desk.ask(drop_out, PATH, LEAVE) == []


def test_a_learner_who_has_no_place_does_not_drop_out() -> None:
    assert at_the_gate().refusal(drop_out, PATH, LEAVE).TYPE == "not-in-training"


def test_a_learner_who_left_comes_back() -> None:
    desk = at_the_gate(ELIGIBLE)
    desk.ask(enrol, PATH, ENROL)
    desk.ask(drop_out, PATH, LEAVE)
    enrolled, taken = desk.ask(enrol, PATH, replace(ENROL, on=date(2025, 5, 5)))
    assert isinstance(enrolled, EnrolledInGroup)
    assert isinstance(taken, SeatTaken)
