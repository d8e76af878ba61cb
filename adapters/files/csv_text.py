"""CSV as French spreadsheets write it: semicolons, UTF-8 with or without its mark, or Windows-1252."""

import csv
from collections.abc import Iterator
from io import StringIO

from adapters.files.refusals import NotASpreadsheet, QuotesDoNotClose
from adapters.files.rows import Row, is_empty

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ";\t,"
"""The one on most lines of the beginning wins, the semicolon at a tie: decimals have commas too."""
BEGINNING = 4096


def read_csv(content: bytes) -> list[Row]:
    """Return the rows that have something in them.

    Raises:
        NotASpreadsheet: the bytes are no text.
        QuotesDoNotClose: a cell begins with a quote and does not end with one.
    """
    return list(_rows(_decoded(content)))


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
    lines = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    first = 1
    try:
        for cells in lines:
            row = Row(line=first, cells=tuple(cells))
            first = lines.line_num + 1  # a quoted cell may run over several lines
            if not all(map(is_empty, row.cells)):
                yield row
    except csv.Error as error:
        raise QuotesDoNotClose(line=first) from error


def _separator(text: str) -> str:
    lines = text[:BEGINNING].splitlines()
    return max(SEPARATORS, key=lambda separator: sum(separator in line for line in lines))
