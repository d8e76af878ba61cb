"""What must I do this week? Tasks come and go with facts; what is overdue depends on the day one asks."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain.attendance_sheet.sealing import SheetSealed
from domain.attendance_sheet.signing import LearnerMarkedAbsent, LearnerSigned, SheetOpened, SignatureMissing
from domain.facts import Recorded
from domain.learner_path.contact import PrivacyNoticeGiven
from domain.learner_path.eligibility import EligibilityDecided, EligibilityOutcome
from domain.learner_path.enrolment import DroppedOut, EnrolledInGroup, TrainingCompleted
from domain.learner_path.follow_up import FollowUpDone, FollowUpMonth, PathClosed
from domain.learner_path.positioning import EntryGateDecided, GateOutcome, PositioningCompleted
from domain.learner_path.referral import ReferralAccepted, ReferralExpired, ReferralReceived
from projections.changes import Changes, Handlers, Query, Statement

SOON_DAYS = 7
"""Default of the parameter ``soon_days``."""
NOTICE_DAYS = 30
"""RGPD article 14: told within a month at the latest when the data came from somebody else."""

ANSWER = "answer-referral"
NOTICE = "give-privacy-notice"
POSITION = "position"
DECIDE_GATE = "decide-entry"
ENROL = "find-a-group"
COMPLETE_PAPERS = "complete-eligibility"
OPEN = "open-sheet"
SIGN = "collect-signatures"
SEAL = "seal-sheet"
FOLLOW_UP = {month: f"follow-up-{month}" for month in FollowUpMonth}

BEFORE_TRAINING = [ANSWER, NOTICE, POSITION, DECIDE_GATE, ENROL, COMPLETE_PAPERS]
KINDS = (*BEFORE_TRAINING, OPEN, SIGN, SEAL, *FOLLOW_UP.values())

TABLE = """
create table tasks (
    subject_id uuid not null,
    kind text not null,
    since date not null,
    due_on date,
    path_id uuid,
    sheet_id uuid,
    primary key (subject_id, kind));
create index on tasks (due_on);
create table unsigned (sheet_id uuid, path_id uuid, primary key (sheet_id, path_id));
"""

OF_A_PATH = Statement(
    """
    insert into tasks (subject_id, kind, since, due_on, path_id) select p, k, s, d, p
    from (values (%s::uuid, %s, %s::date, %s::date)) as v (p, k, s, d)
    on conflict (subject_id, kind) do update set since = excluded.since, due_on = excluded.due_on"""
)
OF_A_SHEET = Statement(
    "insert into tasks (subject_id, kind, since, due_on, sheet_id) values (%s, %s, %s, %s, %s)"
)
AFTER_EXIT = Statement(
    """
    insert into tasks (subject_id, kind, since, due_on, path_id)
    select p, 'follow-up-' || m, d, (d + make_interval(months => m))::date, p
    from (values (%s::uuid, %s::date)) as v (p, d), unnest(%s) as m
    on conflict (subject_id, kind) do nothing"""
)
DONE = Statement("delete from tasks where subject_id = %s and kind = any(%s)")

UNSIGNED = Statement("insert into unsigned values (%s, %s) on conflict do nothing")
SIGNED = Statement("delete from unsigned where sheet_id = %s and path_id = %s")


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do for a path, for a sheet, or for a half-day without one."""

    kind: str
    subject_id: UUID
    """The path, the sheet or the session."""
    path_id: UUID | None
    sheet_id: UUID | None
    group_id: UUID | None
    group_code: str | None
    operator_id: UUID
    since: date
    due_on: date | None
    """None: no day is set, the longest waiting first."""
    urgency: str
    """overdue, soon, later, waiting."""


TASKS = Query(
    "casework.worklist",
    """
    with all_tasks as (
        select kind, subject_id, path_id, sheet_id, null::uuid as group_id, since, due_on from tasks
        union all
        select 'collect-signatures', sheet_id, null, sheet_id, group_id, held_on, held_on from sheets
        where sealed_on is null and sheet_id in (select u.sheet_id from unsigned u)
        union all
        select 'open-sheet', session_id, null, null, group_id, session_on, session_on from sessions
        where cancelled is null and session_on <= %(today)s
            and session_id not in (select h.session_id from sheets h))
    select t.kind, t.subject_id, t.path_id, t.sheet_id, g.group_id, g.code as group_code,
        coalesce(p.operator_id, h.operator_id, g.operator_id) as operator_id, t.since, t.due_on,
        case when t.due_on is null then 'waiting' when t.due_on < %(today)s then 'overdue'
            when t.due_on <= %(today)s::date + %(soon_days)s then 'soon' else 'later' end as urgency
    from all_tasks t
    left join paths p on p.path_id = t.path_id
    left join sheets h on h.sheet_id = t.sheet_id
    left join groups g on g.group_id = coalesce(t.group_id, h.group_id, p.group_id)
    where (%(operator_id)s::uuid is null
            or coalesce(p.operator_id, h.operator_id, g.operator_id) = %(operator_id)s)
        and (%(group_id)s::uuid is null or g.group_id = %(group_id)s)
        and (%(kinds)s::text[] is null or t.kind = any(%(kinds)s))
        and (t.due_on is null or t.due_on <= coalesce(%(until)s, 'infinity'::date))
    order by t.due_on nulls last, t.since, t.kind, t.subject_id limit %(limit)s""",
    Task,
)

QUERIES = (TASKS,)


def listed(today: date, **filters: object) -> dict[str, object]:
    """Return the parameters of TASKS: all there is to do, unless told otherwise."""
    parameters: dict[str, object] = {
        "today": today,
        "soon_days": SOON_DAYS,
        "operator_id": None,
        "group_id": None,
        "kinds": None,
        "until": None,
        "limit": 500,
    }
    return parameters | filters


def referred(it: Recorded[ReferralReceived]) -> Changes:
    """Answer before it expires (rule 14)."""
    yield OF_A_PATH, (it.originator_id, ANSWER, it.fact.occurred_on, it.fact.expires_on)


def accepted(it: Recorded[ReferralAccepted]) -> Changes:
    """Answered; tell the person what is kept, and see what French they have."""
    day = it.fact.occurred_on
    yield DONE, (it.originator_id, [ANSWER])
    yield OF_A_PATH, (it.originator_id, NOTICE, day, day + timedelta(days=NOTICE_DAYS))
    yield OF_A_PATH, (it.originator_id, POSITION, day, None)


def expired(it: Recorded[ReferralExpired]) -> Changes:
    """Too late to answer."""
    yield DONE, (it.originator_id, [ANSWER])


def told_of_privacy(it: Recorded[PrivacyNoticeGiven]) -> Changes:
    """The notice was given."""
    yield DONE, (it.originator_id, [NOTICE])


def eligibility_decided(it: Recorded[EligibilityDecided]) -> Changes:
    """A provisional ruling waits for papers, until its day."""
    fact = it.fact
    if fact.outcome is EligibilityOutcome.PROVISIONAL:
        until = fact.provisional_until
        yield OF_A_PATH, (it.originator_id, COMPLETE_PAPERS, fact.occurred_on, until)
    else:
        yield DONE, (it.originator_id, [COMPLETE_PAPERS])


def positioned(it: Recorded[PositioningCompleted]) -> Changes:
    """Positioned; may they enter?"""
    yield DONE, (it.originator_id, [POSITION])
    yield OF_A_PATH, (it.originator_id, DECIDE_GATE, it.fact.occurred_on, None)


def gated(it: Recorded[EntryGateDecided]) -> Changes:
    """Decided; who is admitted waits for a group."""
    yield DONE, (it.originator_id, [DECIDE_GATE])
    if it.fact.outcome is not GateOutcome.REDIRECTED:
        yield OF_A_PATH, (it.originator_id, ENROL, it.fact.occurred_on, None)


def enrolled(it: Recorded[EnrolledInGroup]) -> Changes:
    """A place was found; a new training will have follow-ups of its own."""
    yield DONE, (it.originator_id, [ENROL, *FOLLOW_UP.values()])


def left_training(it: Recorded[Any]) -> Changes:
    """Completed or dropped out: ask at 3, 6 and 12 months what became of the person (rule 13)."""
    yield AFTER_EXIT, (it.originator_id, it.fact.occurred_on, list(FollowUpMonth))


def followed_up(it: Recorded[FollowUpDone]) -> Changes:
    """The person was reached."""
    yield DONE, (it.originator_id, [FOLLOW_UP[it.fact.month]])


def closed(it: Recorded[PathClosed]) -> Changes:
    """Nothing is left to do but the follow-ups."""
    yield DONE, (it.originator_id, BEFORE_TRAINING)


def sheet_opened(it: Recorded[SheetOpened]) -> Changes:
    """Seal it on its day."""
    day = it.fact.occurred_on
    yield OF_A_SHEET, (it.originator_id, SEAL, day, day, it.originator_id)


def not_signed(it: Recorded[SignatureMissing]) -> Changes:
    """There, without a signature: it can still be collected until the sheet is sealed."""
    yield UNSIGNED, (it.originator_id, it.fact.path_id)


def settled(it: Recorded[Any]) -> Changes:
    """Signed after all, or not there at all."""
    yield SIGNED, (it.originator_id, it.fact.path_id)


def sheet_sealed(it: Recorded[SheetSealed]) -> Changes:
    """Sealed."""
    yield DONE, (it.originator_id, [SEAL])


ON: Handlers = {
    ReferralReceived: referred,
    ReferralAccepted: accepted,
    ReferralExpired: expired,
    PrivacyNoticeGiven: told_of_privacy,
    EligibilityDecided: eligibility_decided,
    PositioningCompleted: positioned,
    EntryGateDecided: gated,
    EnrolledInGroup: enrolled,
    TrainingCompleted: left_training,
    DroppedOut: left_training,
    FollowUpDone: followed_up,
    PathClosed: closed,
    SheetOpened: sheet_opened,
    SignatureMissing: not_signed,
    LearnerSigned: settled,
    LearnerMarkedAbsent: settled,
    SheetSealed: sheet_sealed,
}
