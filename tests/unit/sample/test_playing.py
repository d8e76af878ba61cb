"""The sample year's first group, played: the same again, and known differently at different times."""

from collections.abc import Sequence
from datetime import UTC, datetime

from adapters.sample.building import build_one
from domain.attendance_sheet.sealing import SheetCorrected
from domain.calendar import paris_day
from domain.facts import Fact, Recorded
from domain.funded_group import account
from domain.funded_group.account import Account
from domain.funded_group.planning import GroupPlanned
from domain.ids import GroupId
from projections.changes import instant
from tests.support.sample import played

STORY = played(build_one())
THAT_EVENING = datetime(2025, 4, 30, 21, 59, 59, tzinfo=UTC)
"""As in the tour: the last second of the day in Paris."""
HAPPENED = [each for each in STORY if each.fact.occurred_on <= paris_day(THAT_EVENING)]
KNOWN = [each for each in HAPPENED if instant(each) <= THAT_EVENING]


def account_of(facts: Sequence[Recorded[Fact]]) -> Account:
    """Return the group's figures as far as these facts know."""
    (group_id,) = {GroupId(each.originator_id) for each in STORY if isinstance(each.fact, GroupPlanned)}
    figures = Account()
    for each in facts:
        figures = account.evolve(figures, each, group_id)
    return figures


def test_played_twice_it_is_the_same_to_the_last_id() -> None:
    assert played(build_one()) == STORY


def test_less_was_known_that_evening_than_is_known_today() -> None:
    then, today = account_of(KNOWN), account_of(HAPPENED)
    assert then.attended_minutes < today.attended_minutes
    assert then.fundable_minutes < today.fundable_minutes
    assert then.eligible_cents < today.eligible_cents


def test_a_half_day_of_that_month_was_corrected_after_that_evening() -> None:
    later = [each.fact for each in HAPPENED if instant(each) > THAT_EVENING]
    assert any(isinstance(fact, SheetCorrected) for fact in later)
