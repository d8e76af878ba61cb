"""The shortest command that a desk answers."""

from datetime import date

from domain.learner_path.referral import Channel, ReferrerKind
from domain.personal import Identity
from services.learner_path.referral import ReceiveReferral

RECEIVED = ReceiveReferral(
    on=date(2025, 1, 6),
    department="57",
    referrer=ReferrerKind.OFII,
    channel=Channel.PHONE,
    identity=Identity(family_name="Éluard", given_name="Noë"),
)
