"""One named example at least of each fact: given-when-then, documents and stored samples all use them."""

from domain.facts import Fact
from tests.support.examples import attendance_sheet, funded_group, grant, learner_path, operator

EXAMPLES: tuple[Fact, ...] = (
    *learner_path.EXAMPLES,
    *funded_group.EXAMPLES,
    *attendance_sheet.EXAMPLES,
    *grant.EXAMPLES,
    *operator.EXAMPLES,
)
