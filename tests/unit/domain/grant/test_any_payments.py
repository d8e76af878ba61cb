"""Whatever is paid, in whatever order: never more than was granted, nor than it cost (rule 9)."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.funded_group.account import amount_due, part_of
from domain.grant.award import Allotment, Award, PaymentReceived, evolve, receive
from domain.money import BASIS_POINTS
from domain.refusals import Refusal
from tests.support.examples.grant.award import GRANT_AWARDED, PAYMENT_RECEIVED
from tests.support.examples.ids import GROUP, OTHER_GROUP
from tests.support.given import folded

GRANTED = 100
cents = st.integers(-20, 70)
NOT_THE_SUM = st.sampled_from([0, 0, 0, 1])
payments = st.builds(
    lambda beside, here, elsewhere: replace(
        PAYMENT_RECEIVED,
        cents=here + elsewhere + beside,
        allotments=(
            Allotment(group_id=GROUP, cents=here),
            Allotment(group_id=OTHER_GROUP, cents=elsewhere),
        ),
    ),
    NOT_THE_SUM,
    cents,
    cents,
)
amounts = st.integers(0, 10**7)


@settings(max_examples=60, deadline=None)
@given(st.lists(payments, max_size=10))
def test_what_is_paid_stays_between_nothing_and_the_grant(sequence: list[PaymentReceived]) -> None:
    award = folded(evolve, Award(), [replace(GRANT_AWARDED, amount_cents=GRANTED)])
    for payment in sequence:
        before = award.paid_cents
        try:
            award = folded(evolve, award, receive(award, payment, others=()))
        except Refusal:
            continue
        assert before <= award.paid_cents <= GRANTED
        parts = [part_of(each, group) for each in award.payments for group in (GROUP, OTHER_GROUP)]
        assert sum(parts) == award.paid_cents


@settings(max_examples=60, deadline=None)
@given(amounts, st.integers(1, BASIS_POINTS), amounts, amounts, amounts)
def test_once_what_is_due_is_paid_the_funder_paid_neither_beyond_the_grant_nor_beyond_the_cost(
    granted: int, rate_bp: int, cost: int, products: int, paid: int
) -> None:
    due = amount_due(granted=granted, rate_bp=rate_bp, eligible_cost=cost, other_products=products, paid=paid)
    assert paid + due <= min(granted, cost)
    assert paid + due + products <= cost
