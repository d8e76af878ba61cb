"""Which cells of a workbook's sheet hold a formula that failed: the reader gives them as empty."""

import re
from collections.abc import Iterator
from posixpath import join
from zipfile import ZipFile

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"

SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^<]*?\b\w+:id\s*=\s*["']([^"'<>]+)["']""")
RELATION = re.compile(rb"<(?:\w+:)?Relationship(\s[^<>]*)>")
ID = re.compile(rb"""\sId\s*=\s*["']([^"']+)["']""")
TARGET = re.compile(rb"""\sTarget\s*=\s*["']([^"']+)["']""")
FAILED = re.compile(
    rb"""<(?:\w+:)?c(?=\s[^<>]*\bt\s*=\s*["']e["'])\s[^<>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']"""
)


def failed_cells(archive: ZipFile, place: int) -> Iterator[tuple[bytes, int]]:
    """Return the column's letters and the row's number of each, in the sheet at a place of the workbook.

    Raises:
        KeyError: the workbook does not say where that sheet is.
    """
    sheet = archive.read(_part(archive, place))
    yield from ((letters.upper(), int(digits)) for letters, digits in FAILED.findall(sheet))


def _part(archive: ZipFile, place: int) -> str:
    """Return the name of a sheet's part, whether it is told from the workbook's folder or from the root."""
    targets = {}
    for said in RELATION.findall(archive.read(RELATIONS)):
        name, target = ID.search(said), TARGET.search(said)
        if name and target:
            targets[name[1]] = target[1].decode()
    wanted = SHEET.findall(archive.read(WORKBOOK))[place : place + 1]
    return join("/xl", *(targets[name] for name in wanted)).lstrip("/")
