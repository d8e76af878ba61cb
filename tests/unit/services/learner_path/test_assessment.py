"""Asking to keep an assessment, and for an attestation."""

from dataclasses import replace

from domain.facts import Fact
from domain.learner_path.assessment import Moment
from domain.learner_path.path import LearnerPath
from services.context import Role
from services.learner_path.assessment import (
    ATTESTATION,
    CompleteAssessment,
    IssueAttestation,
    complete_assessment,
    issue_attestation,
)
from tests.support.desk import TestDesk
from tests.support.examples.ids import GROUP, PATH
from tests.support.examples.learner_path.assessment import ASSESSED_AT_ENTRY, ATTESTATION_ISSUED
from tests.support.examples.learner_path.attendance import HOURS_CREDITED
from tests.support.examples.learner_path.enrolment import TRAINING_COMPLETED
from tests.support.examples.learner_path.follow_up import PATH_CLOSED
from tests.support.given import happened
from tests.support.learner_paths import IN_TRAINING

ASSESS = CompleteAssessment(
    on=ASSESSED_AT_ENTRY.occurred_on,
    moment=Moment.ENTRY,
    tool=ASSESSED_AT_ENTRY.tool,
    tool_version=ASSESSED_AT_ENTRY.tool_version,
    levels=ASSESSED_AT_ENTRY.levels,
)
ATTEST = IssueAttestation(on=ATTESTATION_ISSUED.occurred_on, number="57-2025-0001")


def in_training(*facts: Fact) -> TestDesk:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, *IN_TRAINING, *facts)
    return desk


def test_a_trainer_keeps_an_assessment() -> None:
    kept = in_training().ask(complete_assessment, PATH, ASSESS, role=Role.TRAINER)
    assert kept == [ASSESSED_AT_ENTRY]


def test_nothing_is_assessed_on_a_closed_path() -> None:
    desk = in_training(TRAINING_COMPLETED, PATH_CLOSED)
    assert desk.refusal(complete_assessment, PATH, ASSESS).TYPE == "path-is-closed"


def test_an_attestation_says_the_minutes_credited_and_holds_its_number() -> None:
    desk = in_training(HOURS_CREDITED)
    issued = desk.ask(issue_attestation, PATH, ATTEST)
    assert issued == [replace(ATTESTATION_ISSUED, group_id=GROUP, minutes=180)]
    assert desk.log.owners(ATTESTATION, "57-2025-0001") == {str(PATH)}


def test_an_attestation_can_be_asked_for_after_the_path_is_closed() -> None:
    desk = in_training(HOURS_CREDITED, TRAINING_COMPLETED, PATH_CLOSED)
    assert len(desk.ask(issue_attestation, PATH, replace(ATTEST, on=PATH_CLOSED.occurred_on))) == 1


def test_the_same_minutes_are_attested_once_and_hold_no_second_number() -> None:
    desk = in_training(HOURS_CREDITED)
    desk.ask(issue_attestation, PATH, ATTEST)
    assert desk.ask(issue_attestation, PATH, replace(ATTEST, number="57-2025-0002")) == []
    assert desk.log.owners(ATTESTATION, "57-2025-0002") == frozenset()


def test_a_number_belongs_to_one_learner() -> None:
    desk = in_training(HOURS_CREDITED)
    desk.ask(issue_attestation, PATH, ATTEST)
    other = desk.new_id()
    happened(desk, LearnerPath, other, *IN_TRAINING, HOURS_CREDITED)
    assert desk.refusal(issue_attestation, other, ATTEST).TYPE == "already-taken"
