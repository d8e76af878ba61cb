"""Whether formulas were computed: programs write them without a value, or with a 0 that means nothing."""

import re

from adapters.files.refusals import FormulaNotComputed

ASKS_TO_COMPUTE = re.compile(rb"""\bfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
"""A workbook that no spreadsheet has computed yet says so; one that a spreadsheet saved does not."""
FORMULA = re.compile(
    rb"<(?:\w+:)?c(?P<cell>\s[^<>]*)>\s*"
    rb"<(?:\w+:)?f\b[^<>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?P<value><(?:\w+:)?v\b[^<>]*>[^<])?"
)
ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+[0-9]+)["']""")
IS_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
"""The only value that may be empty: a formula that gives an empty text."""


def check_formulas(sheet: bytes, workbook: bytes) -> None:
    """Refuse a sheet that has a formula whose value nobody computed: in a grid, 0 would say absent.

    Raises:
        FormulaNotComputed: it names the first such cell.
    """
    asks_to_compute = ASKS_TO_COMPUTE.search(workbook) is not None
    for found in FORMULA.finditer(sheet):
        if asks_to_compute or not (found["value"] or IS_TEXT.search(found["cell"])):
            address = ADDRESS.search(found["cell"])
            raise FormulaNotComputed(cell=address[1].decode("ascii").upper() if address else None)
