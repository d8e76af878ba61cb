"""One named example at least of each fact: given-when-then, documents and stored samples all use them."""

from domain.facts import Fact
from tests.support.examples import learner_path

EXAMPLES: tuple[Fact, ...] = (*learner_path.EXAMPLES,)
