"""Writing the script of a year: the network, each group's life, the money."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random
from uuid import UUID

from adapters.sample.cast import Cast
from adapters.sample.clock import SimulatedClock, days_after, paris
from adapters.sample.course import cast_of, play_course
from adapters.sample.funding import GrantPlan, fund
from adapters.sample.half_days import Trainers
from adapters.sample.network import OPENED_ON, OPERATORS, OperatorPlan, Team, join_network
from adapters.sample.people import people, trainers
from adapters.sample.script import Script
from adapters.sample.year import SEED, GroupPlan
from domain.ids import GrantId, GroupId, OperatorId, StaffId
from domain.operator.staff import Qualification
from services.operator.staff import QualifyTrainer, qualify_trainer
from services.ports import NewId

BEGINS = paris(OPENED_ON, 8)
QUALIFIED_BEFORE = timedelta(days=31)
STAND_IN_QUALIFIED_AFTER = 30
"""Days after the time in which somebody stood in without being qualified."""


@dataclass(frozen=True, kw_only=True)
class Played:
    """What the year made, by the keys and codes of its plan."""

    operators: dict[str, OperatorId]
    groups: dict[str, GroupId]


class Writer:
    """Writes a script; each id is drawn at the instant at which it will be used."""

    def __init__(self, clock: SimulatedClock, new_id: NewId) -> None:
        """Begin with an empty script."""
        self.script = Script()
        self._clock = clock
        self._new_id = new_id
        self._staff = trainers(Random(f"{SEED}/staff"))  # noqa: S311 - a year to be played again, no secret.

    def write(self, groups: Sequence[GroupPlan]) -> Played:
        """Write what befalls some groups, and return the ids that they will have."""
        wanted = {plan.operator for plan in groups}
        teams = {
            plan.key: self._team(plan, number)
            for number, plan in enumerate(OPERATORS, start=1)
            if plan.key in wanted
        }
        casts = [self._cast(plan, teams[plan.operator]) for plan in groups]
        self._play(casts)
        for number, grant in enumerate(self._grants(casts), start=1):
            fund(grant, number)
        return Played(
            operators={key: team.operator_id for key, team in teams.items()},
            groups={cast.plan.code: cast.group_id for cast in casts},
        )

    def _play(self, casts: Iterable[Cast]) -> None:
        crowd = people(Random(f"{SEED}/people"), SEED)  # noqa: S311 - as above.
        at_two_operators = next(crowd)
        for cast in casts:
            is_shared = cast.plan.sends_second_path or cast.plan.receives_second_path
            play_course(cast, chain([at_two_operators], crowd) if is_shared else crowd)

    def _grants(self, casts: Iterable[Cast]) -> Iterator[GrantPlan]:
        together: dict[str, list[Cast]] = defaultdict(list)
        for cast in casts:
            together[cast.plan.grant or cast.plan.code].append(cast)
        for groups in together.values():
            yield GrantPlan(grant_id=GrantId(self._id_at(BEGINS)), groups=groups)

    def _id_at(self, at: datetime) -> UUID:
        self._clock.now = at
        return self._new_id()

    def _team(self, plan: OperatorPlan, number: int) -> Team:
        operator_id = OperatorId(self._id_at(BEGINS))
        join_network(self.script, plan, operator_id, number)
        return Team(key=plan.key, operator_id=operator_id)

    def _cast(self, plan: GroupPlan, team: Team) -> Cast:
        staff = self._trainers(plan, team)
        return cast_of(plan, team, staff, self.script, self._id_at)

    def _trainers(self, plan: GroupPlan, team: Team) -> Trainers:
        since = plan.starts_on - QUALIFIED_BEFORE
        staff = Trainers(
            french=self._qualified(team, Qualification.LANGUAGE_TRAINER, since),
            code=self._qualified(team, Qualification.DRIVING_INSTRUCTOR, since),
            stand_in=StaffId(self._id_at(BEGINS)),
        )
        if plan.unqualified:
            later = days_after(plan.unqualified[1], STAND_IN_QUALIFIED_AFTER)
            self._qualify(team, staff.stand_in, Qualification.DRIVING_INSTRUCTOR, later)
        return staff

    def _qualified(self, team: Team, qualification: Qualification, since: date) -> StaffId:
        staff_id = StaffId(self._id_at(BEGINS))
        self._qualify(team, staff_id, qualification, since)
        return staff_id

    def _qualify(self, team: Team, staff_id: StaffId, qualification: Qualification, since: date) -> None:
        at = paris(max(since, OPENED_ON), 9, 45)
        ask = QualifyTrainer(
            on=since, staff_id=staff_id, qualification=qualification, identity=next(self._staff)
        )
        self.script.add(at, team.coordinator, qualify_trainer, team.operator_id, ask)
