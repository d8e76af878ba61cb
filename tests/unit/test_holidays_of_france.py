"""The public holidays of each department."""

from datetime import date

import pytest

from adapters.holidays_of_france import is_public_holiday

GOOD_FRIDAY = date(2025, 4, 18)
SAINT_STEPHENS_DAY = date(2025, 12, 26)


@pytest.mark.parametrize("department", ["57", "67", "68"])
@pytest.mark.parametrize("day", [GOOD_FRIDAY, SAINT_STEPHENS_DAY])
def test_alsace_and_moselle_have_two_holidays_more(day: date, department: str) -> None:
    assert is_public_holiday(day, department)


@pytest.mark.parametrize("department", ["54", "88", "2A"])
@pytest.mark.parametrize("day", [GOOD_FRIDAY, SAINT_STEPHENS_DAY])
def test_the_other_departments_do_not(day: date, department: str) -> None:
    assert not is_public_holiday(day, department)


@pytest.mark.parametrize("department", ["57", "54"])
def test_the_first_of_may_is_a_holiday_everywhere(department: str) -> None:
    assert is_public_holiday(date(2025, 5, 1), department)


def test_an_ordinary_day_is_not_a_holiday() -> None:
    assert not is_public_holiday(date(2025, 2, 4), "57")
