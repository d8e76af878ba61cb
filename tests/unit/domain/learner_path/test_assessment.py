"""Assessments, and the attestation."""

from dataclasses import replace
from datetime import date

import pytest

from domain.learner_path import assessment
from domain.learner_path.assessment import (
    AttestationNumberUsed,
    BadAttestationNumber,
    BeforeEntryAssessment,
    Moment,
    NeverEnrolled,
    NoEntryAssessment,
    NothingToAttest,
    OtherTool,
)
from domain.learner_path.ending import Attended
from tests.support.examples.learner_path.assessment import (
    ASSESSED_AT_ENTRY,
    ASSESSED_AT_EXIT,
    ATTESTATION_ISSUED,
)
from tests.support.learner_paths import AT_THE_GATE, IN_TRAINING, path_after

NEVER_SEATED = path_after(*AT_THE_GATE)
SEATED = path_after(*IN_TRAINING)
ASSESSED = path_after(*IN_TRAINING, ASSESSED_AT_ENTRY)
ATTESTED = path_after(*IN_TRAINING, ATTESTATION_ISSUED)
NUMBER = ATTESTATION_ISSUED.number
MINUTES = Attended(minutes=10_200)
ON = ATTESTATION_ISSUED.occurred_on


def test_the_entry_is_assessed() -> None:
    kept = assessment.complete_assessment(SEATED.assessments, SEATED.training, ASSESSED_AT_ENTRY)
    assert kept == [ASSESSED_AT_ENTRY]


def test_the_exit_is_assessed_after_the_entry() -> None:
    kept = assessment.complete_assessment(ASSESSED.assessments, ASSESSED.training, ASSESSED_AT_EXIT)
    assert kept == [ASSESSED_AT_EXIT]


def test_the_same_assessment_is_kept_once() -> None:
    assert assessment.complete_assessment(ASSESSED.assessments, ASSESSED.training, ASSESSED_AT_ENTRY) == []


def test_nobody_is_assessed_without_a_training() -> None:
    path = NEVER_SEATED
    with pytest.raises(NeverEnrolled):
        assessment.complete_assessment(path.assessments, path.training, ASSESSED_AT_ENTRY)


@pytest.mark.parametrize("moment", [Moment.MID, Moment.EXIT])
def test_progress_is_told_from_an_entry(moment: Moment) -> None:
    with pytest.raises(NoEntryAssessment):
        assessment.complete_assessment(
            SEATED.assessments, SEATED.training, replace(ASSESSED_AT_EXIT, moment=moment)
        )


def test_the_exit_is_not_assessed_before_the_entry() -> None:
    early = replace(ASSESSED_AT_EXIT, occurred_on=date(2025, 2, 4))
    with pytest.raises(BeforeEntryAssessment):
        assessment.complete_assessment(ASSESSED.assessments, ASSESSED.training, early)


def test_an_assessment_can_follow_the_entry_on_the_same_day() -> None:
    same_day = replace(ASSESSED_AT_EXIT, moment=Moment.MID, occurred_on=ASSESSED_AT_ENTRY.occurred_on)
    kept = assessment.complete_assessment(ASSESSED.assessments, ASSESSED.training, same_day)
    assert kept == [same_day]


@pytest.mark.parametrize("changes", [{"tool": "autre-outil"}, {"tool_version": "3"}])
def test_levels_are_compared_within_one_version_of_one_tool(changes: dict[str, str]) -> None:
    other = replace(ASSESSED_AT_EXIT, **changes)  # type: ignore[arg-type] # only texts are changed.
    with pytest.raises(OtherTool):
        assessment.complete_assessment(ASSESSED.assessments, ASSESSED.training, other)


def test_an_attestation_says_the_minutes_of_the_group() -> None:
    issued = assessment.issue_attestation(SEATED.assessments, SEATED.training, MINUTES, NUMBER, on=ON)
    assert issued == [ATTESTATION_ISSUED]


def test_the_same_minutes_are_attested_once_whatever_the_number() -> None:
    path = ATTESTED
    assert assessment.issue_attestation(path.assessments, path.training, MINUTES, "57-2025-0002", on=ON) == []


def test_more_minutes_are_attested_under_another_number() -> None:
    path, more = ATTESTED, Attended(minutes=10_380)
    [issued] = assessment.issue_attestation(path.assessments, path.training, more, "57-2025-0002", on=ON)
    assert issued == replace(ATTESTATION_ISSUED, number="57-2025-0002", minutes=10_380)


def test_a_number_serves_once() -> None:
    path, more = ATTESTED, Attended(minutes=10_380)
    with pytest.raises(AttestationNumberUsed):
        assessment.issue_attestation(path.assessments, path.training, more, NUMBER, on=ON)


@pytest.mark.parametrize("number", ["571", "57-2025-a", "57 2025", "5" * 33, "57-2025-0001\n"])
def test_a_number_has_a_form(number: str) -> None:
    with pytest.raises(BadAttestationNumber):
        assessment.issue_attestation(SEATED.assessments, SEATED.training, MINUTES, number, on=ON)


def test_no_minute_is_not_attested() -> None:
    with pytest.raises(NothingToAttest):
        assessment.issue_attestation(SEATED.assessments, SEATED.training, Attended(), NUMBER, on=ON)


def test_nothing_is_attested_without_a_training() -> None:
    path = NEVER_SEATED
    with pytest.raises(NeverEnrolled):
        assessment.issue_attestation(path.assessments, path.training, MINUTES, NUMBER, on=ON)
