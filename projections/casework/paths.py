"""Where does each learner's path stand: stage, group, minutes, levels, last contact?"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from domain.facts import Recorded
from domain.learner_path.assessment import AssessmentCompleted
from domain.learner_path.contact import ContactMade, IdentityRecorded, PrivacyNoticeGiven
from domain.learner_path.eligibility import EligibilityDecided
from domain.learner_path.enrolment import DroppedOut, EnrolledInGroup, TrainingCompleted
from domain.learner_path.follow_up import FollowUpDone, PathClosed
from domain.learner_path.licence import DrivingSchoolEntered, OtherMobilitySolutionEngaged
from domain.learner_path.positioning import EntryGateDecided, GateOutcome, PositioningCompleted
from domain.learner_path.referral import ReferralAccepted, ReferralExpired, ReferralReceived
from domain.levels import SkillLevels
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table paths (
    path_id uuid primary key,
    operator_id uuid not null,
    department text not null,
    referrer text not null,
    referred_on date not null,
    expires_on date not null,
    stage text not null,
    stage_on date not null,
    notice_on date,
    sex text,
    age_band text,
    eligibility text,
    provisional_until date,
    gate text,
    group_id uuid,
    planned_minutes integer,
    funding text,
    levels_on date,
    listening text,
    reading text,
    speaking text,
    writing text,
    contacted_on date,
    driving_school text,
    driving_school_on date,
    other_solution text,
    other_solution_on date,
    exit_reason text,
    positive_exit boolean);
create index on paths (operator_id, stage);
create index on paths (group_id);
"""

REFERRED = Statement(
    """
    insert into paths (path_id, operator_id, department, referrer, referred_on, expires_on, stage, stage_on)
    values %s""",
    "put",
)
STAGED = Statement("update paths set stage = %s, stage_on = %s where path_id = %s")
BEFORE_TRAINING = Statement(
    "update paths set stage = %s, stage_on = %s where path_id = %s and stage <> 'in-training'"
)
"""Who is positioned again during the training is still in training."""
NOTICED = Statement("update paths set notice_on = %s where path_id = %s")
IDENTIFIED = Statement("update paths set sex = %s, age_band = %s where path_id = %s")
ELIGIBILITY = Statement("update paths set eligibility = %s, provisional_until = %s where path_id = %s")
LEVELS = Statement(
    "update paths set levels_on = %s, listening = %s, reading = %s, speaking = %s, writing = %s"
    " where path_id = %s"
)
GATED = Statement("update paths set gate = %s where path_id = %s")
ENROLLED = Statement(
    "update paths set group_id = %s, planned_minutes = %s, funding = %s, stage = 'in-training', stage_on = %s"
    " where path_id = %s"
)
CONTACTED = Statement("update paths set contacted_on = greatest(contacted_on, %s) where path_id = %s")
SCHOOL = Statement("update paths set driving_school = %s, driving_school_on = %s where path_id = %s")
SOLUTION = Statement("update paths set other_solution = %s, other_solution_on = %s where path_id = %s")
CLOSED = Statement(
    "update paths set stage = 'closed', stage_on = %s, exit_reason = %s, positive_exit = %s"
    " where path_id = %s"
)


@dataclass(frozen=True, kw_only=True)
class PathRow:
    """The head of a learner's page, and a line of the board."""

    path_id: UUID
    operator_id: UUID
    department: str
    referrer: str
    referred_on: date
    expires_on: date
    stage: str
    """pending, accepted, expired, positioned, admitted, redirected, in-training, completed, dropped-out,
    closed."""
    stage_on: date
    notice_on: date | None
    sex: str | None
    age_band: str | None
    eligibility: str | None
    provisional_until: date | None
    gate: str | None
    group_id: UUID | None
    group_code: str | None
    funding: str | None
    planned_minutes: int | None
    attended_minutes: int
    """In this group, as sealed and corrected; so for the next four."""
    attended_french: int
    attended_code: int
    fundable_minutes: int
    half_days: int
    levels_on: date | None
    listening: str | None
    reading: str | None
    speaking: str | None
    writing: str | None
    last_contact_on: date | None
    """Rule 16; a presence counts once its sheet is sealed."""
    driving_school: str | None
    driving_school_on: date | None
    other_solution: str | None
    other_solution_on: date | None
    exit_reason: str | None
    positive_exit: bool | None
    version: int
    """Of the path's stream: for ``If-Match``."""


SELECTED = """
    select p.path_id, p.operator_id, p.department, p.referrer, p.referred_on, p.expires_on, p.stage,
        p.stage_on, p.notice_on, p.sex, p.age_band, p.eligibility, p.provisional_until, p.gate, p.group_id,
        g.code as group_code, p.funding, p.planned_minutes,
        coalesce(c.french + c.code, 0) as attended_minutes, coalesce(c.french, 0) as attended_french,
        coalesce(c.code, 0) as attended_code, coalesce(c.fundable, 0) as fundable_minutes, c.half_days,
        p.levels_on, p.listening, p.reading, p.speaking, p.writing,
        greatest(p.contacted_on, c.present_on) as last_contact_on,
        p.driving_school, p.driving_school_on, p.other_solution, p.other_solution_on, p.exit_reason,
        p.positive_exit,
        (select t.version from timeline t where t.path_id = p.path_id and t.stream = 'learner-path'
            order by t.position desc limit 1) as version
    from paths p
    left join groups g on g.group_id = p.group_id
    cross join lateral (
        select sum(french) filter (where of_group)::int as french,
            sum(code) filter (where of_group)::int as code,
            sum(fundable) filter (where of_group)::int as fundable,
            count(*) filter (where of_group)::int as half_days, max(held_on) as present_on
        from (select *, group_id = p.group_id as of_group from credits where path_id = p.path_id) as one) as c
    where (%(operator_id)s::uuid is null or p.operator_id = %(operator_id)s)"""

OF_PATH = Query("casework.paths", SELECTED + " and p.path_id = %(path_id)s", PathRow)
LISTED = Query(
    "casework.paths",
    SELECTED
    + """
        and (%(group_id)s::uuid is null or p.group_id = %(group_id)s)
        and (%(stages)s::text[] is null or p.stage = any(%(stages)s))
        and (%(department)s::text is null or p.department = %(department)s)
        and (p.referred_on, p.path_id) > (coalesce(%(after_day)s, '-infinity'::date),
            coalesce(%(after_path)s, '00000000-0000-0000-0000-000000000000'::uuid))
    order by p.referred_on, p.path_id limit %(limit)s""",
    PathRow,
)
"""Next page: ``after_day`` and ``after_path`` of the last row."""

QUERIES = (OF_PATH, LISTED)


def listed(**filters: object) -> dict[str, object]:
    """Return the parameters of LISTED: all paths, unless told otherwise."""
    parameters: dict[str, object] = {
        "operator_id": None,
        "group_id": None,
        "stages": None,
        "department": None,
        "after_day": None,
        "after_path": None,
        "limit": 200,
    }
    return parameters | filters


def referred(it: Recorded[ReferralReceived]) -> Changes:
    """The path begins."""
    fact = it.fact
    yield (
        REFERRED,
        (
            it.originator_id,
            fact.operator_id,
            fact.department,
            fact.referrer,
            fact.occurred_on,
            fact.expires_on,
            "pending",
            fact.occurred_on,
        ),
    )


def accepted(it: Recorded[ReferralAccepted]) -> Changes:
    """The operator takes charge."""
    yield STAGED, ("accepted", it.fact.occurred_on, it.originator_id)


def expired(it: Recorded[ReferralExpired]) -> Changes:
    """Nobody answered."""
    yield STAGED, ("expired", it.fact.occurred_on, it.originator_id)


def told_of_privacy(it: Recorded[PrivacyNoticeGiven]) -> Changes:
    """The notice was given."""
    yield NOTICED, (it.fact.occurred_on, it.originator_id)


def identified(it: Recorded[IdentityRecorded]) -> Changes:
    """What statistics need, in coarse codes."""
    yield IDENTIFIED, (it.fact.sex, it.fact.age_band, it.originator_id)


def contacted(it: Recorded[Any]) -> Changes:
    """Somebody spoke with the person (rule 16)."""
    yield CONTACTED, (it.fact.occurred_on, it.originator_id)


def eligibility_decided(it: Recorded[EligibilityDecided]) -> Changes:
    """The last ruling stands."""
    yield ELIGIBILITY, (it.fact.outcome, it.fact.provisional_until, it.originator_id)


def positioned(it: Recorded[PositioningCompleted]) -> Changes:
    """Levels before entry."""
    yield from _levels(it, it.fact.levels)
    yield BEFORE_TRAINING, ("positioned", it.fact.occurred_on, it.originator_id)


def assessed(it: Recorded[AssessmentCompleted]) -> Changes:
    """Levels during the training."""
    yield from _levels(it, it.fact.levels)


def gated(it: Recorded[EntryGateDecided]) -> Changes:
    """Admitted, by the rule or a waiver, or sent elsewhere."""
    stage = "redirected" if it.fact.outcome is GateOutcome.REDIRECTED else "admitted"
    yield GATED, (it.fact.outcome, it.originator_id)
    yield BEFORE_TRAINING, (stage, it.fact.occurred_on, it.originator_id)


def enrolled(it: Recorded[EnrolledInGroup]) -> Changes:
    """A place in a group."""
    fact = it.fact
    yield ENROLLED, (fact.group_id, fact.planned_minutes, fact.funding, fact.occurred_on, it.originator_id)


def completed(it: Recorded[TrainingCompleted]) -> Changes:
    """The training is over."""
    yield STAGED, ("completed", it.fact.occurred_on, it.originator_id)


def dropped_out(it: Recorded[DroppedOut]) -> Changes:
    """The learner left before the end."""
    yield STAGED, ("dropped-out", it.fact.occurred_on, it.originator_id)


def school_entered(it: Recorded[DrivingSchoolEntered]) -> Changes:
    """The course's success."""
    yield SCHOOL, (it.fact.kind, it.fact.occurred_on, it.originator_id)


def solution_engaged(it: Recorded[OtherMobilitySolutionEngaged]) -> Changes:
    """Another way of moving about."""
    yield SOLUTION, (it.fact.kind, it.fact.occurred_on, it.originator_id)


def closed(it: Recorded[PathClosed]) -> Changes:
    """The path ends."""
    yield CLOSED, (it.fact.occurred_on, it.fact.reason, it.fact.positive_exit, it.originator_id)


def _levels(it: Recorded[Any], levels: SkillLevels) -> Changes:
    by_skill = levels.by_skill()
    yield LEVELS, (it.fact.occurred_on, *by_skill.values(), it.originator_id)


ON: Handlers = {
    ReferralReceived: referred,
    ReferralAccepted: accepted,
    ReferralExpired: expired,
    PrivacyNoticeGiven: told_of_privacy,
    IdentityRecorded: identified,
    ContactMade: contacted,
    FollowUpDone: contacted,
    EligibilityDecided: eligibility_decided,
    PositioningCompleted: positioned,
    EntryGateDecided: gated,
    EnrolledInGroup: enrolled,
    TrainingCompleted: completed,
    DroppedOut: dropped_out,
    AssessmentCompleted: assessed,
    DrivingSchoolEntered: school_entered,
    OtherMobilitySolutionEngaged: solution_engaged,
    PathClosed: closed,
}
