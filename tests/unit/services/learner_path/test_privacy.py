"""Asking to give up a person's readable data."""

from datetime import date

import pytest

from domain.learner_path.path import LearnerPath
from domain.learner_path.privacy import PersonalDataShredded
from domain.personal import Identity
from services.attendance_sheet.crediting import PERSON_PRESENCE
from services.context import Role
from services.learner_path.contact import PERSON_KEY, RecordIdentity, record_identity
from services.learner_path.privacy import ShredPersonalData, shred_personal_data
from services.ports import Claim, Save
from services.whereabouts import Booking
from tests.support.desk import TestDesk
from tests.support.examples.ids import PATH
from tests.support.examples.learner_path.attendance import HOURS_CREDITED
from tests.support.given import happened
from tests.support.learner_paths import IN_TRAINING, REFERRED

ON = date(2025, 6, 30)
IDENTITY = RecordIdentity(on=date(2025, 1, 15), identity=Identity(family_name="Suharto"))


def known() -> TestDesk:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, *REFERRED)
    desk.ask(record_identity, PATH, IDENTITY)
    return desk


def holders(desk: TestDesk) -> frozenset[str]:
    return desk.log.owners(PERSON_KEY, desk.keyring.blind("person", "suharto |"))


def test_the_data_protection_officer_gives_up_a_class() -> None:
    ask = ShredPersonalData(on=ON, data_classes=("A",))
    shredded = known().ask(
        shred_personal_data, PATH, ask, role=Role.DATA_PROTECTION_OFFICER, operator_id=None
    )
    assert shredded == [PersonalDataShredded(occurred_on=ON, data_classes=("A",), generation=1)]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CASEWORKER, Role.ADMINISTRATOR])
def test_nobody_else_gives_up_data(role: Role) -> None:
    ask = ShredPersonalData(on=ON, data_classes=("A",))
    assert known().refusal(shred_personal_data, PATH, ask, role=role).TYPE == "forbidden"


def test_class_a_leaves_the_key_that_finds_the_person() -> None:
    desk = known()
    desk.ask(shred_personal_data, PATH, ShredPersonalData(on=ON, data_classes=("A",)), role=Role.PROCESS)
    assert holders(desk) == {str(PATH)}


def test_class_b_takes_the_key_that_finds_the_person() -> None:
    desk = known()
    desk.ask(shred_personal_data, PATH, ShredPersonalData(on=ON, data_classes=("A", "B")), role=Role.PROCESS)
    assert holders(desk) == frozenset()


def test_class_b_takes_what_tells_where_the_person_was() -> None:
    desk = known()
    happened(desk, LearnerPath, PATH, *IN_TRAINING[len(REFERRED) :], HOURS_CREDITED)
    key = f"{desk.keyring.blind('person', 'suharto |')}:{HOURS_CREDITED.occurred_on}"
    there = Claim(
        kind=PERSON_PRESENCE,
        key=key,
        owner=str(Booking(holder=PATH, times=HOURS_CREDITED.times)),
        unique=False,
    )
    desk.log.store(Save(events=(), reads={}, claims=(there,)))
    ask = ShredPersonalData(on=ON, data_classes=("B",))
    desk.ask(shred_personal_data, PATH, ask, role=Role.PROCESS)
    assert desk.log.owners(PERSON_PRESENCE, key) == frozenset()


def test_a_class_is_given_up_once() -> None:
    desk = known()
    ask = ShredPersonalData(on=ON, data_classes=("B",))
    desk.ask(shred_personal_data, PATH, ask, role=Role.PROCESS)
    assert desk.ask(shred_personal_data, PATH, ask, role=Role.PROCESS) == []
