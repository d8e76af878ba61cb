"""XLSX: the first sheet that is shown; formulas give their last computed values, and must have one."""

import re
import struct
import zlib
from collections.abc import Collection
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from adapters.files.failed_cells import WORKBOOK, failed_cells
from adapters.files.formulas import check_formulas
from adapters.files.refusals import FileIsTooLarge, NotASpreadsheet
from adapters.files.rows import Cell, Row, is_empty

SHEETS = "xl/worksheets/"
UNPACKED_BYTES = 100_000_000
"""A small file may unpack to more than the machine has."""
MOST_CELLS = 2_000_000
"""From the first cell to the farthest: one blank typed far below makes a table as large as the sheet."""
COLUMN_LETTERS, ROW_DIGITS = 3, 7
"""Of the longest address that there is, XFD1048576."""

FAILED = "#N/A"
"""As CSV shows a formula that failed, whichever way."""

ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
BROKEN = (
    BadZipFile,
    struct.error,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    LookupError,
)
"""What the archive's reader raises on damaged bytes."""


def read_xlsx(content: bytes) -> list[Row]:
    """Return the rows that have something in them; failed formulas drawn down over empty rows are nothing.

    Raises:
        NotASpreadsheet: a ZIP file, but not an XLSX one, or a broken one.
        FileIsTooLarge: it unpacks to too much.
        FormulaNotComputed: a cell says how to compute what it holds, and not what that is.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_archive(archive)
            lines = _first_shown(CalamineWorkbook.from_filelike(BytesIO(content)), archive)
    except (CalamineError, *BROKEN):
        raise NotASpreadsheet from None  # what broke may quote a cell
    rows = (Row(line=line, cells=tuple(cells)) for line, cells in enumerate(lines, start=1))
    return [row for row in rows if not all(cell == FAILED or is_empty(cell) for cell in row.cells)]


def _check_archive(archive: ZipFile) -> None:
    entries = archive.infolist()
    if not any(entry.filename == WORKBOOK for entry in entries):
        raise NotASpreadsheet
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise FileIsTooLarge
    workbook = archive.read(WORKBOOK)
    for entry in entries:
        if entry.filename.startswith(SHEETS) and not entry.is_dir():
            sheet = archive.read(entry)
            _check_extent(ADDRESS.findall(sheet))
            check_formulas(sheet, workbook)


def _check_extent(addresses: Collection[tuple[bytes, bytes]]) -> None:
    """Refuse a sheet that the reader would spread over more memory than there is: it cannot refuse itself."""
    columns, rows = {letters.upper() for letters, _ in addresses}, {digits for _, digits in addresses}
    if any(len(each) > COLUMN_LETTERS for each in columns) or any(len(each) > ROW_DIGITS for each in rows):
        raise FileIsTooLarge
    width, height = max(map(_number, columns), default=0), max(map(int, rows), default=0)
    if width * height > MOST_CELLS:
        raise FileIsTooLarge


def _number(letters: bytes) -> int:
    """Return a column's number, from 1.

    >>> _number(b"A"), _number(b"AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _first_shown(workbook: CalamineWorkbook, archive: ZipFile) -> list[list[Cell]]:
    for place, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
            lines: list[list[Cell]] = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            for letters, row in failed_cells(archive, place):
                lines[row - 1][_number(letters) - 1] = FAILED
            return lines
    raise NotASpreadsheet
