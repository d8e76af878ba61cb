"""The caseworker meets her, tells her what is kept, writes down who she is."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.contact import (
    ContactDetailsRecorded,
    ContactMade,
    IdentityRecorded,
    PrivacyNoticeGiven,
)
from domain.learner_path.referral import Channel
from domain.personal import AgeBand, Sex
from tests.support.envelopes import sealed

CONTACT_MADE = ContactMade(occurred_on=date(2025, 1, 10), channel=Channel.PHONE)
PRIVACY_NOTICE_GIVEN = PrivacyNoticeGiven(
    occurred_on=date(2025, 1, 15), notice_version="2025-01", language="ar", interpreter=True
)
IDENTITY_RECORDED = IdentityRecorded(
    occurred_on=date(2025, 1, 15),
    identity=sealed("B", "identity"),
    person_key=sealed("B", "person key"),
    sex=Sex.FEMALE,
    age_band=AgeBand.FROM_26_TO_34,
)
CONTACT_DETAILS_RECORDED = ContactDetailsRecorded(
    occurred_on=date(2025, 1, 15), contacts=sealed("A", "contacts")
)

EXAMPLES: tuple[Fact, ...] = (
    CONTACT_MADE,
    PRIVACY_NOTICE_GIVEN,
    IDENTITY_RECORDED,
    CONTACT_DETAILS_RECORDED,
)
