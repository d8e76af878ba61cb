"""CSV as French spreadsheets write it: semicolons, UTF-8 with or without its mark, or Windows-1252."""

import csv
from collections.abc import Iterator
from io import StringIO

from adapters.files.refusals import NotASpreadsheet
from adapters.files.rows import Row, is_empty

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ";\t,"
"""The one that stands most often in the beginning wins; the semicolon when none does."""
BEGINNING = 4096


def read_csv(content: bytes) -> list[Row]:
    """Return the rows that have something in them.

    Raises:
        NotASpreadsheet: the bytes are no text, or its quotes do not close.
    """
    try:
        return list(_rows(_decoded(content)))
    except csv.Error as error:
        raise NotASpreadsheet from error


def _decoded(content: bytes) -> str:
    encodings = [name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)]
    for encoding in encodings or ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotASpreadsheet


def _rows(text: str) -> Iterator[Row]:
    beginning = text[:BEGINNING]
    lines = csv.reader(
        StringIO(text, newline=""), delimiter=max(SEPARATORS, key=beginning.count), strict=True
    )
    first = 1
    for cells in lines:
        row = Row(line=first, cells=tuple(cells))
        first = lines.line_num + 1  # a quoted cell may run over several lines
        if not all(map(is_empty, row.cells)):
            yield row
