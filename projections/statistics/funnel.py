"""From referral to a mobility path engaged: how many, of how many, and for how many is it not known yet?

Figures are judged when asked, from milestones and engagements, so that each opens to its list of paths.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.learner_path.enrolment import DropOutReason
from domain.learner_path.licence import ENGAGED_RULE, DrivingSchoolKind, MobilitySolution
from projections.changes import Handlers, Query
from projections.statistics.engagements import SCHOOL, SOLUTION

TABLE = ""
"""Its rows are those of milestones and engagements."""
ON: Handlers = {}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """How many of how many, in one part of what was asked for."""

    part: str
    """What ``by`` asked for: an operator's or group's id, a department, a month, a code; empty: all."""
    figure: str
    """Of ``figures()``."""
    numerator: int
    denominator: int
    unknown: int
    """Of the denominator: it may still happen, or nobody knows."""
    rule_set: str
    """Which ways of moving about count, and when."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """A path of a figure's denominator."""

    path_id: UUID
    operator_id: UUID
    department: str
    group_id: UUID | None
    referred_on: date
    counted: bool
    unknown: bool


JUDGED = """
    with chosen as (
        select m.*, m.half_days > 0 as enrolled, m.gate in ('admitted', 'waiver') as admitted,
            (m.left_on + make_interval(months => %(months_after_exit)s))::date as until,
            case %(by)s when 'operator' then m.operator_id::text when 'department' then m.department
                when 'group' then coalesce(m.group_id::text, '')
                when 'month' then to_char(m.referred_on, 'YYYY-MM') when 'sex' then m.sex
                when 'age-band' then m.age_band when 'referrer' then m.referrer else '' end as part
        from milestones m
        where (%(operator_id)s::uuid is null or m.operator_id = %(operator_id)s)
            and (%(department)s::text is null or m.department = %(department)s)
            and (%(group_id)s::uuid is null or m.group_id = %(group_id)s)
            and m.referred_on >= coalesce(%(from_day)s, '-infinity'::date)
            and m.referred_on <= coalesce(%(to_day)s, 'infinity'::date)),
    moving as (
        select c.*, coalesce(e.ways, '{}') as ways, coalesce(e.in_time, false) as engaged,
            coalesce(e.before, false) as engaged_before
        from chosen c
        left join lateral (
            select array_agg(way || ':' || kind) filter (where timely) as ways,
                bool_or(timely and counts) as in_time, bool_or(early and counts) as before
            from (
                select way, kind, way = 'driving-school' or kind = any(%(solutions)s::text[]) as counts,
                    happened_on >= c.enrolled_on and (c.left_on is null or happened_on <= c.until) as timely,
                    c.enrolled_on is null or happened_on < c.enrolled_on as early
                from engagements where path_id = c.path_id) as one) as e on true),
    judged as (
        select c.path_id, c.operator_id, c.department, c.group_id, c.referred_on, c.part, f.figure, f.counted,
            f.unknown and not f.counted as unknown
        from moving c cross join lateral (
            values
                ('referred', true, true, false),
                ('accepted', true, c.accepted_on is not null, c.expired_on is null and c.closed_on is null),
                ('positioned', c.accepted_on is not null, c.positioned_on is not null, c.closed_on is null),
                ('admitted', c.positioned_on is not null, coalesce(c.admitted, false),
                    c.gate is null and c.closed_on is null),
                ('enrolled', coalesce(c.admitted, false), c.enrolled, c.closed_on is null),
                ('completed', c.enrolled, coalesce(c.completed, false), c.left_on is null),
                ('dropped-out', c.enrolled, c.drop_reason is not null, c.left_on is null),
                ('mobility-engaged', c.enrolled, c.engaged, c.left_on is null or %(today)s <= c.until),
                ('engaged-before-enrolment', c.enrolled, c.engaged_before, false)
            union all
            select 'dropped-out:' || code, c.enrolled, coalesce(c.drop_reason = code, false),
                c.left_on is null
            from unnest(%(drop_reasons)s::text[]) as code
            union all
            select code, c.enrolled, code = any(c.ways), c.left_on is null or %(today)s <= c.until
            from unnest(%(ways)s::text[]) as code
        ) as f (figure, among, counted, unknown)
        where f.among)"""

FIGURES = Query(
    "statistics.funnel",
    JUDGED  # noqa: S608 - both halves stand in this module.
    + """
    select part, figure, count(*) filter (where counted)::int as numerator, count(*)::int as denominator,
        count(*) filter (where unknown)::int as unknown, %(rule_set)s as rule_set
    from judged group by part, figure order by part, figure""",
    Figure,
)
MEMBERS = Query(
    "statistics.funnel",
    JUDGED  # noqa: S608 - both halves stand in this module.
    + """
    select path_id, operator_id, department, group_id, referred_on, counted, unknown
    from judged where figure = %(figure)s order by referred_on, path_id""",
    Member,
)
"""The paths of one figure: its denominator, who of them is counted, of whom it is not known."""

QUERIES = (FIGURES, MEMBERS)


def ways() -> list[str]:
    """Return every way of moving about, as ``driving-school:classic`` or ``other-solution:own-vehicle``."""
    schools = [f"{SCHOOL}:{kind}" for kind in DrivingSchoolKind]
    return schools + [f"{SOLUTION}:{kind}" for kind in MobilitySolution]


def figures() -> list[str]:
    """Return the names of all figures, in the order of the path."""
    steps = ["referred", "accepted", "positioned", "admitted", "enrolled", "completed", "dropped-out"]
    reasons = [f"dropped-out:{reason}" for reason in DropOutReason]
    return [*steps, *reasons, "mobility-engaged", *ways(), "engaged-before-enrolment"]


def asked(today: date, **filters: object) -> dict[str, object]:
    """Return the parameters of both queries: the whole network as one, unless told otherwise.

    ``by``: operator, department, group, month (of the referral), sex, age-band, referrer, or network.
    """
    parameters: dict[str, object] = {
        "today": today,
        "by": "network",
        "operator_id": None,
        "department": None,
        "group_id": None,
        "from_day": None,
        "to_day": None,
        "rule_set": ENGAGED_RULE.id,
        "solutions": sorted(ENGAGED_RULE.solutions),
        "months_after_exit": ENGAGED_RULE.months_after_exit,
        "drop_reasons": list(DropOutReason),
        "ways": ways(),
    }
    return parameters | filters
