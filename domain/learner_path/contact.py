"""Who the person is, how to reach them, what they were told of their data; the last contact (rule 16)."""

from dataclasses import dataclass

from domain.facts import Fact, Sealed
from domain.learner_path.referral import Channel
from domain.personal import AgeBand, ContactDetails, Identity, Sex


@dataclass(frozen=True, kw_only=True)
class PrivacyNoticeGiven(Fact):
    """The person was told what is kept, why and for how long."""

    TYPE = "learner-path.privacy-notice-given"
    notice_version: str
    language: str
    """ISO 639-1 code of the language it was explained in."""
    interpreter: bool


@dataclass(frozen=True, kw_only=True)
class IdentityRecorded(Fact):
    """Who the person is, as read on a paper."""

    TYPE = "learner-path.identity-recorded"
    identity: Sealed[Identity]
    person_key: Sealed[str]
    """Class B: the blind key of normalised name and birth date; finds the same person elsewhere."""
    sex: Sex
    age_band: AgeBand


@dataclass(frozen=True, kw_only=True)
class ContactDetailsRecorded(Fact):
    """How to reach the person."""

    TYPE = "learner-path.contact-details-recorded"
    contacts: Sealed[ContactDetails]


@dataclass(frozen=True, kw_only=True)
class ContactMade(Fact):
    """Somebody spoke with the person."""

    TYPE = "learner-path.contact-made"
    channel: Channel


FACTS = (PrivacyNoticeGiven, IdentityRecorded, ContactDetailsRecorded, ContactMade)
