"""What a funder grants, and pays (rule 9)."""

from dataclasses import replace
from datetime import date

import pytest

from domain.facts import Fact
from domain.grant.award import (
    Allotment,
    AllotmentsDoNotSum,
    Award,
    GrantIsAlreadyAwarded,
    GroupIsOfAnotherGrant,
    MoreThanGranted,
    NoRetention,
    NotARate,
    NothingGranted,
    NothingPaid,
    PaymentReceived,
    PeriodEndsBeforeItStarts,
    evolve,
    grant,
    receive,
)
from tests.support.examples.grant.award import GRANT_AWARDED, PAYMENT_RECEIVED
from tests.support.examples.ids import GROUP, OTHER_GROUP
from tests.support.given import folded


def given(*facts: Fact) -> Award:
    return folded(evolve, Award(), facts)


def paying(cents: int) -> PaymentReceived:
    return replace(PAYMENT_RECEIVED, cents=cents, allotments=(Allotment(group_id=GROUP, cents=cents),))


def test_a_grant_is_awarded() -> None:
    assert grant(given(), GRANT_AWARDED) == [GRANT_AWARDED]


def test_a_grant_awarded_just_so_is_not_awarded_again() -> None:
    assert grant(given(GRANT_AWARDED), GRANT_AWARDED) == []


def test_a_grant_is_not_awarded_again_in_other_terms() -> None:
    with pytest.raises(GrantIsAlreadyAwarded):
        grant(given(GRANT_AWARDED), replace(GRANT_AWARDED, rate_bp=7_000))


def test_a_grant_is_above_zero() -> None:
    with pytest.raises(NothingGranted):
        grant(given(), replace(GRANT_AWARDED, amount_cents=0))


@pytest.mark.parametrize("rate_bp", [0, -1, 10_001])
def test_a_rate_is_a_share(rate_bp: int) -> None:
    with pytest.raises(NotARate):
        grant(given(), replace(GRANT_AWARDED, rate_bp=rate_bp))


@pytest.mark.parametrize("rate_bp", [1, 10_000])
def test_a_grant_may_pay_little_or_all(rate_bp: int) -> None:
    assert grant(given(), replace(GRANT_AWARDED, rate_bp=rate_bp))


def test_a_grants_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(PeriodEndsBeforeItStarts):
        grant(given(), replace(GRANT_AWARDED, eligible_until=date(2024, 12, 31)))


def test_a_grants_period_may_be_one_day() -> None:
    assert grant(given(), replace(GRANT_AWARDED, eligible_until=GRANT_AWARDED.eligible_from))


def test_the_papers_of_a_grant_are_kept() -> None:
    with pytest.raises(NoRetention):
        grant(given(), replace(GRANT_AWARDED, retention_years=0))


def test_a_payment_is_received() -> None:
    assert receive(given(GRANT_AWARDED), PAYMENT_RECEIVED, others=()) == [PAYMENT_RECEIVED]


@pytest.mark.parametrize("parts", [(), (600_000,), (600_000, 400_001)])
def test_the_parts_of_a_payment_sum_to_it(parts: tuple[int, ...]) -> None:
    allotments = tuple(Allotment(group_id=GROUP, cents=cents) for cents in parts)
    with pytest.raises(AllotmentsDoNotSum):
        receive(given(GRANT_AWARDED), replace(PAYMENT_RECEIVED, allotments=allotments), others=())


def test_a_payment_is_above_zero() -> None:
    with pytest.raises(NothingPaid):
        receive(given(GRANT_AWARDED), replace(PAYMENT_RECEIVED, cents=0, allotments=()), others=())


def test_no_part_of_a_payment_is_taken_from_another() -> None:
    allotments = (
        Allotment(group_id=GROUP, cents=1_100_000),
        Allotment(group_id=OTHER_GROUP, cents=-100_000),
    )
    with pytest.raises(NothingPaid):
        receive(given(GRANT_AWARDED), replace(PAYMENT_RECEIVED, allotments=allotments), others=())


def test_payments_reach_what_was_granted() -> None:
    rest = paying(2_200_000)
    assert receive(given(GRANT_AWARDED, PAYMENT_RECEIVED), rest, others=()) == [rest]


def test_payments_never_exceed_what_was_granted() -> None:
    with pytest.raises(MoreThanGranted) as refused:
        receive(given(GRANT_AWARDED, PAYMENT_RECEIVED), paying(2_200_001), others=())
    assert refused.value.values == {"left_cents": 2_200_000}


def test_a_payment_that_is_known_is_not_received_again() -> None:
    assert receive(given(GRANT_AWARDED, PAYMENT_RECEIVED), PAYMENT_RECEIVED, others=()) == []


def test_a_grant_pays_no_group_of_another_grant() -> None:
    with pytest.raises(GroupIsOfAnotherGrant):
        receive(given(GRANT_AWARDED), PAYMENT_RECEIVED, others=(GROUP,))
