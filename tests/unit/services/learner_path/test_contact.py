"""Asking to record who the person is, how to reach them, what they were told."""

from dataclasses import replace
from datetime import date

from domain.learner_path.contact import (
    ContactDetailsRecorded,
    ContactMade,
    IdentityRecorded,
    PrivacyNoticeGiven,
)
from domain.learner_path.path import LearnerPath
from domain.learner_path.referral import Channel
from domain.personal import AgeBand, ContactDetails, Identity, Sex
from services.attendance_sheet.crediting import PERSON_PRESENCE
from services.context import Role
from services.learner_path.contact import (
    PERSON_KEY,
    GivePrivacyNotice,
    MakeContact,
    RecordContactDetails,
    RecordIdentity,
    give_privacy_notice,
    make_contact,
    record_contact_details,
    record_identity,
)
from services.learner_path.privacy import ShredPersonalData, shred_personal_data
from services.ports import Claim, Save
from services.whereabouts import Booking
from tests.support.desk import TestDesk
from tests.support.envelopes import SOMEONE
from tests.support.examples.ids import PATH
from tests.support.examples.learner_path.attendance import HOURS_CREDITED
from tests.support.given import happened
from tests.support.learner_paths import IN_TRAINING, REFERRED

ON = date(2025, 1, 15)
AMINA = Identity(family_name="El-Amrani", given_name="Amina", birth_date=date(1993, 4, 2))
RENAMED = replace(AMINA, family_name="Benali")
ASK = RecordIdentity(on=ON, identity=AMINA, sex=Sex.FEMALE)
KEY_TEXT = "elamrani amina|1993-04-02"
RENAMED_TEXT = "benali amina|1993-04-02"


def referred() -> TestDesk:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, *REFERRED)
    return desk


def holders(desk: TestDesk, text: str) -> frozenset[str]:
    return desk.log.owners(PERSON_KEY, desk.keyring.blind("person", text))


def credited() -> TestDesk:
    desk = referred()
    desk.ask(record_identity, PATH, ASK)
    happened(desk, LearnerPath, PATH, *IN_TRAINING[len(REFERRED) :], HOURS_CREDITED)
    return desk


def booked(desk: TestDesk, text: str) -> frozenset[str]:
    key = f"{desk.keyring.blind('person', text)}:{HOURS_CREDITED.occurred_on}"
    return desk.log.owners(PERSON_PRESENCE, key)


def test_the_privacy_notice_is_given() -> None:
    ask = GivePrivacyNotice(on=ON, notice_version="2025-01", language="ar", interpreter=True)
    assert referred().ask(give_privacy_notice, PATH, ask) == [
        PrivacyNoticeGiven(occurred_on=ON, notice_version="2025-01", language="ar", interpreter=True)
    ]


def test_an_identity_is_closed_and_leaves_an_age_band_in_clear() -> None:
    desk = referred()
    assert desk.ask(record_identity, PATH, ASK) == [
        IdentityRecorded(
            occurred_on=ON,
            identity=desk.keyring.seal(SOMEONE, "B", AMINA),
            person_key=desk.keyring.seal(SOMEONE, "B", desk.keyring.blind("person", KEY_TEXT)),
            sex=Sex.FEMALE,
            age_band=AgeBand.FROM_26_TO_34,
        )
    ]


def test_an_identity_holds_the_key_that_finds_the_person_elsewhere() -> None:
    desk = referred()
    desk.ask(record_identity, PATH, ASK)
    assert holders(desk, KEY_TEXT) == {str(PATH)}


def test_two_paths_of_one_person_share_their_key() -> None:
    desk = referred()
    other = desk.new_id()
    happened(desk, LearnerPath, other, *REFERRED)
    desk.ask(record_identity, PATH, ASK)
    desk.ask(record_identity, other, replace(ASK, identity=replace(AMINA, family_name="EL AMRANI")))
    assert holders(desk, KEY_TEXT) == {str(PATH), str(other)}


def test_the_key_follows_the_identity() -> None:
    desk = referred()
    desk.ask(record_identity, PATH, ASK)
    desk.ask(record_identity, PATH, replace(ASK, identity=RENAMED))
    assert holders(desk, KEY_TEXT) == frozenset()
    assert holders(desk, RENAMED_TEXT) == {str(PATH)}


def test_the_key_stays_when_the_name_is_only_spelt_otherwise() -> None:
    desk = referred()
    desk.ask(record_identity, PATH, ASK)
    desk.ask(record_identity, PATH, replace(ASK, identity=replace(AMINA, family_name="El Amrani")))
    assert holders(desk, KEY_TEXT) == {str(PATH)}


def test_an_identity_erased_since_leaves_no_key_to_give_back() -> None:
    desk = referred()
    desk.ask(record_identity, PATH, ASK)
    desk.keyring.shred(SOMEONE, "B", 1)
    assert desk.ask(record_identity, PATH, replace(ASK, identity=RENAMED)) != []
    assert holders(desk, KEY_TEXT) == {str(PATH)}


def test_the_same_identity_is_recorded_once() -> None:
    desk = referred()
    desk.ask(record_identity, PATH, ASK)
    assert desk.ask(record_identity, PATH, replace(ASK, on=date(2025, 2, 1))) == []


def test_contact_details_are_closed() -> None:
    desk = referred()
    details = ContactDetails(phone="06 12 34 56 78")
    assert desk.ask(record_contact_details, PATH, RecordContactDetails(on=ON, contacts=details)) == [
        ContactDetailsRecorded(occurred_on=ON, contacts=desk.keyring.seal(SOMEONE, "A", details))
    ]


def test_a_contact_is_made() -> None:
    asked = referred().ask(make_contact, PATH, MakeContact(on=ON, channel=Channel.VISIT))
    assert asked == [ContactMade(occurred_on=ON, channel=Channel.VISIT)]


def test_a_trainer_does_not_record_an_identity() -> None:
    assert referred().refusal(record_identity, PATH, ASK, role=Role.TRAINER).TYPE == "forbidden"


def test_a_person_with_another_name_is_still_held_at_the_times_credited() -> None:
    desk = credited()
    there = str(Booking(holder=PATH, times=HOURS_CREDITED.times))
    before = Claim(
        kind=PERSON_PRESENCE,
        key=f"{desk.keyring.blind('person', KEY_TEXT)}:{HOURS_CREDITED.occurred_on}",
        owner=there,
        unique=False,
    )
    desk.log.store(Save(events=(), reads={}, claims=(before,)))
    desk.ask(record_identity, PATH, replace(ASK, identity=RENAMED))
    assert booked(desk, KEY_TEXT) == frozenset()
    assert booked(desk, RENAMED_TEXT) == {there}


def test_an_erased_person_is_not_found_again_at_the_times_credited() -> None:
    desk = credited()
    desk.ask(shred_personal_data, PATH, ShredPersonalData(on=ON, data_classes=("B",)), role=Role.PROCESS)
    desk.keyring.shred(SOMEONE, "B", 1)
    desk.ask(record_identity, PATH, replace(ASK, identity=RENAMED))
    assert booked(desk, RENAMED_TEXT) == frozenset()
