"""What a cell says: a day, one value of a list."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from adapters.files.plain import plain
from adapters.files.refusals import NotADate, NotInTheList
from adapters.files.rows import Cell, is_empty, text_of

T = TypeVar("T")

FRENCH_DAY = re.compile(
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?: 00:00(?::00)?)?", re.ASCII
)
ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?: 00:00(?::00)?)?", re.ASCII)
EARLIEST_YEAR = 1900
"""Nobody of today is older: the year 205 is 2025 with a digit lost."""


def day_of(cell: Cell, column: str) -> date | None:
    """Return a day, None when there is none: a date cell, ``12/03/2025`` or ``2025-03-12``.

    Raises:
        NotADate: anything else; a year of two digits does not say which century.
    """
    if is_empty(cell):
        return None
    day = _shown_day(cell)
    if day is None or day.year < EARLIEST_YEAR:
        raise NotADate(column=column)
    return day


def _shown_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    found = FRENCH_DAY.fullmatch(text) or ISO_DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def one_of(text: str, values: Mapping[str, T], column: str) -> T:
    """Return what one of the listed texts means.

    Raises:
        NotInTheList: none of them; it says which there are.
    """
    found = {plain(name): value for name, value in values.items()}.get(plain(text))
    if found is None:
        raise NotInTheList(column=column, accepted=tuple(values))
    return found
