"""One group's life: planned, opened, perhaps stopped for a time, held to its end or to the year's."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from adapters.sample.attending import hold_half_days, schedule
from adapters.sample.cast import Cast
from adapters.sample.clock import days_after, paris
from adapters.sample.correcting import correct_some
from adapters.sample.funding import spend
from adapters.sample.half_days import Slot, Trainers, half_days_beyond, slots_of
from adapters.sample.leaving import follow_everybody
from adapters.sample.operators import OPENED_ON, Team
from adapters.sample.people import Person
from adapters.sample.plan import Plan
from adapters.sample.seated import seat_everybody
from adapters.sample.year import CALL, LAST_DAY, GroupPlan
from domain.calendar import months_later
from domain.funded_group.planning import SuspensionReason
from domain.funded_group.sessions import CancellationReason
from domain.ids import GroupId
from services.funded_group.planning import (
    CompleteGroup,
    OpenGroup,
    PlanGroup,
    ResumeGroup,
    SuspendGroup,
    complete_group,
    open_group,
    plan_group,
    resume_group,
    suspend_group,
)
from services.funded_group.sessions import CancelSession, cancel_session

PLANNED_BEFORE = timedelta(days=38)
SEATS_MIN = 6
FREE_SEATS = 2
SLOTS_IN_JANUARY = 4
"""Half-days already planned when the year ends; nobody has kept their sheets yet."""


def cast_of(plan: GroupPlan, team: Team, trainers: Trainers, story: Plan, random: Random) -> Cast:
    """Return the group with its half-days, before anybody is in it."""
    slots = slots_of(plan, trainers)
    return Cast(
        plan=plan,
        team=team,
        group_id=GroupId(story.id_at(paris(OPENED_ON, 8))),
        story=story,
        random=random,
        held=[slot for slot in slots if slot.cancelled is None],
        given_up=[(slot, reason) for slot in slots if (reason := slot.cancelled)],
    )


def play_course(cast: Cast, crowd: Iterator[Person]) -> None:
    """Note the whole life of a group and of its learners."""
    _plan(cast)
    seat_everybody(cast, crowd)
    _stop_for_a_time(cast)
    for slot, reason in cast.given_up:
        _give_up(cast, slot, reason)
    hold_half_days(cast)
    if cast.is_finished:
        correct_some(cast)
        _complete(cast)
    else:
        _plan_january(cast)
    follow_everybody(cast)
    spend(cast)


def _plan(cast: Cast) -> None:
    plan, coordinator = cast.plan, cast.team.coordinator
    planned_on = max(days_after(plan.starts_on - PLANNED_BEFORE, 0), OPENED_ON)
    ask = PlanGroup(
        on=planned_on,
        code=plan.code,
        call_ref=CALL,
        department=plan.department,
        starts_on=plan.starts_on,
        ends_on=cast.last_day if cast.is_finished else months_later(LAST_DAY, 4),
        planned_minutes=cast.planned_minutes,
        seats_min=SEATS_MIN,
        seats_max=plan.learners + FREE_SEATS,
    )
    cast.story.add(paris(planned_on, 10, 30), coordinator, plan_group, cast.group_id, ask)
    opened = OpenGroup(on=plan.starts_on)
    cast.story.add(paris(plan.starts_on, 8), coordinator, open_group, cast.group_id, opened)


def _stop_for_a_time(cast: Cast) -> None:
    if cast.plan.suspended is None:
        return
    first, last = cast.plan.suspended
    add, coordinator = cast.story.add, cast.team.coordinator
    suspend = SuspendGroup(on=first, reason=SuspensionReason.PREMISES)
    add(paris(first, 7, 30), coordinator, suspend_group, cast.group_id, suspend)
    resumed_on = last + timedelta(days=1)
    add(paris(resumed_on, 7, 30), coordinator, resume_group, cast.group_id, ResumeGroup(on=resumed_on))


def _give_up(cast: Cast, slot: Slot, reason: CancellationReason) -> None:
    session_id = schedule(cast, slot)
    cancelled_on = cast.plan.suspended[0] if cast.plan.suspended else slot.day
    ask = CancelSession(on=cancelled_on, session_id=session_id, reason=reason)
    cast.story.add(paris(cancelled_on, 7, 45), cast.team.coordinator, cancel_session, cast.group_id, ask)


def _complete(cast: Cast) -> None:
    on = days_after(cast.last_day, 6)
    ask = CompleteGroup(on=on)
    cast.story.add(paris(on, 17), cast.team.coordinator, complete_group, cast.group_id, ask)


def _plan_january(cast: Cast) -> None:
    """Plan the first half-days of the year that follows, like those of any month."""
    last = cast.held[-1]
    for number, (day, half_day) in enumerate(half_days_beyond(cast.plan, LAST_DAY, SLOTS_IN_JANUARY)):
        scheduled_at = paris(LAST_DAY, 15, number)
        pattern = next(slot for slot in reversed(cast.held) if slot.half_day is half_day)
        schedule(
            cast,
            Slot(
                day=day,
                half_day=half_day,
                segments=pattern.segments,
                mode=last.mode,
                scheduled_at=scheduled_at,
            ),
        )
