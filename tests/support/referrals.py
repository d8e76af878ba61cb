"""The shortest command that a desk answers, of a path of its own."""

from datetime import date
from uuid import uuid4

from adapters.bootstrap import Integracode
from domain.ids import OperatorId, PathId
from domain.learner_path.referral import Channel, ReferrerKind
from domain.personal import Identity
from services.answers import Receipt
from services.context import Context, Role
from services.learner_path.referral import ReceiveReferral, receive_referral

OPERATOR = OperatorId(uuid4())
RECEIVED = ReceiveReferral(
    on=date(2025, 1, 6),
    department="57",
    referrer=ReferrerKind.OFII,
    channel=Channel.PHONE,
    identity=Identity(family_name="Éluard", given_name="Noë"),
)


def received(system: Integracode) -> Receipt:
    """Have a new person's referral received."""
    context = Context(
        actor="account-1",
        role=Role.CASEWORKER,
        operator_id=OPERATOR,
        source="page",
        instant=system.clock(),
        correlation_id=uuid4(),
    )
    return system.desk(receive_referral, PathId(uuid4()), RECEIVED, context=context)
