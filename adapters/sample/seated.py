"""Taking seats: who comes into a group, when they leave it, and what is noted of them meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from adapters.sample import texts
from adapters.sample.cast import Cast, Member
from adapters.sample.clock import days_after, paris, weekday
from adapters.sample.people import Person
from adapters.sample.profiles import LEVELS, Entry, Profile, profile_of
from adapters.sample.referred import admit, judge, receive, turn_away, welcome
from domain.learner_path.assessment import Moment
from domain.learner_path.eligibility import EligibilityOutcome
from domain.learner_path.enrolment import DropOutReason
from domain.learner_path.follow_up import ExitReason
from services.learner_path.assessment import CompleteAssessment, complete_assessment
from services.learner_path.enrolment import DropOut, Enrol, drop_out, enrol
from services.learner_path.follow_up import AddNote, ClosePath, add_note, close_path

ASSESSMENT, ASSESSMENT_VERSION = "evaluation-integracode", "2.1"
REFERRED_BEFORE = 32
"""Days before the first half-day, for those referred first."""
LATE_SLOT = 6
"""Index of the first half-day of those who join late."""
KNOWN_AFTER = 12
"""Days until a drop-out is written down."""
CLOSED_AFTER = 45
PAPER_COMES_AFTER = 25
"""Days until a paper that was missing is shown, for every second learner who waits for one."""
SECOND_PATH_SHARE = 0.25
"""Of the half-days, those that the person at two operators follows at the second one."""


def seat_everybody(cast: Cast, crowd: Iterator[Person]) -> None:
    """Note how each learner comes into the group, and those who are turned away."""
    for number in range(cast.plan.learners):
        _seat(cast, next(crowd), _profile(cast, number))
    for number, how in enumerate(cast.plan.unseated):
        on = weekday(cast.plan.starts_on - timedelta(days=REFERRED_BEFORE - 4 - 3 * number))
        turn_away(cast, next(crowd), on, how)


def _profile(cast: Cast, number: int) -> Profile:
    drawn = profile_of(cast.random)
    if number:
        return drawn
    there_all_along = replace(drawn, drop_out=None, joins_late=False, entry=Entry.AT_LEVEL)
    if cast.plan.receives_second_path:
        return replace(there_all_along, drop_out=DropOutReason.SCHEDULE, drops_at=SECOND_PATH_SHARE)
    return there_all_along


def _seat(cast: Cast, person: Person, profile: Profile) -> None:
    first = LATE_SLOT if profile.joins_late else 0
    starts_on = cast.held[min(first, len(cast.held) - 1)].day
    referred_on = weekday(starts_on - timedelta(days=REFERRED_BEFORE - cast.random.randrange(11)))
    path_id = receive(cast, person, referred_on, profile.referrer, profile.channel)
    met_on = welcome(cast, path_id, person, referred_on)
    judge(cast, path_id, met_on, profile.outcome)
    admit(cast, path_id, met_on, profile)
    enrolled_on = weekday(starts_on - timedelta(days=4))
    member = Member(
        path_id=path_id,
        person=person,
        profile=profile,
        enrolled_at=paris(enrolled_on, 10, 15),
        enrolled_on=enrolled_on,
        last_slot=_last_slot(cast, profile),
    )
    cast.members.append(member)
    _enrol(cast, member)
    _assess_at_entry(cast, member, starts_on)
    _note(cast, member)
    if profile.drop_out is not None:
        _leave(cast, member, profile.drop_out)


def _last_slot(cast: Cast, profile: Profile) -> int:
    last = len(cast.held) - 1
    return max(LATE_SLOT, round(last * profile.drops_at)) if profile.drop_out else last


def _enrol(cast: Cast, member: Member) -> None:
    outcome = member.profile.outcome
    reason = texts.ELIGIBILITY_REASONS.get(outcome.value)
    ask = Enrol(on=member.enrolled_on, group_id=cast.group_id, reason=reason)
    cast.story.add(member.enrolled_at, cast.team.caseworker, enrol, member.path_id, ask)
    if outcome is EligibilityOutcome.PROVISIONAL and len(cast.members) % 2:
        shown_on = days_after(member.enrolled_on, PAPER_COMES_AFTER)
        judge(cast, member.path_id, shown_on, EligibilityOutcome.ELIGIBLE)


def _assess_at_entry(cast: Cast, member: Member, starts_on: date) -> None:
    ask = CompleteAssessment(
        on=starts_on,
        moment=Moment.ENTRY,
        tool=ASSESSMENT,
        tool_version=ASSESSMENT_VERSION,
        levels=LEVELS[member.profile.entry],
    )
    cast.story.add(paris(starts_on, 18, 10), cast.team.trainer, complete_assessment, member.path_id, ask)


def _note(cast: Cast, member: Member) -> None:
    for _ in range(cast.random.choice((0, 1, 1, 2))):
        on = cast.random.choice(cast.held[: member.last_slot + 1]).day
        on = max(on, member.enrolled_on)
        text = cast.random.choice(texts.NOTES).format(given=member.given_name)
        at = paris(on, 18, cast.random.randrange(20, 59))
        who = cast.random.choice((cast.team.caseworker, cast.team.trainer))
        cast.story.add(at, who, add_note, member.path_id, AddNote(on=on, text=text))


def _leave(cast: Cast, member: Member, reason: DropOutReason) -> None:
    left_on = cast.held[member.last_slot].day + timedelta(days=1)
    known_on = days_after(left_on, KNOWN_AFTER)
    member.left_on, member.left_known_at = left_on, paris(known_on, 9, 30)
    ask = DropOut(on=left_on, reason=reason)
    cast.story.add(member.left_known_at, cast.team.caseworker, drop_out, member.path_id, ask)
    closed_on = days_after(left_on, CLOSED_AFTER)
    close = ClosePath(on=closed_on, reason=ExitReason.DROPPED_OUT)
    cast.story.add(paris(closed_on, 17, 20), cast.team.caseworker, close_path, member.path_id, close)
