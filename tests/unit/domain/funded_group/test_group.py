"""The whole of a group: what it offers, and where its facts are found."""

from functools import reduce

import pytest

from domain.facts import Circumstances, Fact, Recorded
from domain.funded_group.group import FundedGroup
from domain.funded_group.seats import Seat
from domain.ids import EventId
from domain.refusals import Unknown
from tests.support.desk import LOG_ID
from tests.support.examples.funded_group.planning import GROUP_COMPLETED, GROUP_PLANNED
from tests.support.examples.ids import GROUP, OPERATOR

SOMEWHERE = Circumstances(
    event_id=EventId(LOG_ID),
    actor="account-1",
    role="coordinator",
    operator_id=OPERATOR,
    source="api",
    correlation_id=LOG_ID,
)


def given(*facts: Fact) -> FundedGroup:
    recorded = [
        Recorded(
            originator_id=GROUP,
            originator_version=version,
            stream=FundedGroup.STREAM,
            fact=fact,
            context=SOMEWHERE,
        )
        for version, fact in enumerate(facts, start=1)
    ]
    return reduce(FundedGroup.evolve, recorded, FundedGroup(id=GROUP))


def test_a_planned_group_offers_a_seat() -> None:
    assert given(GROUP_PLANNED).seat == Seat(
        group_id=GROUP, minutes=12_000, call_ref="DREETS-GE-2025", is_open=True
    )


def test_a_completed_group_offers_no_open_seat() -> None:
    assert not given(GROUP_PLANNED, GROUP_COMPLETED).seat.is_open


def test_a_group_belongs_to_the_operator_that_planned_it() -> None:
    assert given(GROUP_PLANNED).operator_id == OPERATOR


def test_a_group_began_on_the_day_of_its_first_fact() -> None:
    assert given(GROUP_PLANNED, GROUP_COMPLETED).began_on == GROUP_PLANNED.occurred_on


def test_a_group_that_was_never_planned_has_no_plan() -> None:
    with pytest.raises(Unknown):
        _ = given().plan
