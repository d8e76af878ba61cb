"""The whole year 2025: thirteen groups in nine departments, those who came, and those who did not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from random import Random

from adapters.sample.groups import Group, award, new_group, plan_life
from adapters.sample.learners import Newcomer, finish, position, refer, seat
from adapters.sample.names import people
from adapters.sample.operators import Operator, operators
from adapters.sample.plan import Plan
from domain.ids import GrantId, PathId
from domain.personal import Identity, Sex

SEED = 2025
WHOLE = 51
"""Half-days of a whole programme; one of them is cancelled."""


@dataclass(frozen=True)
class Course:
    """One line of the year's table."""

    operator: str
    number: int
    first: date
    half_days: int
    learners: int
    shares_grant: bool = False
    granted_late: bool = False
    pause: tuple[date, date] | None = None
    is_double: bool = False
    """Its first learner is also sent to another operator, and seated there too for a few days."""
    meets_double: bool = False
    """The other operator's group."""


COURSES = (
    Course("57", 1, date(2025, 2, 3), WHOLE, 10),
    Course("67", 1, date(2025, 2, 3), WHOLE, 9, shares_grant=True),
    Course("68", 1, date(2025, 2, 10), WHOLE, 8, pause=(date(2025, 3, 10), date(2025, 3, 28))),
    Course("54", 1, date(2025, 2, 10), WHOLE, 9, granted_late=True),
    Course("08", 1, date(2025, 2, 17), WHOLE, 8),
    Course("57b", 2, date(2025, 9, 1), 40, 8, is_double=True),
    Course("67", 2, date(2025, 9, 15), 34, 9, shares_grant=True),
    Course("88", 1, date(2025, 9, 22), 30, 7),
    Course("51", 1, date(2025, 9, 29), 27, 8),
    Course("55", 1, date(2025, 10, 6), 22, 7),
    Course("10", 1, date(2025, 10, 13), 20, 8),
    Course("57", 3, date(2025, 10, 20), 16, 9, meets_double=True),
    Course("68", 2, date(2025, 11, 3), 13, 8),
)
FOUND_DOUBLE_ON = date(2025, 10, 24)
EXPIRED, REDIRECTED, WAITING = 8, 4, 5
WAIVED, DROPPED = 2, 9
"""In a hundred, of those seated."""


def build(seed: int = SEED) -> Plan:
    """Return the whole year; the same for the same seed."""
    plan = Plan(Random(seed))  # noqa: S311 - a story, no secret.
    network = operators(plan)
    drawn = people(plan.random)
    groups = [_group(plan, network[course.operator], course) for course in COURSES]
    _share_grants(groups)
    doubles: list[tuple[Identity, Sex]] = []
    for course, group in zip(COURSES, groups, strict=True):
        first = [doubles.pop()] if course.meets_double else []
        seated = _fill(plan, course, group, chain(first, drawn))
        doubles += [(seated[0].identity, seated[0].sex)] if course.is_double else []
    for grant_id in dict.fromkeys(group.grant_id for group in groups):
        award(plan, [group for group in groups if group.grant_id == grant_id])
    _others(plan, list(network.values()), drawn)
    return plan


def build_one(seed: int = SEED) -> Plan:
    """Return the story of the year's first group alone: for tests between two saves."""
    plan = Plan(Random(seed))  # noqa: S311 - a story, no secret.
    network = operators(plan)
    course = COURSES[0]
    group = _group(plan, network[course.operator], course)
    _fill(plan, course, group, people(plan.random))
    award(plan, [group])
    return plan


def _group(plan: Plan, operator: Operator, course: Course) -> Group:
    return new_group(
        plan,
        operator,
        course.number,
        course.first,
        course.half_days,
        granted_late=course.granted_late,
        pause=course.pause,
    )


def _share_grants(groups: list[Group]) -> None:
    """One grant pays for two groups."""
    sharing = [group for course, group in zip(COURSES, groups, strict=True) if course.shares_grant]
    for group in sharing[1:]:
        group.grant_id = GrantId(sharing[0].grant_id)


def _fill(plan: Plan, course: Course, group: Group, drawn: Iterator[tuple[Identity, Sex]]) -> list[Newcomer]:
    """Plan the learners of a group, and its life with them."""
    seated = [_newcomer(plan, group, drawn) for _ in range(course.learners)]
    leaving = {who.path_id: _leaves_on(plan, group) for who in seated}
    if course.is_double:
        leaving[seated[0].path_id] = FOUND_DOUBLE_ON
    for who in seated:
        refer(plan, who)
        position(plan, who, outcome="waiver" if plan.chance(WAIVED) else "admitted")
        seat(plan, who, group, leaves_on=leaving[who.path_id])
    plan_life(plan, group)
    for who in seated:
        if group.is_finished and leaving[who.path_id] is None:
            finish(plan, who, group)
    return seated


def _leaves_on(plan: Plan, group: Group) -> date | None:
    """Return the last day of who drops out; None for who stays."""
    return plan.random.choice(group.slots[4:13]).day if plan.chance(DROPPED) else None


def _newcomer(plan: Plan, group: Group, drawn: Iterator[tuple[Identity, Sex]]) -> Newcomer:
    identity, sex = next(drawn)
    referred_on = group.starts_on - timedelta(days=plan.random.randrange(24, 28))
    return Newcomer(PathId(plan.new_id(referred_on)), identity, sex, group.operator, referred_on)


def _others(plan: Plan, network: list[Operator], drawn: Iterator[tuple[Identity, Sex]]) -> None:
    """Plan those who never had a seat: expired, redirected, still waiting."""
    for index in range(EXPIRED + REDIRECTED + WAITING):
        identity, sex = next(drawn)
        day = date(2025, 3, 3) + timedelta(days=index * 13)
        operator = network[index % len(network)]
        who = Newcomer(PathId(plan.new_id(day)), identity, sex, operator, day)
        refer(plan, who, accepted=index >= EXPIRED)
        if EXPIRED <= index < EXPIRED + REDIRECTED:
            position(plan, who, outcome="redirected")
        elif index >= EXPIRED + REDIRECTED and index % 2:
            position(plan, who)
