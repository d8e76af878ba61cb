"""A trainer's pay, and the room that the town lends."""

from datetime import date

from domain.facts import Fact
from domain.funded_group.money import ExpenseRecorded
from tests.support.envelopes import sealed
from tests.support.examples.ids import GROUP

EXPENSE_RECORDED = ExpenseRecorded(
    occurred_on=date(2025, 2, 28),
    account="6411",
    cents=1_250_000,
    eligible=True,
    proof="FA-2025-0113",
    label=sealed("A", "Salaire de la formatrice, février", GROUP),
)
ROOM_LENT = ExpenseRecorded(
    occurred_on=date(2025, 2, 28), account="861", cents=90_000, eligible=False, proof="CONV-2025-04"
)

EXAMPLES: tuple[Fact, ...] = (EXPENSE_RECORDED, ROOM_LENT)
