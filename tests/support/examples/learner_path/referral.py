"""Amina is sent to an operator of Moselle."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.referral import (
    Channel,
    ReferralAccepted,
    ReferralExpired,
    ReferralReceived,
    ReferrerKind,
)
from tests.support.desk import OPERATOR
from tests.support.envelopes import sealed

REFERRAL_RECEIVED = ReferralReceived(
    occurred_on=date(2025, 1, 6),
    operator_id=OPERATOR,
    department="57",
    referrer=ReferrerKind.OFII,
    channel=Channel.EMAIL,
    expires_on=date(2025, 2, 5),
    identity=sealed("B", "identity as referred"),
    contacts=sealed("A", "contacts as referred"),
    organisation=sealed("A", "organisation"),
    message=sealed("A", "message"),
)
REFERRAL_ACCEPTED = ReferralAccepted(occurred_on=date(2025, 1, 8))
REFERRAL_EXPIRED = ReferralExpired(occurred_on=date(2025, 2, 6))

EXAMPLES: tuple[Fact, ...] = (REFERRAL_RECEIVED, REFERRAL_ACCEPTED, REFERRAL_EXPIRED)
