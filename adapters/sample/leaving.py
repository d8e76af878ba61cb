"""The end of a training and what becomes of people: papers, schools, follow-ups, the end of the path."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from adapters.sample import texts
from adapters.sample.cast import Cast, Member
from adapters.sample.clock import days_after, paris, weekday
from adapters.sample.profiles import LEVELS, draw
from adapters.sample.seated import ASSESSMENT, ASSESSMENT_VERSION
from domain.calendar import months_later
from domain.learner_path.assessment import Moment
from domain.learner_path.ending import minutes_needed
from domain.learner_path.follow_up import ExitReason, FollowUpMonth, Situation
from domain.learner_path.licence import DrivingSchoolKind, EntryProof, MobilitySolution
from domain.learner_path.referral import Channel
from domain.levels import CefrLevel, SkillLevels
from services.learner_path.assessment import (
    CompleteAssessment,
    IssueAttestation,
    complete_assessment,
    issue_attestation,
)
from services.learner_path.contact import MakeContact, make_contact
from services.learner_path.enrolment import CompleteTraining, complete_training
from services.learner_path.follow_up import ClosePath, RecordFollowUp, close_path, record_follow_up
from services.learner_path.licence import (
    EngageOtherSolution,
    EnterDrivingSchool,
    engage_other_solution,
    enter_driving_school,
)

COMPLETION_SHARE_BP = 8_000
PROGRESSES = 0.5
"""How often a skill is one level higher at the end."""
MID_SLOT = 18
CLOSED_DAYS_AFTER_SIX_MONTHS = 20

NEXT_LEVEL = {
    CefrLevel.A1: CefrLevel.A2,
    CefrLevel.A2: CefrLevel.B1,
    CefrLevel.B1: CefrLevel.B2,
}
REACHED = {FollowUpMonth.THREE: 0.9, FollowUpMonth.SIX: 0.75}
"""How often people answer."""
SITUATIONS: Mapping[Situation, int] = {
    Situation.EMPLOYED: 42,
    Situation.IN_TRAINING: 18,
    Situation.LOOKING_FOR_WORK: 28,
    Situation.OTHER: 10,
    Situation.UNKNOWN: 2,
}


class Mobility(Enum):
    """What the course leads to."""

    CLASSIC_SCHOOL = "classic-school"
    ASSOCIATIVE_SCHOOL = "associative-school"
    OTHER_SOLUTION = "other-solution"
    NONE = "none"


MOBILITIES: Mapping[Mobility, int] = {
    Mobility.CLASSIC_SCHOOL: 33,
    Mobility.ASSOCIATIVE_SCHOOL: 27,
    Mobility.OTHER_SOLUTION: 20,
    Mobility.NONE: 20,
}
SOLUTIONS: Mapping[MobilitySolution, int] = {
    MobilitySolution.INTEGRAMOB: 4,
    MobilitySolution.CAR_RENTAL: 3,
    MobilitySolution.TWO_WHEELER_RENTAL: 3,
    MobilitySolution.OWN_VEHICLE: 2,
    MobilitySolution.TRANSPORT_ON_DEMAND: 2,
}
PROOFS: Mapping[EntryProof, int] = {
    EntryProof.CONTRACT: 6,
    EntryProof.ATTESTATION: 2,
    EntryProof.INVOICE: 1,
    EntryProof.DECLARED: 1,
}


def follow_everybody(cast: Cast) -> None:
    """Note what becomes of those who stay: to the end of a finished programme, or up to the year's end."""
    for number, member in enumerate(cast.members, start=1):
        if member.left_on is not None:
            continue
        if cast.is_finished:
            _finish(cast, member, number)
        elif len(cast.held) > MID_SLOT:
            _assess(cast, member, Moment.MID, cast.held[MID_SLOT].day)


def _finish(cast: Cast, member: Member, number: int) -> None:
    _assess(cast, member, Moment.EXIT, cast.last_day)
    exit_on = days_after(cast.last_day, 3)
    needed = minutes_needed(cast.planned_minutes, COMPLETION_SHARE_BP)
    waiver = None if member.minutes >= needed else texts.COMPLETION_WAIVER
    add, path_id = cast.story.add, member.path_id
    complete = CompleteTraining(on=exit_on, waiver_reason=waiver)
    add(paris(exit_on, 11, number), cast.team.coordinator, complete_training, path_id, complete)
    paper = IssueAttestation(on=exit_on, number=f"{cast.plan.code}-{number:02}")
    add(paris(exit_on, 14, number), cast.team.caseworker, issue_attestation, path_id, paper)
    _move_about(cast, member, exit_on)
    _follow_up(cast, member, exit_on)


def _assess(cast: Cast, member: Member, moment: Moment, on: date) -> None:
    ask = CompleteAssessment(
        on=on,
        moment=moment,
        tool=ASSESSMENT,
        tool_version=ASSESSMENT_VERSION,
        levels=_progress(cast, LEVELS[member.profile.entry], moment),
    )
    cast.story.add(paris(on, 18, 15), cast.team.trainer, complete_assessment, member.path_id, ask)


def _progress(cast: Cast, levels: SkillLevels, moment: Moment) -> SkillLevels:
    chance = PROGRESSES if moment is Moment.EXIT else PROGRESSES / 2
    return SkillLevels(
        **{
            skill.value: NEXT_LEVEL[level] if level and cast.random.random() < chance else level
            for skill, level in levels.by_skill().items()
        }
    )


def _move_about(cast: Cast, member: Member, exit_on: date) -> None:
    mobility = draw(cast.random, MOBILITIES)
    on = weekday(exit_on + timedelta(days=cast.random.randrange(-20, 80)))
    at, who = paris(on + timedelta(days=2), 10, 40), cast.team.caseworker
    if mobility is Mobility.OTHER_SOLUTION:
        solution = EngageOtherSolution(on=on, kind=draw(cast.random, SOLUTIONS))
        cast.story.add(at, who, engage_other_solution, member.path_id, solution)
    elif mobility is not Mobility.NONE:
        is_classic = mobility is Mobility.CLASSIC_SCHOOL
        kind = DrivingSchoolKind.CLASSIC if is_classic else DrivingSchoolKind.ASSOCIATIVE
        school = EnterDrivingSchool(on=on, kind=kind, proof=draw(cast.random, PROOFS))
        cast.story.add(at, who, enter_driving_school, member.path_id, school)


def _follow_up(cast: Cast, member: Member, exit_on: date) -> None:
    add, who, path_id = cast.story.add, cast.team.caseworker, member.path_id
    for month, share in REACHED.items():
        if cast.random.random() < share:
            on = days_after(months_later(exit_on, month), cast.random.randrange(10))
            at = paris(on, 10, cast.random.randrange(60))
            add(at, who, make_contact, path_id, MakeContact(on=on, channel=Channel.PHONE))
            done = RecordFollowUp(on=on, month=month, situation=draw(cast.random, SITUATIONS))
            add(at + timedelta(minutes=5), who, record_follow_up, path_id, done)
    closed_on = days_after(months_later(exit_on, FollowUpMonth.SIX), CLOSED_DAYS_AFTER_SIX_MONTHS)
    close = ClosePath(on=closed_on, reason=ExitReason.COMPLETED)
    add(paris(closed_on, 16), who, close_path, path_id, close)
