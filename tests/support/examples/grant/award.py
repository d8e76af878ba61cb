"""The State's grant at 80 %, and its advance."""

from datetime import date

from domain.facts import Fact
from domain.grant.award import Allotment, FundingLine, GrantAwarded, PaymentKind, PaymentReceived
from tests.support.examples.ids import GROUP, OTHER_GROUP

GRANT_AWARDED = GrantAwarded(
    occurred_on=date(2025, 2, 14),
    holder=None,
    funder="dreets-44",
    line=FundingLine.BOP_104,
    call_ref="DREETS-GE-2025",
    legal_commitment_ref="EJ-2104512345",
    amount_cents=3_200_000,
    rate_bp=8_000,
    eligible_from=date(2025, 1, 1),
    eligible_until=date(2025, 12, 31),
    retention_years=10,
)
PAYMENT_RECEIVED = PaymentReceived(
    occurred_on=date(2025, 3, 3),
    kind=PaymentKind.ADVANCE,
    cents=1_000_000,
    allotments=(
        Allotment(group_id=GROUP, cents=600_000),
        Allotment(group_id=OTHER_GROUP, cents=400_000),
    ),
)

EXAMPLES: tuple[Fact, ...] = (GRANT_AWARDED, PAYMENT_RECEIVED)
