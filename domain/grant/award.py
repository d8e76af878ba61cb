"""What the funder grants and pays (rule 9)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.facts import Fact
from domain.ids import GroupId, OperatorId
from domain.money import BASIS_POINTS
from domain.refusals import Refusal


class FundingLine(StrEnum):
    """The budget line, which carries eligibility rules and retention."""

    BOP_104 = "bop-104-action-12"
    FSE_PLUS = "fse-plus"
    FAMI = "fami"
    LOCAL = "local"


class PaymentKind(StrEnum):
    """Advance, interim payment, balance."""

    ADVANCE = "advance"
    INTERIM = "interim"
    BALANCE = "balance"


@dataclass(frozen=True, kw_only=True)
class Allotment:
    """The part of a sum meant for one group."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    group_id: GroupId
    cents: int


@dataclass(frozen=True, kw_only=True)
class GrantAwarded(Fact):
    """The funder's decision: how much at most, at which rate, for which period."""

    TYPE = "grant.grant-awarded"
    holder: OperatorId | None
    """The operator that signed it; None when the network head did."""
    funder: str
    """Code of the funder: ``dreets-44``."""
    line: FundingLine
    call_ref: str
    legal_commitment_ref: str
    amount_cents: int
    rate_bp: int
    eligible_from: date
    eligible_until: date
    retention_years: int


@dataclass(frozen=True, kw_only=True)
class PaymentReceived(Fact):
    """Money arrived, with the part of each group."""

    TYPE = "grant.payment-received"
    kind: PaymentKind
    cents: int
    allotments: tuple[Allotment, ...]
    """They sum to ``cents``."""


class NothingGranted(Refusal):
    """A grant is an amount above zero."""

    TYPE = "nothing-granted"
    field = "amount_cents"


class NotARate(Refusal):
    """A rate stands between 0 and 100 %, in basis points: 8000 for 80 %."""

    TYPE = "not-a-rate"
    field = "rate_bp"


class PeriodEndsBeforeItStarts(Refusal):
    """The grant's last day is before its first one."""

    TYPE = "period-ends-before-it-starts"
    field = "eligible_until"


class NoRetention(Refusal):
    """The papers of a grant are kept at least a year."""

    TYPE = "no-retention"
    field = "retention_years"


class GrantIsAlreadyAwarded(Refusal):
    """This grant was awarded in other terms."""

    TYPE = "grant-is-already-awarded"


class NothingPaid(Refusal):
    """A payment, and each part of it, is an amount above zero."""

    TYPE = "nothing-paid"
    field = "cents"


class AllotmentsDoNotSum(Refusal):
    """The parts of the groups do not sum to the payment."""

    TYPE = "allotments-do-not-sum"
    field = "allotments"


class GroupIsOfAnotherGrant(Refusal):
    """A grant pays the groups that it is attached to."""

    TYPE = "group-is-of-another-grant"
    field = "allotments"


class MoreThanGranted(Refusal):
    """Payments would be more than what was granted (rule 9)."""

    TYPE = "more-than-granted"
    field = "cents"


@dataclass(frozen=True, kw_only=True)
class Award:
    """What was granted, and how much of it arrived."""

    granted: GrantAwarded | None = None
    payments: tuple[PaymentReceived, ...] = ()

    @property
    def amount_cents(self) -> int:
        """The most that the funder pays."""
        return self.granted.amount_cents if self.granted else 0

    @property
    def paid_cents(self) -> int:
        """What arrived until now."""
        return sum(payment.cents for payment in self.payments)


def evolve(award: Award, fact: Fact) -> Award:
    """Return the state after one more fact."""
    match fact:
        case GrantAwarded():
            return Award(granted=fact)
        case PaymentReceived():
            return replace(award, payments=(*award.payments, fact))
        case _:
            return award


def grant(award: Award, awarded: GrantAwarded) -> list[Fact]:
    """Record the funder's decision; nothing when it is known just so."""
    if award.granted == awarded:
        return []
    if award.granted is not None:
        raise GrantIsAlreadyAwarded
    if awarded.amount_cents <= 0:
        raise NothingGranted
    if not 0 < awarded.rate_bp <= BASIS_POINTS:
        raise NotARate
    if awarded.eligible_until < awarded.eligible_from:
        raise PeriodEndsBeforeItStarts
    if awarded.retention_years < 1:
        raise NoRetention
    return [awarded]


def receive(award: Award, payment: PaymentReceived, *, others: Collection[GroupId]) -> list[Fact]:
    """Record money that arrived, with the part of each group; never more in all than was granted (rule 9).

    Nothing when the same payment of that day is known (rule 15). ``others`` are groups that it would pay and
    that the grant does not.
    """
    if payment in award.payments:
        return []
    if min((payment.cents, *(part.cents for part in payment.allotments))) <= 0:
        raise NothingPaid
    allotted = sum(part.cents for part in payment.allotments)
    if allotted != payment.cents:
        raise AllotmentsDoNotSum(cents=payment.cents, allotted_cents=allotted)
    if others:
        raise GroupIsOfAnotherGrant(groups=len(others))
    left = award.amount_cents - award.paid_cents
    if payment.cents > left:
        raise MoreThanGranted(left_cents=left)
    return [payment]


FACTS = (GrantAwarded, PaymentReceived)
