"""Who the person is, how to reach them, what they were told."""

from dataclasses import dataclass

from domain.facts import Erased
from domain.ids import PathId
from domain.learner_path import contact
from domain.learner_path.contact import (
    Contact,
    ContactDetailsRecorded,
    ContactMade,
    IdentityRecorded,
    PrivacyNoticeGiven,
)
from domain.learner_path.path import LearnerPath
from domain.learner_path.referral import Channel
from domain.personal import ContactDetails, Identity, Sex, age_band, person_text
from services.attendance_sheet.crediting import follow_person
from services.requests import Ask
from services.work import Work

PERSON_KEY = "person-key"
"""Kind of the claim by which two paths of one person find each other; it never makes anything unique."""


@dataclass(frozen=True, kw_only=True)
class GivePrivacyNotice(Ask):
    """The person was told what is kept, why and for how long."""

    notice_version: str
    language: str
    interpreter: bool = False


@dataclass(frozen=True, kw_only=True)
class RecordIdentity(Ask):
    """Who the person is, as read on a paper."""

    identity: Identity
    sex: Sex = Sex.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class RecordContactDetails(Ask):
    """How to reach the person."""

    contacts: ContactDetails


@dataclass(frozen=True, kw_only=True)
class MakeContact(Ask):
    """Somebody spoke with the person."""

    channel: Channel


def give_privacy_notice(work: Work, path_id: PathId, ask: GivePrivacyNotice) -> None:
    """Say that the privacy notice was given."""
    path = work.load(LearnerPath, path_id)
    given = PrivacyNoticeGiven(
        occurred_on=ask.on,
        notice_version=ask.notice_version,
        language=ask.language,
        interpreter=ask.interpreter,
    )
    work.record(path, contact.give_privacy_notice(path.contact, given))


def record_identity(work: Work, path_id: PathId, ask: RecordIdentity) -> None:
    """Write down who the person is, and hold the key that finds the same person elsewhere."""
    path = work.load(LearnerPath, path_id)
    person_key = work.blind("person", person_text(ask.identity))
    recorded = IdentityRecorded(
        occurred_on=ask.on,
        identity=work.seal(path_id, "B", ask.identity),
        person_key=work.seal(path_id, "B", person_key),
        sex=ask.sex,
        age_band=age_band(ask.identity.birth_date, on=ask.on),
    )
    if facts := contact.record_identity(path.contact, path.referral, recorded):
        work.record(path, facts)
        if known_person_key(work, path.contact) != person_key:
            release_person_key(work, path_id, path.contact)
            follow_person(work, path, person_key)
        work.claim(PERSON_KEY, person_key, str(path_id))


def record_contact_details(work: Work, path_id: PathId, ask: RecordContactDetails) -> None:
    """Write down how to reach the person."""
    path = work.load(LearnerPath, path_id)
    recorded = ContactDetailsRecorded(occurred_on=ask.on, contacts=work.seal(path_id, "A", ask.contacts))
    work.record(path, contact.record_contact_details(path.contact, recorded))


def make_contact(work: Work, path_id: PathId, ask: MakeContact) -> None:
    """Say that somebody spoke with the person."""
    path = work.load(LearnerPath, path_id)
    made = ContactMade(occurred_on=ask.on, channel=ask.channel)
    work.record(path, contact.make_contact(path.contact, made))


def known_person_key(work: Work, known: Contact) -> str | None:
    """Return the key of the identity known until now, if it can still be read."""
    opened = work.open(known.identity.person_key, str) if known.identity else None
    return None if isinstance(opened, Erased) else opened


def release_person_key(work: Work, path_id: PathId, known: Contact) -> None:
    """Give back the key of the identity known until now."""
    if person_key := known_person_key(work, known):
        work.release(PERSON_KEY, person_key, str(path_id))
