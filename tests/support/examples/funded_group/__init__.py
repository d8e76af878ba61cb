"""The group that Amina follows."""

from domain.facts import Fact
from tests.support.examples.funded_group import money, planning, seats, sessions

EXAMPLES: tuple[Fact, ...] = (*money.EXAMPLES, *planning.EXAMPLES, *seats.EXAMPLES, *sessions.EXAMPLES)
