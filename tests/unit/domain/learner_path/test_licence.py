"""Ways of moving about, and which of them count (rule 13)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.facts import Fact
from domain.learner_path import licence
from domain.learner_path.licence import ENGAGED_RULE, EntryProof, MobilitySolution
from domain.learner_path.referral import ReferralNotAccepted
from tests.support.examples.learner_path.enrolment import DROPPED_OUT, ENROLLED_IN_GROUP
from tests.support.examples.learner_path.licence import DRIVING_SCHOOL_ENTERED, OTHER_SOLUTION_ENGAGED
from tests.support.examples.learner_path.referral import REFERRAL_RECEIVED
from tests.support.learner_paths import AT_THE_GATE, IN_TRAINING, REFERRED, path_after


def is_positive(*facts: Fact) -> bool:
    path = path_after(*facts)
    return path.mobility.is_positive(ENGAGED_RULE, path.training)


@pytest.mark.parametrize("engaged", [DRIVING_SCHOOL_ENTERED, OTHER_SOLUTION_ENGAGED], ids=str)
def test_a_way_of_moving_about_is_kept_even_before_enrolment(engaged: licence.Engagement) -> None:
    path = path_after(*REFERRED)
    assert licence.engage(path.mobility, path.referral, engaged) == [engaged]


@pytest.mark.parametrize("engaged", [DRIVING_SCHOOL_ENTERED, OTHER_SOLUTION_ENGAGED], ids=str)
def test_a_way_of_moving_about_is_kept_once(engaged: licence.Engagement) -> None:
    path = path_after(*REFERRED, DRIVING_SCHOOL_ENTERED, OTHER_SOLUTION_ENGAGED)
    assert licence.engage(path.mobility, path.referral, engaged) == []


def test_a_better_proof_of_an_entry_is_kept() -> None:
    declared = replace(DRIVING_SCHOOL_ENTERED, proof=EntryProof.DECLARED)
    path = path_after(*REFERRED, declared)
    assert licence.engage(path.mobility, path.referral, DRIVING_SCHOOL_ENTERED) == [DRIVING_SCHOOL_ENTERED]


def test_nothing_is_engaged_before_the_referral_is_accepted() -> None:
    path = path_after(REFERRAL_RECEIVED)
    with pytest.raises(ReferralNotAccepted):
        licence.engage(path.mobility, path.referral, DRIVING_SCHOOL_ENTERED)


def test_a_driving_school_entry_counts() -> None:
    assert is_positive(*IN_TRAINING, DRIVING_SCHOOL_ENTERED)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [(kind, kind is not MobilitySolution.PUBLIC_TRANSPORT) for kind in MobilitySolution],
    ids=str,
)
def test_every_solution_counts_but_public_transport(kind: MobilitySolution, *, counts: bool) -> None:
    assert is_positive(*IN_TRAINING, replace(OTHER_SOLUTION_ENGAGED, kind=kind)) is counts


def test_nothing_engaged_is_not_positive() -> None:
    assert not is_positive(*IN_TRAINING)


def test_an_entry_without_any_training_does_not_count() -> None:
    assert not is_positive(*AT_THE_GATE, DRIVING_SCHOOL_ENTERED)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2025, 2, 2), False),
        (date(2025, 2, 3), True),
        (date(2025, 10, 4), True),
        (date(2025, 10, 5), False),
    ],
)
def test_an_entry_counts_from_enrolment_to_six_months_after_exit(day: date, *, counts: bool) -> None:
    entered = replace(DRIVING_SCHOOL_ENTERED, occurred_on=day)
    assert is_positive(*IN_TRAINING, DROPPED_OUT, entered) is counts


def test_an_entry_counts_from_the_first_enrolment_of_several() -> None:
    again = replace(ENROLLED_IN_GROUP, occurred_on=date(2026, 1, 5))
    entered = replace(DRIVING_SCHOOL_ENTERED, occurred_on=date(2025, 12, 1))
    assert is_positive(*IN_TRAINING, DROPPED_OUT, again, entered)
