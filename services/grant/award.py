"""Recording what a funder grants, and what it pays."""

from dataclasses import dataclass
from datetime import date

from domain.funded_group.group import FundedGroup
from domain.grant import award
from domain.grant.award import Allotment, FundingLine, GrantAwarded, PaymentKind, PaymentReceived
from domain.grant.grant import Grant
from domain.ids import GrantId, GroupId, OperatorId
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class AwardGrant(Ask):
    """The funder's decision, as signed."""

    funder: str
    line: FundingLine
    call_ref: str
    legal_commitment_ref: str
    amount_cents: int
    rate_bp: int
    eligible_from: date
    eligible_until: date
    retention_years: int = 10
    holder: OperatorId | None = None


@dataclass(frozen=True, kw_only=True)
class ReceivePayment(Ask):
    """Money that arrived; the parts of the groups sum to it."""

    kind: PaymentKind
    cents: int
    allotments: tuple[Allotment, ...]


def award_grant(work: Work, grant_id: GrantId, ask: AwardGrant) -> None:
    """Record a grant."""
    grant = work.begin(Grant, grant_id)
    awarded = GrantAwarded(
        occurred_on=ask.on,
        holder=ask.holder,
        funder=ask.funder,
        line=ask.line,
        call_ref=ask.call_ref,
        legal_commitment_ref=ask.legal_commitment_ref,
        amount_cents=ask.amount_cents,
        rate_bp=ask.rate_bp,
        eligible_from=ask.eligible_from,
        eligible_until=ask.eligible_until,
        retention_years=ask.retention_years,
    )
    work.record(grant, award.grant(grant.award, awarded))


def receive_payment(work: Work, grant_id: GrantId, ask: ReceivePayment) -> None:
    """Record a payment."""
    grant = work.load(Grant, grant_id)
    payment = PaymentReceived(occurred_on=ask.on, kind=ask.kind, cents=ask.cents, allotments=ask.allotments)
    work.record(grant, award.receive(grant.award, payment, others=_not_paid(work, grant_id, payment)))


def _not_paid(work: Work, grant_id: GrantId, payment: PaymentReceived) -> frozenset[GroupId]:
    """Return the groups of a payment that the grant is not attached to."""
    groups = (work.load(FundedGroup, part.group_id) for part in payment.allotments)
    return frozenset(GroupId(group.id) for group in groups if not group.planning.is_paid_by(grant_id))
