"""What the funder grants and pays (rule 9)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.facts import Fact
from domain.ids import GroupId, OperatorId


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


FACTS = (GrantAwarded, PaymentReceived)
