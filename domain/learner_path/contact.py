"""Who the person is, how to reach them, what they were told of their data; the last contact (rule 16)."""

from dataclasses import dataclass, replace
from datetime import date

from domain.facts import Fact, Sealed
from domain.learner_path.referral import Channel, Referral, ReferralHasExpired
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


@dataclass(frozen=True, kw_only=True)
class Contact:
    """What was told and recorded, and when somebody last spoke with the person."""

    notice: PrivacyNoticeGiven | None = None
    identity: IdentityRecorded | None = None
    details: Sealed[ContactDetails] | None = None
    made: frozenset[ContactMade] = frozenset()

    @property
    def last_made_on(self) -> date | None:
        """The latest day on which somebody spoke with the person."""
        return max((contact.occurred_on for contact in self.made), default=None)


def evolve(contact: Contact, fact: Fact) -> Contact:
    """Return the state after one more fact."""
    match fact:
        case PrivacyNoticeGiven():
            return replace(contact, notice=fact)
        case IdentityRecorded():
            return replace(contact, identity=fact)
        case ContactDetailsRecorded():
            return replace(contact, details=fact.contacts)
        case ContactMade():
            return replace(contact, made=contact.made | {fact})
        case _:
            return contact


def give_privacy_notice(contact: Contact, given: PrivacyNoticeGiven) -> list[Fact]:
    """Tell the person what is kept; nothing when the same was told on that day."""
    return [] if given == contact.notice else [given]


def record_identity(contact: Contact, referral: Referral, recorded: IdentityRecorded) -> list[Fact]:
    """Write down who the person is; nothing when that is already known."""
    if not (referral.is_pending or referral.is_accepted):
        raise ReferralHasExpired(expires_on=referral.expires_on)
    known = contact.identity
    if known and (known.identity, known.sex) == (recorded.identity, recorded.sex):
        return []
    return [recorded]


def record_contact_details(contact: Contact, recorded: ContactDetailsRecorded) -> list[Fact]:
    """Write down how to reach the person; nothing when that is already known."""
    return [] if recorded.contacts == contact.details else [recorded]


def make_contact(contact: Contact, made: ContactMade) -> list[Fact]:
    """Say that somebody spoke with the person; nothing when already said of that day and channel."""
    return [] if made in contact.made else [made]


FACTS = (PrivacyNoticeGiven, IdentityRecorded, ContactDetailsRecorded, ContactMade)
