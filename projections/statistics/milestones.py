"""How far did each path come, and on which days? What the funnel counts."""

from domain.facts import Recorded
from domain.learner_path.attendance import HoursCredited, HoursCreditReversed
from domain.learner_path.contact import IdentityRecorded
from domain.learner_path.enrolment import DroppedOut, EnrolledInGroup, TrainingCompleted
from domain.learner_path.follow_up import PathClosed
from domain.learner_path.positioning import EntryGateDecided, PositioningCompleted
from domain.learner_path.referral import ReferralAccepted, ReferralExpired, ReferralReceived
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table milestones (
    path_id uuid primary key,
    operator_id uuid not null,
    department text not null,
    referrer text not null,
    referred_on date not null,
    sex text not null default 'unknown',
    age_band text not null default 'unknown',
    accepted_on date,
    expired_on date,
    positioned_on date,
    gate text,
    group_id uuid,
    enrolled_on date,
    half_days integer not null default 0,
    left_on date,
    completed boolean,
    drop_reason text,
    closed_on date);
"""

REFERRED = Statement(
    "insert into milestones (path_id, operator_id, department, referrer, referred_on) values %s", "put"
)
IDENTIFIED = Statement("update milestones set sex = %s, age_band = %s where path_id = %s")
ACCEPTED = Statement("update milestones set accepted_on = %s where path_id = %s")
EXPIRED = Statement("update milestones set expired_on = %s where path_id = %s")
POSITIONED = Statement("update milestones set positioned_on = %s where path_id = %s")
GATED = Statement("update milestones set gate = %s where path_id = %s")
ENROLLED = Statement(
    """
    update milestones set group_id = %s, enrolled_on = coalesce(enrolled_on, %s), left_on = null,
        completed = null, drop_reason = null
    where path_id = %s"""
)
"""A new training: the first enrolment counts, and the last exit."""
ATTENDED = Statement(
    """
    update milestones m set half_days = m.half_days + v.half_days
    from (values %s) as v (path_id, half_days) where m.path_id = v.path_id""",
    "add",
)
LEFT = Statement("update milestones set left_on = %s, completed = %s, drop_reason = %s where path_id = %s")
CLOSED = Statement("update milestones set closed_on = %s where path_id = %s")

QUERIES: tuple[Query[object], ...] = ()
"""Asked through the funnel and the levels."""


def referred(it: Recorded[ReferralReceived]) -> Changes:
    """The path begins."""
    fact = it.fact
    yield (
        REFERRED,
        (it.originator_id, fact.operator_id, fact.department, fact.referrer, fact.occurred_on),
    )


def identified(it: Recorded[IdentityRecorded]) -> Changes:
    """What figures need, in coarse codes."""
    yield IDENTIFIED, (it.fact.sex, it.fact.age_band, it.originator_id)


def accepted(it: Recorded[ReferralAccepted]) -> Changes:
    """The operator takes charge."""
    yield ACCEPTED, (it.fact.occurred_on, it.originator_id)


def expired(it: Recorded[ReferralExpired]) -> Changes:
    """Nobody answered."""
    yield EXPIRED, (it.fact.occurred_on, it.originator_id)


def positioned(it: Recorded[PositioningCompleted]) -> Changes:
    """Levels are known."""
    yield POSITIONED, (it.fact.occurred_on, it.originator_id)


def gated(it: Recorded[EntryGateDecided]) -> Changes:
    """Admitted or not."""
    yield GATED, (it.fact.outcome, it.originator_id)


def enrolled(it: Recorded[EnrolledInGroup]) -> Changes:
    """A place in a group; enrolled in figures is who attended a half-day."""
    yield ENROLLED, (it.fact.group_id, it.fact.occurred_on, it.originator_id)


def attended(it: Recorded[HoursCredited]) -> Changes:
    """One half-day."""
    yield ATTENDED, (it.originator_id, 1)


def not_attended(it: Recorded[HoursCreditReversed]) -> Changes:
    """One half-day less."""
    yield ATTENDED, (it.originator_id, -1)


def completed(it: Recorded[TrainingCompleted]) -> Changes:
    """Followed to its end."""
    yield LEFT, (it.fact.occurred_on, True, None, it.originator_id)


def dropped_out(it: Recorded[DroppedOut]) -> Changes:
    """Left before the end."""
    yield LEFT, (it.fact.occurred_on, False, it.fact.reason, it.originator_id)


def closed(it: Recorded[PathClosed]) -> Changes:
    """Nothing more will happen."""
    yield CLOSED, (it.fact.occurred_on, it.originator_id)


ON: Handlers = {
    ReferralReceived: referred,
    IdentityRecorded: identified,
    ReferralAccepted: accepted,
    ReferralExpired: expired,
    PositioningCompleted: positioned,
    EntryGateDecided: gated,
    EnrolledInGroup: enrolled,
    HoursCredited: attended,
    HoursCreditReversed: not_attended,
    TrainingCompleted: completed,
    DroppedOut: dropped_out,
    PathClosed: closed,
}
