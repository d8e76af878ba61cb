"""The sample year on a log in memory."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from adapters.ids import Ids
from adapters.sample.building import SEED
from adapters.sample.plan import Actor, Plan
from adapters.sample.playing import SimulatedClock, account_ids, actors_of, play
from domain.facts import Fact, Recorded
from services.context import Standing
from services.desk import Desk
from services.settings import Rules
from tests.support.desk import InMemoryLog
from tests.support.envelopes import NAMESPACE, FakeKeyring


def played(plan: Plan, keyring: FakeKeyring | None = None) -> list[Recorded[Fact]]:
    """Play a plan, and return what was recorded, in order, each at the instant of its play."""
    log, clock = InMemoryLog(), SimulatedClock()
    new_id = Ids(clock, seed=SEED)
    desk = Desk(log, keyring or FakeKeyring(), new_id, Rules(), _standings(plan).get)
    play(plan, desk, clock=clock, new_id=new_id, accounts=account_ids(plan, _account))
    return [replace(each, recorded_at=_instant_of(each.context.event_id)) for each in log.recorded]


def _account(actor: Actor) -> UUID:
    return uuid5(NAMESPACE, actor.login)


def _standings(plan: Plan) -> dict[str, Standing]:
    return {
        str(_account(actor)): Standing(role=actor.role, operator_id=actor.operator_id)
        for actor in actors_of(plan)
    }


def _instant_of(event_id: UUID) -> datetime:
    """Return the instant that a UUID of version 7 bears."""
    return datetime.fromtimestamp((event_id.int >> 80) / 1000, UTC)
