"""Which ways of moving about did each learner engage, and when? What the funnel judges by a rule set."""

from typing import Any

from domain.facts import Recorded
from domain.learner_path.licence import DrivingSchoolEntered, OtherMobilitySolutionEngaged
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table engagements (
    position bigint primary key,
    path_id uuid not null,
    happened_on date not null,
    way text not null,
    kind text not null);
create index on engagements (path_id);
"""

ENGAGED = Statement("insert into engagements (position, path_id, happened_on, way, kind) values %s", "put")

QUERIES: tuple[Query[object], ...] = ()
"""Asked through the funnel."""

SCHOOL, SOLUTION = "driving-school", "other-solution"


def school_entered(it: Recorded[DrivingSchoolEntered]) -> Changes:
    """A driving school."""
    yield _engaged(it, SCHOOL)


def solution_engaged(it: Recorded[OtherMobilitySolutionEngaged]) -> Changes:
    """Another way of moving about."""
    yield _engaged(it, SOLUTION)


def _engaged(it: Recorded[Any], way: str) -> tuple[Statement, tuple[object, ...]]:
    return ENGAGED, (it.position, it.originator_id, it.fact.occurred_on, way, it.fact.kind)


ON: Handlers = {DrivingSchoolEntered: school_entered, OtherMobilitySolutionEngaged: solution_engaged}
