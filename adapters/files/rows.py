"""A spreadsheet as numbered rows of cells, whatever the file it came in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
"""As the file gives it: always text in CSV, typed in XLSX. An empty cell is an empty text."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row that has something in it, with the number that people see beside it."""

    line: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """Return a cell, empty beyond the row's end."""
        return self.cells[index] if index < len(self.cells) else ""


def text_of(cell: Cell) -> str:
    """Return what a person would have typed, trimmed: a whole number without its decimal point.

    >>> text_of(612345678.0)
    '612345678'
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).replace("\0", " ").split())  # no database takes a NUL in a text


def is_empty(cell: Cell) -> bool:
    """Whether there is nothing to read."""
    return isinstance(cell, str) and not cell.strip()
