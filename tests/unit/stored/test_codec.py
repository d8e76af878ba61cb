"""Payloads are read as strictly as they are written."""

from dataclasses import dataclass
from datetime import date

import pytest

from adapters.stored.codec import FactCodec, UnknownFact, UnreadableFact
from domain.catalogue import CATALOGUE
from domain.facts import Fact
from domain.learner_path.referral import ReferralAccepted

CODEC = FactCodec(CATALOGUE)


@dataclass(frozen=True, kw_only=True)
class SeatCounted(Fact):
    """A fact of tests, in its second version."""

    TYPE = "test.seat-counted"
    VERSION = 2
    seats: int


SECOND = FactCodec([SeatCounted], {("test.seat-counted", 1): lambda old: {**old, "seats": int(old["seats"])}})


def test_a_fact_is_read_back_as_it_was_written() -> None:
    fact = ReferralAccepted(occurred_on=date(2025, 3, 4))
    assert CODEC.decode(fact.TYPE, 1, CODEC.encode(fact)) == fact


@pytest.mark.parametrize(
    "payload",
    [
        b"{}",
        b"not json",
        b'{"occurred_on": "2025-03-04", "unknown": 1}',
        b'{"occurred_on": 20250304}',
        b'{"occurred_on": "2025-02-30"}',
    ],
    ids=["missing", "garbled", "unknown field", "other type", "no such day"],
)
def test_a_payload_of_another_shape_is_not_read(payload: bytes) -> None:
    with pytest.raises(UnreadableFact):
        CODEC.decode(ReferralAccepted.TYPE, 1, payload)


def test_an_unreadable_payload_is_never_repeated_in_its_error() -> None:
    with pytest.raises(UnreadableFact) as caught:
        CODEC.decode(ReferralAccepted.TYPE, 1, b'{"secret": "Benyoucefline"}')
    assert "Benyoucefline" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_type_that_is_not_in_the_catalogue_is_not_read() -> None:
    with pytest.raises(UnknownFact):
        CODEC.decode("learner-path.unheard-of", 1, b"{}")


def test_a_version_newer_than_ours_is_not_read() -> None:
    with pytest.raises(UnknownFact):
        CODEC.decode(ReferralAccepted.TYPE, 2, b'{"occurred_on": "2025-03-04"}')


def test_an_older_version_is_lifted_to_todays() -> None:
    fact = SECOND.decode(SeatCounted.TYPE, 1, b'{"occurred_on": "2025-03-04", "seats": "12"}')
    assert fact == SeatCounted(occurred_on=date(2025, 3, 4), seats=12)


def test_two_facts_may_not_share_a_type() -> None:
    with pytest.raises(ValueError, match=r"test\.seat-counted"):
        FactCodec([SeatCounted, SeatCounted])
