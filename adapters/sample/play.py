"""Playing the year: every asking at its instant, through the desk, as people would have asked."""

from collections.abc import Sequence

from adapters.sample.clock import SimulatedClock
from adapters.sample.script import Action, Advance
from adapters.sample.writing import Played, Writer
from adapters.sample.year import GROUPS, GroupPlan
from services.context import Context
from services.desk import Desk
from services.ports import NewId

__all__ = ["Played", "play"]


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


def play(
    desk: Desk,
    clock: SimulatedClock,
    new_id: NewId,
    progress: Advance = silent,
    *,
    groups: Sequence[GroupPlan] = GROUPS,
) -> Played:
    """Play the year, or some of its groups.

    Args:
        desk: over a log whose clock is this one.
        clock: moved from asking to asking; never back while playing.
        new_id: ids of this clock, seeded where the same year must have the same ids.
        progress: called after each asking.
        groups: which groups.
    """
    writer = Writer(clock, new_id)
    played = writer.write(groups)
    actions = writer.script.in_order()
    for done, action in enumerate(actions, start=1):
        clock.now = action.at
        desk(action.use_case, *action.args, context=_context(action, new_id))
        progress(done, len(actions))
    return played


def _context(action: Action, new_id: NewId) -> Context:
    return Context(
        actor=action.who.actor,
        role=action.who.role,
        operator_id=action.who.operator_id,
        source=action.who.source,
        instant=action.at,
        correlation_id=new_id(),
    )
