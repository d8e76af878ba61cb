"""Plays a plan through the desk, on a clock of its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from adapters.sample.plan import Action, Actor, Plan
from services.context import Command, Context
from services.desk import Desk
from services.ports import NewId

Advance = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


class SimulatedClock:
    """Stands at the instant of the action that is played."""

    def __init__(self) -> None:
        """Begin before everything."""
        self.instant = datetime(2025, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the instant, in UTC."""
        return self.instant


def play(  # noqa: PLR0913 - everything outside is an argument.
    plan: Plan,
    desk: Desk,
    *,
    clock: SimulatedClock,
    new_id: NewId,
    accounts: Mapping[str, str],
    advance: Advance = lambda _done, _total: None,
) -> None:
    """Ask everything of a plan, in order.

    Each action is a command with a key of its own: a play that was cut off is taken up where it was.

    Args:
        plan: what is asked.
        desk: on a log whose clock is ``clock``.
        clock: moved to the instant of each action.
        new_id: gives ids in the order of ``clock``.
        accounts: account id by login.
        advance: told after each action.
    """
    actions = list(plan.in_order())
    for number, action in enumerate(actions, start=1):
        clock.instant = max(clock.instant, action.instant.astimezone(UTC))
        ask = action.ask
        if action.approved_by is not None:
            ask = replace(ask, approver=accounts[action.approved_by.login])
        desk(
            action.use_case,
            action.stream_id,
            ask,
            context=_context(action, number, clock, new_id, accounts),
        )
        advance(number, len(actions))


def actors_of(plan: Plan) -> list[Actor]:
    """Return everybody who asks something, once each."""
    return list(dict.fromkeys(action.actor for action in plan.actions))


def _context(
    action: Action, number: int, clock: SimulatedClock, new_id: NewId, accounts: Mapping[str, str]
) -> Context:
    actor, correlation_id = action.actor, new_id()
    return Context(
        actor=accounts[actor.login],
        role=actor.role,
        operator_id=actor.operator_id,
        source="process",
        instant=clock.instant,
        correlation_id=correlation_id,
        command=Command(
            id=correlation_id,
            principal="sample",
            route=action.use_case.__name__,
            key=f"2025/{number}",
            digest=number.to_bytes(8, "big"),
        ),
    )


def account_ids(plan: Plan, of: Callable[[Actor], UUID]) -> dict[str, str]:
    """Return the account id of every login of a plan."""
    return {actor.login: str(of(actor)) for actor in actors_of(plan)}
