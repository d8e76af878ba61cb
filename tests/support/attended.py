"""The group that the example grid is about: four learners, two mornings and an afternoon between them."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from domain.calendar import ClockTimes, HalfDay, Segment, Subject
from domain.funded_group.group import FundedGroup
from domain.funded_group.sessions import SessionScheduled
from domain.ids import PathId, SessionId
from domain.personal import Identity
from services.funded_group.planning import GROUP_CODE
from services.ports import Claim, Save
from tests.support.examples.funded_group.planning import GROUP_PLANNED
from tests.support.examples.funded_group.sessions import SESSION_SCHEDULED
from tests.support.examples.ids import GROUP, TRAINER
from tests.support.given import World, happened
from tests.support.importing import seat_named
from tests.support.make_import_examples import REFERRALS

CODE = "57-2025-12"
MORNING = ClockTimes(starts_at=time(9), ends_at=time(12))
AFTERNOON = ClockTimes(starts_at=time(13, 30), ends_at=time(17))
MONDAY, TUESDAY = date(2025, 12, 15), date(2025, 12, 16)
LEARNERS = tuple(
    Identity(family_name=str(family), given_name=None if given is None else str(given))
    for _, family, given, *_ in REFERRALS[1:]
)
SESSIONS = tuple(SessionId(UUID(int=number)) for number in (1, 2, 3))


def example_group(world: World) -> None:
    """Have the group's sessions scheduled, and its learners seated."""
    happened(
        world,
        FundedGroup,
        GROUP,
        replace(GROUP_PLANNED, code=CODE),
        _scheduled(SESSIONS[0], MONDAY, HalfDay.AM, MORNING),
        _scheduled(SESSIONS[1], MONDAY, HalfDay.PM, AFTERNOON),
        _scheduled(SESSIONS[2], TUESDAY, HalfDay.AM, MORNING),
    )
    claim = Claim(kind=GROUP_CODE, key=CODE, owner=str(GROUP), unique=True)
    world.log.store(Save(events=(), reads={}, claims=(claim,)))
    for identity in LEARNERS:
        seat_named(world, PathId(world.new_id()), identity)


def _scheduled(session_id: SessionId, day: date, half_day: HalfDay, times: ClockTimes) -> SessionScheduled:
    segment = Segment(times=times, subject=Subject.FRENCH, trainer_id=TRAINER)
    return replace(
        SESSION_SCHEDULED, session_id=session_id, session_on=day, half_day=half_day, segments=(segment,)
    )
