"""The grant that pays for it."""

from domain.facts import Fact
from tests.support.examples.grant import award

EXAMPLES: tuple[Fact, ...] = (*award.EXAMPLES,)
