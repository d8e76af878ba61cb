"""The operator that holds it."""

from domain.facts import Fact
from tests.support.examples.operator import staff

EXAMPLES: tuple[Fact, ...] = (*staff.EXAMPLES,)
