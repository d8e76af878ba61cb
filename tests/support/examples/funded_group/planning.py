"""A group of the Moselle, opened at the operator's own risk until its grant came."""

from datetime import date

from domain.facts import Fact
from domain.funded_group.planning import (
    GrantAttached,
    GroupCompleted,
    GroupOpened,
    GroupPlanned,
    GroupResumed,
    GroupSuspended,
    SuspensionReason,
)
from tests.support.examples.ids import GRANT, OPERATOR

GROUP_PLANNED = GroupPlanned(
    occurred_on=date(2025, 1, 6),
    operator_id=OPERATOR,
    code="57-2025-01",
    call_ref="DREETS-GE-2025",
    department="57",
    starts_on=date(2025, 2, 4),
    ends_on=date(2025, 6, 27),
    planned_minutes=12_000,
    seats_min=6,
    seats_max=12,
)
GRANT_ATTACHED = GrantAttached(
    occurred_on=date(2025, 2, 20),
    grant_id=GRANT,
    allotted_cents=1_600_000,
    rate_bp=8_000,
    eligible_from=date(2025, 1, 1),
    eligible_until=date(2025, 12, 31),
)
GROUP_OPENED = GroupOpened(occurred_on=date(2025, 2, 4), at_own_risk=True)
GROUP_SUSPENDED = GroupSuspended(occurred_on=date(2025, 3, 10), reason=SuspensionReason.PREMISES)
GROUP_RESUMED = GroupResumed(occurred_on=date(2025, 3, 17))
GROUP_COMPLETED = GroupCompleted(occurred_on=date(2025, 6, 27))

EXAMPLES: tuple[Fact, ...] = (
    GROUP_PLANNED,
    GROUP_OPENED,
    GRANT_ATTACHED,
    GROUP_SUSPENDED,
    GROUP_RESUMED,
    GROUP_COMPLETED,
)
