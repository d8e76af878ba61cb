"""From a file on a disk to rows; what it is is read from its bytes, not from its name."""

from pathlib import Path

from adapters.files.csv_text import read_csv
from adapters.files.refusals import FileIsEmpty, FileIsTooLarge, FileNotFound, NotASpreadsheet
from adapters.files.rows import Row
from adapters.files.xlsx import read_xlsx

LARGEST_BYTES = 10_000_000
MOST_ROWS = 20_000

ZIP = b"PK\x03\x04"
OTHER_KINDS = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"<", b"\x1f\x8b")
"""Old Excel and files under a password, PDF, RTF, HTML and XML saved as .xls, gzip."""


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV or XLSX file.

    Raises:
        FileNotFound: nothing there that may be read.
        NotASpreadsheet, QuotesDoNotClose: another kind of file, or a broken one.
        FormulaNotComputed: a workbook that no spreadsheet has computed.
        FileIsEmpty: nothing is written in it.
        FileIsTooLarge: more than a list or a grid ever is.
    """
    content = _content(path)
    if content.startswith(OTHER_KINDS):
        raise NotASpreadsheet
    rows = read_xlsx(content) if content.startswith(ZIP) else read_csv(content)
    if not rows:
        raise FileIsEmpty
    if len(rows) > MOST_ROWS:
        raise FileIsTooLarge
    return rows


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise FileNotFound from error
    if len(content) > LARGEST_BYTES:
        raise FileIsTooLarge
    return content
