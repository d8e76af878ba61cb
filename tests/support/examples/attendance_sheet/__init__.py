"""The sheet of its first morning."""

from domain.facts import Fact
from tests.support.examples.attendance_sheet import sealing, signing

EXAMPLES: tuple[Fact, ...] = (*sealing.EXAMPLES, *signing.EXAMPLES)
