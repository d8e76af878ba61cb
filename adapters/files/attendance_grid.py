"""An attendance grid: a row for each learner of a group, a column for each half-day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from adapters.files.headers import Column, Table, table_of
from adapters.files.plain import plain
from adapters.files.referral_list import BIRTH_DATE, FAMILY_NAME, GIVEN_NAME
from adapters.files.refusals import ColumnIsMissing, ColumnStandsTwice
from adapters.files.rows import Row, text_of
from domain.calendar import HalfDay

GROUP = Column(name="Groupe", also=("Code groupe", "Code du groupe"), required=True)
PATH = Column(name="Parcours", also=("Identifiant du parcours", "Identifiant"))
WHOLE_NAME = Column(
    name="Nom et prénom", also=("Nom prénom", "Prénom Nom", "Apprenant", "Stagiaire", "Bénéficiaire")
)
WHO = (PATH, FAMILY_NAME, WHOLE_NAME)
"""One of them says whose row it is."""
COLUMNS: Sequence[Column] = (
    GROUP,
    PATH,
    WHOLE_NAME,
    replace(FAMILY_NAME, required=False),
    GIVEN_NAME,
    BIRTH_DATE,
)

HALF_DAY_HEADER = re.compile(
    r"(?:[a-z]+ )?(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>\d{4}) (?P<half>[a-z]+(?: midi)?)", re.ASCII
)
HALF_DAYS = {
    "m": HalfDay.AM,
    "matin": HalfDay.AM,
    "am": HalfDay.PM,
    "pm": HalfDay.PM,
    "apm": HalfDay.PM,
    "apres midi": HalfDay.PM,
    "s": HalfDay.EVENING,
    "soir": HalfDay.EVENING,
}
"""In French, AM is the afternoon."""
EXAMPLE = "12/03/2025 M"


@dataclass(frozen=True, kw_only=True)
class HalfDayColumn:
    """A column of marks."""

    place: int
    header: str
    day: date
    half_day: HalfDay


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A file whose columns are known."""

    table: Table
    half_days: Sequence[HalfDayColumn]

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headers under which nothing is read."""
        read = {column.header for column in self.half_days}
        return tuple(header for header in self.table.ignored if header not in read)


def grid_of(rows: Sequence[Row]) -> Grid:
    """Return the rows with their columns known.

    Raises:
        NoHeaders, ColumnIsMissing, ColumnStandsTwice: no group, nobody, no half-day, or one of them twice.
    """
    table = table_of(rows, COLUMNS)
    if not any(column.name in table.places for column in WHO):
        accepted = tuple(header for column in WHO for header in column.accepted)
        raise ColumnIsMissing(column=FAMILY_NAME.name, accepted=accepted)
    columns = [
        found
        for place in range(len(table.headers.cells))
        if (found := _half_day_column(table.headers, place))
    ]
    if not columns:
        raise ColumnIsMissing(column=EXAMPLE, accepted=(EXAMPLE, "12/03/2025 AM", "12/03/2025 soir"))
    _check_once(columns)
    return Grid(table=table, half_days=columns)


def _half_day_column(headers: Row, place: int) -> HalfDayColumn | None:
    header = text_of(headers.cell(place))
    found = HALF_DAY_HEADER.fullmatch(plain(header))
    if found is None or found["half"] not in HALF_DAYS:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return HalfDayColumn(place=place, header=header, day=day, half_day=HALF_DAYS[found["half"]])


def _check_once(columns: Sequence[HalfDayColumn]) -> None:
    seen: set[tuple[date, HalfDay]] = set()
    for column in columns:
        if (column.day, column.half_day) in seen:
            raise ColumnStandsTwice(column=column.header)
        seen.add((column.day, column.half_day))
