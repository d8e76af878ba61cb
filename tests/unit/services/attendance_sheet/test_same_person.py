"""Who somebody is may be written down anew after their minutes were credited, here and elsewhere (rule 4)."""

from datetime import date
from uuid import UUID

import pytest

from domain.calendar import ClockTimes, SubjectMinutes
from domain.facts import Fact
from domain.ids import PathId
from domain.learner_path.attendance import FundingException, HoursCredited, HoursCreditReversed
from domain.learner_path.contact import IdentityRecorded
from domain.learner_path.path import LearnerPath
from domain.personal import Identity
from services.learner_path.contact import RecordIdentity, record_identity
from tests.support.desk import TestDesk
from tests.support.examples.ids import PATH
from tests.unit.services.attendance_sheet.morning import (
    DAY,
    ELSEWHERE,
    HERE,
    UNTIL_ELEVEN,
    WHOLE_MORNING,
    Place,
    credits_in,
    morning,
    sealed_morning,
    seat,
    signed,
)

TWIN = PathId(UUID("00000000-0000-7000-8000-00000000a067"))
AMINA = Identity(family_name="El Amrani", given_name="Amina", birth_date=date(1993, 4, 2))
MISSPELT = Identity(family_name="El Imrani", given_name="Amina", birth_date=date(1993, 4, 2))
AFTER_ELEVEN = ClockTimes(starts_at=UNTIL_ELEVEN.ends_at, ends_at=WHOLE_MORNING.ends_at)


def named(desk: TestDesk, path_id: PathId, identity: Identity, place: Place) -> list[Fact]:
    ask = RecordIdentity(on=DAY, identity=identity)
    return desk.ask(record_identity, path_id, ask, operator_id=place.operator_id)


@pytest.fixture
def desk() -> TestDesk:
    """Two mornings at two operators, with the same person under two spellings."""
    desk = TestDesk()
    for path_id, place, identity in ((PATH, HERE, AMINA), (TWIN, ELSEWHERE, MISSPELT)):
        morning(desk, place)
        seat(desk, path_id, place)
        named(desk, path_id, identity, place)
    return desk


def test_a_correction_that_finds_the_same_person_elsewhere_flags_what_was_credited(desk: TestDesk) -> None:
    sealed_morning(desk, signed())
    (credited,) = credits_in(sealed_morning(desk, signed(TWIN), place=ELSEWHERE))
    (event,) = desk.log.load(LearnerPath, TWIN).attendance.live
    assert credited.exceptions == ()

    recorded, taken_back, anew = named(desk, TWIN, AMINA, ELSEWHERE)

    assert isinstance(recorded, IdentityRecorded)
    assert isinstance(taken_back, HoursCreditReversed)
    assert isinstance(anew, HoursCredited)
    assert anew.exceptions == (FundingException.SAME_PERSON_ELSEWHERE,)
    assert (anew.minutes, anew.fundable) == (credited.minutes, SubjectMinutes())
    assert [each.context.supersedes for each in desk.log.recorded[-3:]] == [None, event, None]
    (live,) = desk.log.load(LearnerPath, TWIN).attendance.live.values()
    assert live == anew


def test_what_was_credited_at_other_times_stays_as_it_was(desk: TestDesk) -> None:
    sealed_morning(desk, signed(times=UNTIL_ELEVEN))
    sealed_morning(desk, signed(TWIN, AFTER_ELEVEN), place=ELSEWHERE)
    assert len(named(desk, TWIN, AMINA, ELSEWHERE)) == 1


def test_what_is_flagged_already_is_not_flagged_again(desk: TestDesk) -> None:
    sealed_morning(desk, signed())
    sealed_morning(desk, signed(TWIN), place=ELSEWHERE)
    named(desk, TWIN, AMINA, ELSEWHERE)
    named(desk, TWIN, MISSPELT, ELSEWHERE)
    assert len(named(desk, TWIN, AMINA, ELSEWHERE)) == 1
