"""Notice, identity, contacts, and the last contact."""

from dataclasses import replace
from datetime import date

import pytest

from domain.facts import Fact
from domain.learner_path import contact
from domain.learner_path.referral import Channel, ReferralHasExpired
from domain.personal import Sex
from tests.support.envelopes import sealed
from tests.support.examples.learner_path.attendance import HOURS_CREDITED
from tests.support.examples.learner_path.contact import (
    CONTACT_DETAILS_RECORDED,
    CONTACT_MADE,
    IDENTITY_RECORDED,
    PRIVACY_NOTICE_GIVEN,
)
from tests.support.examples.learner_path.enrolment import TRAINING_COMPLETED
from tests.support.examples.learner_path.follow_up import FOLLOW_UP_DONE, NOTE_ADDED
from tests.support.examples.learner_path.privacy import PERSONAL_DATA_SHREDDED
from tests.support.examples.learner_path.referral import REFERRAL_EXPIRED, REFERRAL_RECEIVED
from tests.support.learner_paths import IN_TRAINING, REFERRED, path_after

REFERRED_PATH = path_after(*REFERRED)
KNOWN = path_after(*REFERRED, CONTACT_MADE, PRIVACY_NOTICE_GIVEN, IDENTITY_RECORDED, CONTACT_DETAILS_RECORDED)


def test_the_privacy_notice_is_given() -> None:
    given = contact.give_privacy_notice(REFERRED_PATH.contact, PRIVACY_NOTICE_GIVEN)
    assert given == [PRIVACY_NOTICE_GIVEN]


def test_the_same_notice_of_one_day_is_given_once() -> None:
    assert contact.give_privacy_notice(KNOWN.contact, PRIVACY_NOTICE_GIVEN) == []


def test_a_notice_explained_again_in_another_language_is_kept() -> None:
    again = replace(PRIVACY_NOTICE_GIVEN, language="fr")
    assert contact.give_privacy_notice(KNOWN.contact, again) == [again]


@pytest.mark.parametrize("facts", [REFERRED, (REFERRAL_RECEIVED,)], ids=["accepted", "pending"])
def test_an_identity_is_recorded(facts: tuple[Fact, ...]) -> None:
    path = path_after(*facts)
    assert contact.record_identity(path.contact, path.referral, IDENTITY_RECORDED) == [IDENTITY_RECORDED]


def test_the_same_identity_is_recorded_once_whatever_the_day() -> None:
    again = replace(IDENTITY_RECORDED, occurred_on=date(2025, 3, 1))
    assert contact.record_identity(KNOWN.contact, KNOWN.referral, again) == []


def test_another_identity_is_recorded() -> None:
    other = replace(IDENTITY_RECORDED, identity=sealed("B", "another identity"))
    assert contact.record_identity(KNOWN.contact, KNOWN.referral, other) == [other]


def test_another_sex_is_recorded() -> None:
    other = replace(IDENTITY_RECORDED, sex=Sex.UNKNOWN)
    assert contact.record_identity(KNOWN.contact, KNOWN.referral, other) == [other]


def test_no_identity_is_recorded_once_the_referral_has_expired() -> None:
    path = path_after(REFERRAL_RECEIVED, REFERRAL_EXPIRED)
    with pytest.raises(ReferralHasExpired):
        contact.record_identity(path.contact, path.referral, IDENTITY_RECORDED)


def test_contact_details_are_recorded() -> None:
    recorded = contact.record_contact_details(REFERRED_PATH.contact, CONTACT_DETAILS_RECORDED)
    assert recorded == [CONTACT_DETAILS_RECORDED]


def test_the_same_contact_details_are_recorded_once() -> None:
    again = replace(CONTACT_DETAILS_RECORDED, occurred_on=date(2025, 3, 1))
    assert contact.record_contact_details(KNOWN.contact, again) == []


def test_a_contact_is_made() -> None:
    assert contact.make_contact(REFERRED_PATH.contact, CONTACT_MADE) == [CONTACT_MADE]


def test_a_contact_of_one_day_and_channel_is_kept_once() -> None:
    assert contact.make_contact(KNOWN.contact, CONTACT_MADE) == []


def test_a_contact_of_another_channel_is_kept() -> None:
    visit = replace(CONTACT_MADE, channel=Channel.VISIT)
    assert contact.make_contact(KNOWN.contact, visit) == [visit]


def test_nobody_was_in_contact_at_first() -> None:
    assert REFERRED_PATH.last_contact_on is None


def test_the_last_contact_is_the_latest_day_whatever_the_order_of_recording() -> None:
    later = replace(CONTACT_MADE, occurred_on=date(2025, 1, 12))
    assert path_after(*REFERRED, later, CONTACT_MADE).last_contact_on == date(2025, 1, 12)


def test_a_presence_is_a_contact() -> None:
    path = path_after(*IN_TRAINING, CONTACT_MADE, HOURS_CREDITED)
    assert path.last_contact_on == HOURS_CREDITED.occurred_on


def test_a_follow_up_is_a_contact() -> None:
    path = path_after(*IN_TRAINING, HOURS_CREDITED, TRAINING_COMPLETED, FOLLOW_UP_DONE)
    assert path.last_contact_on == FOLLOW_UP_DONE.occurred_on


def test_a_note_or_a_shredding_is_no_contact() -> None:
    path = path_after(*REFERRED, CONTACT_MADE, NOTE_ADDED, PERSONAL_DATA_SHREDDED)
    assert path.last_contact_on == CONTACT_MADE.occurred_on
