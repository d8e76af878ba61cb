"""Did learners' French progress, skill by skill, and did it reach B1?"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.facts import Recorded
from domain.learner_path.assessment import AssessmentCompleted, Moment
from domain.learner_path.positioning import PositioningCompleted
from domain.levels import CefrLevel
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table levels (
    path_id uuid, skill text, positioned text, entry text, exit text, primary key (path_id, skill));
"""

POSITIONED = Statement(
    """
    insert into levels (path_id, skill, positioned) values %s
    on conflict (path_id, skill) do update set positioned = excluded.positioned""",
    "put",
    keys=2,
)
AT_ENTRY = Statement(
    """
    insert into levels (path_id, skill, entry) values %s
    on conflict (path_id, skill) do update set entry = excluded.entry""",
    "put",
    keys=2,
)
AT_EXIT = Statement(
    """
    insert into levels (path_id, skill, exit) values %s
    on conflict (path_id, skill) do update set exit = excluded.exit""",
    "put",
    keys=2,
)
AT = {Moment.ENTRY: AT_ENTRY, Moment.EXIT: AT_EXIT}


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One skill, among those who finished or among all enrolled: both are always told."""

    skill: str
    among: str
    """finishers, enrolled."""
    denominator: int
    progressed: int
    """One level at least."""
    below_b1: int
    """Denominator of ``reached_b1``: those known to be below B1 at entry."""
    reached_b1: int
    already_b1: int
    """At B1 or above at entry: counted apart."""
    unknown: int
    """The level at entry or at exit is not known."""


@dataclass(frozen=True, kw_only=True)
class PathLevels:
    """A path behind the figures."""

    path_id: UUID
    skill: str
    entry: str | None
    exit: str | None
    finished: bool


RANKED = """
    with learners as (
        select path_id, coalesce(completed, false) as finished from milestones
        where half_days > 0
            and (%(operator_id)s::uuid is null or operator_id = %(operator_id)s)
            and (%(department)s::text is null or department = %(department)s)
            and (%(group_id)s::uuid is null or group_id = %(group_id)s)
            and referred_on >= coalesce(%(from_day)s, '-infinity'::date)
            and referred_on <= coalesce(%(to_day)s, 'infinity'::date)),
    ranked as (
        select r.path_id, r.finished, s.skill, coalesce(l.entry, l.positioned) as entry, l.exit,
            array_position(%(scale)s::text[], coalesce(l.entry, l.positioned)) as was,
            array_position(%(scale)s::text[], l.exit) as became,
            array_position(%(scale)s::text[], 'B1') as b1
        from learners r
        cross join unnest(array['listening', 'reading', 'speaking', 'writing']) as s (skill)
        left join levels l on l.path_id = r.path_id and l.skill = s.skill)"""

PROGRESS = Query(
    "statistics.levels",
    RANKED  # noqa: S608 - both halves stand in this module.
    + """
    select skill, among, count(*)::int as denominator,
        count(*) filter (where became > was)::int as progressed,
        count(*) filter (where was < b1)::int as below_b1,
        count(*) filter (where was < b1 and became >= b1)::int as reached_b1,
        count(*) filter (where was >= b1)::int as already_b1,
        count(*) filter (where was is null or became is null)::int as unknown
    from ranked cross join lateral (
        select 'enrolled' as among union all select 'finishers' where ranked.finished) as both_denominators
    group by skill, among order by among, skill""",
    Progress,
)
PATHS = Query(
    "statistics.levels",
    RANKED  # noqa: S608 - both halves stand in this module.
    + " select path_id, skill, entry, exit, finished from ranked order by path_id, skill",
    PathLevels,
)

QUERIES = (PROGRESS, PATHS)


def asked(**filters: object) -> dict[str, object]:
    """Return the parameters of both queries: the whole network, unless told otherwise."""
    parameters: dict[str, object] = {
        "operator_id": None,
        "department": None,
        "group_id": None,
        "from_day": None,
        "to_day": None,
        "scale": list(CefrLevel),
    }
    return parameters | filters


def positioned(it: Recorded[PositioningCompleted]) -> Changes:
    """The level at entry, as long as no assessment at entry tells better."""
    yield from _by_skill(it, POSITIONED)


def assessed(it: Recorded[AssessmentCompleted]) -> Changes:
    """Entry and exit count; between them is for the learner."""
    if it.fact.moment in AT:
        yield from _by_skill(it, AT[it.fact.moment])


def _by_skill(it: Recorded[Any], statement: Statement) -> Changes:
    """What was not assessed stays as it was known."""
    for skill, level in it.fact.levels.by_skill().items():
        if level is not None:
            yield statement, (it.originator_id, skill, level)


ON: Handlers = {PositioningCompleted: positioned, AssessmentCompleted: assessed}
