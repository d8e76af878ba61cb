"""The sheet of the examples, at each step of its morning."""

from domain.attendance_sheet.register import Register, evolve
from domain.facts import Fact
from tests.support.examples.attendance_sheet.sealing import SHEET_SEALED
from tests.support.examples.attendance_sheet.signing import EXAMPLES, SHEET_OPENED
from tests.support.given import folded


def given(*facts: Fact) -> Register:
    """An open sheet, and what was written on it."""
    return folded(evolve, Register(), (SHEET_OPENED, *facts))


COMPLETE = folded(evolve, Register(), EXAMPLES)
SEALED = folded(evolve, COMPLETE, (SHEET_SEALED,))
