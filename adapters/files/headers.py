"""Finding the row of headers, and which column says what."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from adapters.files.plain import plain
from adapters.files.refusals import (
    CellIsEmpty,
    CellShowsAnError,
    ColumnIsMissing,
    ColumnStandsTwice,
    NirInTheFile,
    NoHeaders,
)
from adapters.files.rows import Cell, Row, is_empty, text_of
from domain.nir import holds_nir

SEARCHED_ROWS = 20
"""Titles and notes may stand above the headers."""
ERROR = re.compile(
    r"#(?:REF!|N/A|DIV/0!|NAME\?|NOM ?\?|VALUE!|VALEUR!|NUM!|NOMBRE!|NULL?!|##+)|Err ?: ?\d{3}", re.IGNORECASE
)
"""What spreadsheets show of a formula that fails, in English and in French, or of a column too narrow."""
TOTAL = re.compile(r"(?:sous )?(?:total|totaux)(?: .*)?")
FIGURE = re.compile(r"[0-9 .,]*")
UUID_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""The digits of our own ids are not taken for a social-security number."""
KNOWN_HEADERS = 2
"""A row with so many of our headers is the row of headers."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that we read, by its header; accents, case and punctuation do not matter."""

    name: str
    """As we write it: in the how-to, in the examples."""
    also: tuple[str, ...] = ()
    required: bool = False

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every header that it goes by."""
        return (self.name, *self.also)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A file whose columns are known."""

    headers: Row
    places: Mapping[str, int]
    """Where each column stands, by its name."""
    rows: Sequence[Row]
    ignored: tuple[str, ...] = ()
    """Headers that nothing is read under."""
    totals: tuple[int, ...] = ()
    """Lines that sum others up: they say nothing of anybody."""

    def header(self, column: Column) -> str:
        """Return what a report calls a column: as the file heads it, or as we do when the file lacks it."""
        place = self.places.get(column.name)
        return column.name if place is None else header_at(self.headers, place)

    def cell(self, row: Row, column: Column) -> Cell:
        """Return a cell; empty when the file has no such column."""
        place = self.places.get(column.name)
        return "" if place is None else row.cell(place)

    def text(self, row: Row, column: Column) -> str | None:
        """Return a text, None when there is none.

        Raises:
            CellShowsAnError: nobody is named #N/A.
        """
        cell = self.cell(row, column)
        if is_empty(cell):
            return None
        text = text_of(cell)
        if ERROR.fullmatch(text):
            raise CellShowsAnError(column=self.header(column))
        return text

    def filled(self, row: Row, column: Column) -> str:
        """Return the text of a cell that must be filled.

        Raises:
            CellIsEmpty, CellShowsAnError: it is not.
        """
        text = self.text(row, column)
        if text is None:
            raise CellIsEmpty(column=self.header(column))
        return text

    def check_nir(self, row: Row) -> None:
        """Refuse a row that holds a social-security number, under any header or none.

        Raises:
            NirInTheFile: it names the column, never what it says.
        """
        for place, cell in enumerate(row.cells):
            if holds_nir(UUID_TEXT.sub(" ", text_of(cell))):
                raise NirInTheFile(column=header_at(self.headers, place))


def table_of(rows: Sequence[Row], columns: Sequence[Column]) -> Table:
    """Return the table under the row of headers.

    Raises:
        NoHeaders: no row names two of our columns.
        ColumnIsMissing, ColumnStandsTwice: the headers do not say all, or say something twice.
    """
    names = {plain(accepted): column.name for column in columns for accepted in column.accepted}
    index = _headers_index(rows, names)
    headers = rows[index]
    places, ignored = _places(headers, names)
    _check_required(columns, places)
    needed = [places[column.name] for column in columns if column.required]
    below = rows[index + 1 :]
    totals = [row for row in below if _is_total(row, needed)]
    return Table(
        headers=headers,
        places=places,
        rows=[row for row in below if row not in totals],
        ignored=tuple(header_at(headers, place) for place in ignored),
        totals=tuple(row.line for row in totals),
    )


def header_at(headers: Row, place: int) -> str:
    """Return what a report calls a column: its header, or its letter when there is none to show."""
    header = text_of(headers.cell(place))
    return header if header and not holds_nir(header) else letter(place)


def letter(place: int) -> str:
    """Return a column's letter, as spreadsheets show it.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def _headers_index(rows: Sequence[Row], names: Mapping[str, str]) -> int:
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        known = {names[header] for cell in row.cells if (header := plain(text_of(cell))) in names}
        if len(known) >= KNOWN_HEADERS:
            return index
    raise NoHeaders(columns=tuple(dict.fromkeys(names.values())))


def _places(headers: Row, names: Mapping[str, str]) -> tuple[dict[str, int], list[int]]:
    """Return where our columns stand, and where others do."""
    places: dict[str, int] = {}
    others = []
    for place, cell in enumerate(headers.cells):
        name = names.get(plain(text_of(cell)))
        if name in places:
            raise ColumnStandsTwice(column=header_at(headers, place))
        if name is not None:
            places[name] = place
        elif not is_empty(cell):
            others.append(place)
    return places, others


def _is_total(row: Row, needed: Collection[int]) -> bool:
    """Whether a row begins by saying that it sums others up, and has but figures where it must say more."""
    first = next(place for place in range(len(row.cells)) if not is_empty(row.cell(place)))
    says_so = TOTAL.fullmatch(plain(text_of(row.cell(first))))
    others = (text_of(row.cell(place)) for place in needed if place != first)
    return says_so is not None and all(map(FIGURE.fullmatch, others))


def _check_required(columns: Sequence[Column], places: Mapping[str, int]) -> None:
    for column in columns:
        if column.required and column.name not in places:
            raise ColumnIsMissing(column=column.name, accepted=column.accepted)
