"""How neighbours become one, what a tag tells, and what no log has taken."""

from datetime import date
from uuid import UUID

import pytest

from adapters.readmodels.changing import merged
from domain.facts import Circumstances, Fact, Recorded, Tag
from domain.ids import EventId
from domain.learner_path.referral import ReferralAccepted
from projections.changes import NotStored, Statement, instant
from projections.tags import group_of

ID = UUID("00000000-0000-7000-8000-00000000b001")


def recorded(*tags: str) -> Recorded[Fact]:
    context = Circumstances(
        event_id=EventId(ID),
        actor="account-1",
        role="caseworker",
        operator_id=None,
        source="page",
        correlation_id=ID,
        tags=frozenset(map(Tag, tags)),
    )
    fact = ReferralAccepted(occurred_on=date(2025, 1, 6))
    return Recorded(originator_id=ID, originator_version=1, stream="learner-path", fact=fact, context=context)


def test_amounts_of_one_key_are_added() -> None:
    rows = [("a", 1, 10), ("b", 2, 20), ("a", 3, -30)]
    assert merged(Statement("", "add"), rows) == [("a", 4, -20), ("b", 2, 20)]


def test_the_last_row_of_one_key_stays() -> None:
    rows = [("a", 1), ("b", 2), ("a", 3)]
    assert merged(Statement("", "put"), rows) == [("a", 3), ("b", 2)]


def test_a_key_may_be_of_several_columns() -> None:
    rows = [("a", 1, 10), ("a", 2, 20), ("a", 1, 30)]
    assert merged(Statement("", "add", keys=2), rows) == [("a", 1, 40), ("a", 2, 20)]


def test_the_group_is_the_only_one_among_the_tags() -> None:
    assert group_of(recorded(f"group:{ID}", "sheet:x")) == ID
    assert group_of(recorded("sheet:x")) is None
    assert group_of(recorded(f"group:{ID}", f"group:{UUID(int=1)}")) is None


def test_a_fact_that_no_log_has_taken_changes_no_view() -> None:
    with pytest.raises(NotStored):
        instant(recorded())
