"""The public holidays of France, with the two more of Alsace and Moselle."""

from datetime import date
from functools import cache

import holidays

LOCAL_LAW = {"57": "57", "67": "6AE", "68": "6AE"}
"""Where Good Friday and 26 December are holidays, by the library's names: ``6AE`` is Alsace."""


def is_public_holiday(day: date, department: str) -> bool:
    """Whether nobody need work on that day in that department."""
    return day in _calendar(LOCAL_LAW.get(department))


@cache
def _calendar(subdivision: str | None) -> holidays.HolidayBase:
    return holidays.country_holidays("FR", subdiv=subdivision)
