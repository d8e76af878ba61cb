"""The whole year 2025: the network, each group's life, the money; and one group alone, for tests."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain, count
from random import Random

from adapters.sample.cast import Cast
from adapters.sample.clock import days_after, paris
from adapters.sample.course import cast_of, play_course
from adapters.sample.funding import GrantPlan, fund
from adapters.sample.half_days import Trainers
from adapters.sample.operators import OPENED_ON, OPERATORS, Team, join
from adapters.sample.people import crowd, staff
from adapters.sample.plan import Plan
from adapters.sample.year import GROUPS, SEED, GroupPlan
from domain.ids import GrantId, StaffId
from domain.operator.staff import Qualification
from services.operator.staff import QualifyTrainer, qualify_trainer

__all__ = ["SEED", "Year", "build", "build_one"]

QUALIFIED_BEFORE = timedelta(days=31)
STAND_IN_QUALIFIED_AFTER = 30
"""Days after the time in which somebody stood in without being qualified."""


def build(seed: int = SEED) -> Plan:
    """Return the whole year; the same for the same seed."""
    return Year(seed, GROUPS).story


def build_one(seed: int = SEED) -> Plan:
    """Return the story of the year's first group alone: for tests between two saves."""
    return Year(seed, GROUPS[:1]).story


class Year:
    """Some groups of the year, and all that befalls them."""

    def __init__(self, seed: int, groups: Sequence[GroupPlan]) -> None:
        """Plan everything."""
        self.seed = seed
        self.story = Plan(self._random("ids"))
        self._staff_numbers = count()
        wanted = {plan.operator for plan in groups}
        teams = {
            operator.key: join(self.story, operator, number)
            for number, operator in enumerate(OPERATORS, start=1)
            if operator.key in wanted
        }
        self.casts = [self._cast(plan, teams[plan.operator]) for plan in groups]
        self._play()
        for number, grant in enumerate(self._grants(), start=1):
            fund(grant, number)

    def _play(self) -> None:
        shares = len(GROUPS) + 1
        at_two_operators = next(crowd(self._random("two operators"), len(GROUPS), shares))
        for cast in self.casts:
            share = GROUPS.index(cast.plan) if cast.plan in GROUPS else 0
            people = crowd(self._random(f"people of {cast.plan.code}"), share, shares)
            is_shared = cast.plan.sends_second_path or cast.plan.receives_second_path
            play_course(cast, chain([at_two_operators], people) if is_shared else people)

    def _grants(self) -> Iterable[GrantPlan]:
        together: dict[str, list[Cast]] = defaultdict(list)
        for cast in self.casts:
            together[cast.plan.grant or cast.plan.code].append(cast)
        for groups in together.values():
            yield GrantPlan(grant_id=GrantId(self.story.id_at(paris(OPENED_ON, 8))), groups=groups)

    def _cast(self, plan: GroupPlan, team: Team) -> Cast:
        trainers = self._trainers(plan, team)
        return cast_of(plan, team, trainers, self.story, self._random(plan.code))

    def _trainers(self, plan: GroupPlan, team: Team) -> Trainers:
        since = plan.starts_on - QUALIFIED_BEFORE
        trainers = Trainers(
            french=self._qualified(team, Qualification.LANGUAGE_TRAINER, since),
            code=self._qualified(team, Qualification.DRIVING_INSTRUCTOR, since),
            stand_in=StaffId(self.story.id_at(paris(OPENED_ON, 8))),
        )
        if plan.unqualified:
            later = days_after(plan.unqualified[1], STAND_IN_QUALIFIED_AFTER)
            self._qualify(team, trainers.stand_in, Qualification.DRIVING_INSTRUCTOR, later)
        return trainers

    def _qualified(self, team: Team, qualification: Qualification, since: date) -> StaffId:
        staff_id = StaffId(self.story.id_at(paris(OPENED_ON, 8)))
        self._qualify(team, staff_id, qualification, since)
        return staff_id

    def _qualify(self, team: Team, staff_id: StaffId, qualification: Qualification, since: date) -> None:
        identity = staff(next(self._staff_numbers))
        ask = QualifyTrainer(on=since, staff_id=staff_id, qualification=qualification, identity=identity)
        at = paris(max(since, OPENED_ON), 9, 45)
        self.story.add(at, team.coordinator, qualify_trainer, team.operator_id, ask)

    def _random(self, name: str) -> Random:
        return Random(f"{self.seed}/{name}")  # noqa: S311 - a year to be played again, no secret.
