"""The sample year as it is planned: what befalls its groups, before anything is played."""

from typing import Any

import pytest

from adapters.sample.building import SEED, build
from adapters.sample.plan import Action
from domain.calendar import paris_day
from domain.departments import GRAND_EST
from services.access import UseCase
from services.attendance_sheet.sealing import correct_sheet
from services.attendance_sheet.signing import open_sheet
from services.funded_group.money import record_expense
from services.funded_group.planning import plan_group
from services.grant.award import award_grant
from services.learner_path.enrolment import drop_out
from services.learner_path.referral import receive_referral

YEAR = list(build().in_order())


def asked(use_case: UseCase) -> list[Any]:
    """Return the requests of one kind."""
    return [each.ask for each in YEAR if each.use_case is use_case]


def days_late(action: Action) -> int:
    """Return the days between what happened and its being written down."""
    late: int = (paris_day(action.instant) - action.ask.on).days
    return late


def test_thirteen_groups_stand_in_nine_of_the_ten_departments() -> None:
    departments = [each.department for each in asked(plan_group)]
    assert len(departments) == 13
    assert len(set(departments)) == 9
    assert set(departments) < set(GRAND_EST)


def test_the_state_pays_eighty_per_cent() -> None:
    assert {each.rate_bp for each in asked(award_grant)} == {8_000}


def test_about_a_hundred_and_twenty_people_are_referred() -> None:
    assert 110 <= len(asked(receive_referral)) <= 130


@pytest.mark.parametrize("use_case", [drop_out, correct_sheet])
def test_not_everything_goes_well(use_case: UseCase) -> None:
    assert asked(use_case)


@pytest.mark.parametrize("use_case", [open_sheet, record_expense, drop_out])
def test_some_facts_are_written_down_late(use_case: UseCase) -> None:
    delays = [days_late(each) for each in YEAR if each.use_case is use_case]
    assert max(delays) > 7


def test_nothing_is_written_down_before_it_happened() -> None:
    assert [each for each in YEAR if days_late(each) < 0] == []


def test_the_same_seed_plans_the_same_year() -> None:
    assert list(build(SEED).in_order()) == YEAR


def test_another_seed_plans_another_year() -> None:
    assert list(build(SEED + 1).in_order()) != YEAR
