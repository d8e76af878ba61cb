"""Receiving, accepting, letting lapse."""

from dataclasses import replace
from datetime import date

import pytest

from domain.departments import UnknownDepartment
from domain.learner_path import referral
from domain.learner_path.referral import (
    ReferralAccepted,
    ReferralExpired,
    ReferralHasExpired,
    ReferralHasNotExpired,
    ReferralIsNotPending,
)
from tests.support.desk import OPERATOR
from tests.support.examples.learner_path.referral import (
    REFERRAL_ACCEPTED,
    REFERRAL_EXPIRED,
    REFERRAL_RECEIVED,
)
from tests.support.learner_paths import path_after

NOTHING = path_after().referral
PENDING = path_after(REFERRAL_RECEIVED).referral
ACCEPTED = path_after(REFERRAL_RECEIVED, REFERRAL_ACCEPTED).referral
EXPIRED = path_after(REFERRAL_RECEIVED, REFERRAL_EXPIRED).referral
LAST_DAY = REFERRAL_RECEIVED.expires_on
DAY_AFTER = date(2025, 2, 6)


def test_a_path_begins_with_its_referral() -> None:
    assert referral.receive(NOTHING, REFERRAL_RECEIVED) == [REFERRAL_RECEIVED]


def test_a_path_begins_once() -> None:
    assert referral.receive(PENDING, REFERRAL_RECEIVED) == []


def test_a_referral_from_nowhere_in_france_is_refused() -> None:
    with pytest.raises(UnknownDepartment):
        referral.receive(NOTHING, replace(REFERRAL_RECEIVED, department="20"))


def test_a_path_belongs_to_the_operator_of_its_referral() -> None:
    assert path_after(REFERRAL_RECEIVED).operator_id == OPERATOR


def test_a_referral_can_be_accepted_until_its_last_day() -> None:
    assert referral.accept(PENDING, on=LAST_DAY) == [ReferralAccepted(occurred_on=LAST_DAY)]


def test_an_accepted_referral_is_accepted_once() -> None:
    assert referral.accept(ACCEPTED, on=LAST_DAY) == []


def test_a_referral_is_not_accepted_after_its_last_day() -> None:
    with pytest.raises(ReferralHasExpired):
        referral.accept(PENDING, on=DAY_AFTER)


def test_an_expired_referral_is_not_accepted() -> None:
    with pytest.raises(ReferralIsNotPending):
        referral.accept(EXPIRED, on=LAST_DAY)


def test_a_referral_lapses_once_its_last_day_is_past() -> None:
    assert referral.expire(PENDING, on=DAY_AFTER) == [ReferralExpired(occurred_on=DAY_AFTER)]


def test_a_referral_does_not_lapse_on_its_last_day() -> None:
    with pytest.raises(ReferralHasNotExpired):
        referral.expire(PENDING, on=LAST_DAY)


@pytest.mark.parametrize("answered", [ACCEPTED, EXPIRED], ids=["accepted", "expired"])
def test_an_answered_referral_does_not_lapse(answered: referral.Referral) -> None:
    assert referral.expire(answered, on=DAY_AFTER) == []


def test_the_last_day_is_counted_from_the_day_of_receipt() -> None:
    assert referral.last_day(REFERRAL_RECEIVED.occurred_on, valid_days=30) == LAST_DAY
