"""XLSX: the first sheet that is shown; formulas give their last computed values."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from adapters.files.refusals import FileIsTooLarge, NotASpreadsheet
from adapters.files.rows import Cell, Row, is_empty

WORKBOOK = "xl/workbook.xml"
UNPACKED_BYTES = 100_000_000
"""A small file may unpack to more than the machine has."""


def read_xlsx(content: bytes) -> list[Row]:
    """Return the rows that have something in them.

    Raises:
        NotASpreadsheet: a ZIP file, but not an XLSX one, or a broken one.
        FileIsTooLarge: it unpacks to too much.
    """
    _check_archive(content)
    try:
        lines = _first_shown(CalamineWorkbook.from_filelike(BytesIO(content)))
    except CalamineError as error:
        raise NotASpreadsheet from error
    rows = (Row(line=line, cells=tuple(cells)) for line, cells in enumerate(lines, start=1))
    return [row for row in rows if not all(map(is_empty, row.cells))]


def _check_archive(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except BadZipFile as error:
        raise NotASpreadsheet from error
    if not any(entry.filename == WORKBOOK for entry in entries):
        raise NotASpreadsheet
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise FileIsTooLarge


def _first_shown(workbook: CalamineWorkbook) -> list[list[Cell]]:
    for sheet in workbook.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible:
            return workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    raise NotASpreadsheet
