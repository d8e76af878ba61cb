"""Months counted as people count them."""

from datetime import date

import pytest

from domain.calendar import months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 6, 13), 6, date(2025, 12, 13)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 1), 12, date(2026, 12, 1)),
        (date(2025, 9, 30), 3, date(2025, 12, 30)),
    ],
)
def test_the_same_day_some_months_later_or_the_last_of_a_shorter_month(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later
