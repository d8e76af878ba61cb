"""Grants through the desk."""

from dataclasses import replace
from datetime import date

from domain.funded_group.group import FundedGroup
from domain.grant.award import (
    Allotment,
    FundingLine,
    GrantAwarded,
    GroupIsOfAnotherGrant,
    MoreThanGranted,
    PaymentKind,
    PaymentReceived,
)
from services.answers import Forbidden
from services.context import Role
from services.grant.award import AwardGrant, ReceivePayment, award_grant, receive_payment
from tests.support.desk import TestDesk
from tests.support.examples.funded_group.planning import GRANT_ATTACHED, GROUP_PLANNED
from tests.support.examples.ids import GRANT, GROUP
from tests.support.given import happened

AWARD = AwardGrant(
    on=date(2025, 2, 14),
    funder="dreets-44",
    line=FundingLine.BOP_104,
    call_ref="DREETS-GE-2025",
    legal_commitment_ref="EJ-2104512345",
    amount_cents=3_200_000,
    rate_bp=8_000,
    eligible_from=date(2025, 1, 1),
    eligible_until=date(2025, 12, 31),
)
ADVANCE = ReceivePayment(
    on=date(2025, 3, 3),
    kind=PaymentKind.ADVANCE,
    cents=2_000_000,
    allotments=(Allotment(group_id=GROUP, cents=2_000_000),),
)


def attached() -> TestDesk:
    """A group that the grant pays for."""
    desk = TestDesk()
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED, GRANT_ATTACHED)
    return desk


def test_the_network_head_records_a_grant_and_its_payment() -> None:
    desk = attached()
    (awarded,) = desk.ask(award_grant, GRANT, AWARD, role=Role.NETWORK_HEAD, operator_id=None)
    (paid,) = desk.ask(receive_payment, GRANT, ADVANCE, role=Role.NETWORK_HEAD, operator_id=None)
    assert isinstance(awarded, GrantAwarded)
    assert (awarded.amount_cents, awarded.holder, awarded.retention_years) == (3_200_000, None, 10)
    assert isinstance(paid, PaymentReceived)
    assert paid.allotments == ADVANCE.allotments


def test_what_a_grant_pays_is_found_under_it() -> None:
    desk = attached()
    desk.ask(award_grant, GRANT, AWARD, role=Role.NETWORK_HEAD)
    desk.ask(receive_payment, GRANT, ADVANCE, role=Role.NETWORK_HEAD)
    assert [each.context.tags for each in desk.log.recorded[-2:]] == [{f"grant:{GRANT}"}] * 2


def test_payments_are_summed_from_one_to_the_next() -> None:
    desk = attached()
    desk.ask(award_grant, GRANT, AWARD, role=Role.NETWORK_HEAD)
    desk.ask(receive_payment, GRANT, ADVANCE, role=Role.NETWORK_HEAD)
    more = replace(ADVANCE, on=date(2025, 4, 1))
    assert isinstance(desk.refusal(receive_payment, GRANT, more, role=Role.NETWORK_HEAD), MoreThanGranted)


def test_the_same_payment_twice_is_received_once() -> None:
    desk = attached()
    desk.ask(award_grant, GRANT, AWARD, role=Role.NETWORK_HEAD)
    desk.ask(receive_payment, GRANT, ADVANCE, role=Role.NETWORK_HEAD)
    assert desk.ask(receive_payment, GRANT, ADVANCE, role=Role.NETWORK_HEAD) == []


def test_a_group_without_the_grant_is_not_paid() -> None:
    desk = TestDesk()
    happened(desk, FundedGroup, GROUP, GROUP_PLANNED)
    desk.ask(award_grant, GRANT, AWARD, role=Role.NETWORK_HEAD)
    refusal = desk.refusal(receive_payment, GRANT, ADVANCE, role=Role.NETWORK_HEAD)
    assert isinstance(refusal, GroupIsOfAnotherGrant)


def test_a_coordinator_awards_no_grant() -> None:
    assert isinstance(TestDesk().refusal(award_grant, GRANT, AWARD), Forbidden)
