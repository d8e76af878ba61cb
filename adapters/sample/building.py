"""The whole year 2025: thirteen groups in nine departments, those who came, and those who did not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from adapters.sample.groups import Group, award, new_group, plan_life
from adapters.sample.learners import LAST_DAY, Newcomer, finish, position, refer, seat
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


COURSES = (
    Course("57", 1, date(2025, 2, 3), WHOLE, 10),
    Course("67", 1, date(2025, 2, 3), WHOLE, 9, shares_grant=True),
    Course("68", 1, date(2025, 2, 10), WHOLE, 8, pause=(date(2025, 3, 10), date(2025, 3, 28))),
    Course("54", 1, date(2025, 2, 10), WHOLE, 9, granted_late=True),
    Course("08", 1, date(2025, 2, 17), WHOLE, 8),
    Course("57b", 2, date(2025, 9, 1), 46, 8),
    Course("67", 2, date(2025, 9, 15), 40, 9, shares_grant=True),
    Course("88", 1, date(2025, 9, 22), 36, 7),
    Course("51", 1, date(2025, 9, 29), 32, 8),
    Course("55", 1, date(2025, 10, 6), 28, 7),
    Course("10", 1, date(2025, 10, 13), 24, 8),
    Course("57", 3, date(2025, 10, 20), 20, 9),
    Course("68", 2, date(2025, 11, 3), 16, 8),
)
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
    for course, group in zip(COURSES, groups, strict=True):
        _fill(plan, course, group, drawn)
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


def _fill(plan: Plan, course: Course, group: Group, drawn: Iterator[tuple[Identity, Sex]]) -> None:
    seated = []
    for _ in range(course.learners):
        who = _newcomer(plan, group, drawn)
        refer(plan, who)
        position(plan, who, outcome="waiver" if plan.chance(WAIVED) else "admitted")
        leaves_on = plan.random.choice(group.slots[4:16]).day if plan.chance(DROPPED) else None
        seat(plan, who, group, leaves_on=leaves_on)
        seated.append((who, leaves_on))
    plan_life(plan, group)
    for who, leaves_on in seated:
        if group.is_finished and leaves_on is None:
            finish(plan, who, group)


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


__all__ = ["LAST_DAY", "build", "build_one"]
