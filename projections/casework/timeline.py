"""What happened to this learner, in order, by whom, in which role, before me too?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.attendance_sheet.sealing import SheetCorrected
from domain.attendance_sheet.signing import (
    LearnerMarkedAbsent,
    LearnerSigned,
    PresenceRecorded,
    SignatureMissing,
)
from domain.calendar import paris_day
from domain.catalogue import CATALOGUE
from domain.facts import Recorded
from domain.funded_group.seats import SeatReleased, SeatTaken
from domain.learner_path.attendance import HoursCreditReversed
from projections.changes import Changes, Handlers, Query, Statement, instant
from projections.plain import clear_json, has_sealed
from projections.tags import group_of

LATE_AFTER_DAYS = 7
"""Default of the parameter ``late_after_days``: recorded longer than that after it happened."""

TABLE = """
create table timeline (
    position bigint primary key,
    event_id uuid not null unique,
    path_id uuid not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    delay_days integer not null,
    type text not null,
    stream text not null,
    stream_id uuid not null,
    version integer not null,
    actor text not null,
    role text not null,
    source text not null,
    operator_id uuid,
    group_id uuid,
    details jsonb not null,
    has_personal boolean not null,
    supersedes uuid);
create index on timeline (path_id, occurred_on, position);
create index on timeline (path_id, position);
create index on timeline (supersedes) where supersedes is not null;
"""

TOLD = Statement(
    """
    insert into timeline (position, event_id, path_id, occurred_on, recorded_at, delay_days, type, stream,
        stream_id, version, actor, role, source, operator_id, group_id, details, has_personal, supersedes)
    values %s""",
    "put",
)


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """One fact. The sentence is rendered when read, from ``type`` and ``details``."""

    position: int
    event_id: UUID
    path_id: UUID
    occurred_on: date
    recorded_at: datetime
    late: bool
    type: str
    stream: str
    stream_id: UUID
    version: int
    actor: str
    role: str
    source: str
    operator_id: UUID | None
    """Operator of who recorded it; None for the network's roles and for processes."""
    group_id: UUID | None
    details: dict[str, Any]
    has_personal: bool
    """Sealed fields exist: they are opened from the log, at reading."""
    supersedes: UUID | None
    superseded_by: UUID | None
    """Found when asked: a sheet corrects what stands on a path, and between the two there is no order."""


SELECTED = """
    select t.position, t.event_id, t.path_id, t.occurred_on, t.recorded_at,
        t.delay_days > %(late_after_days)s as late, t.type, t.stream, t.stream_id, t.version, t.actor, t.role,
        t.source, t.operator_id, t.group_id, t.details, t.has_personal, t.supersedes,
        (select s.event_id from timeline s where s.supersedes = t.event_id order by s.position desc limit 1)
            as superseded_by
    from timeline t join paths p on p.path_id = t.path_id
    where t.path_id = %(path_id)s
        and (%(operator_id)s::uuid is null or p.operator_id = %(operator_id)s)
        and t.occurred_on >= coalesce(%(from_day)s, '-infinity'::date)
        and t.occurred_on <= coalesce(%(to_day)s, 'infinity'::date)
        and (%(types)s::text[] is null or t.type = any(%(types)s))"""

BY_DAY = Query(
    "casework.timeline",
    SELECTED
    + """
        and (t.occurred_on, t.position) > (coalesce(%(after_day)s, '-infinity'::date), %(after_position)s)
    order by t.occurred_on, t.position limit %(limit)s""",
    TimelineRow,
)
"""As it happened. Next page: ``after_day`` and ``after_position`` of the last row."""
BY_POSITION = Query(
    "casework.timeline",
    SELECTED + " and t.position > %(after_position)s order by t.position limit %(limit)s",
    TimelineRow,
)
"""As it was learnt. Next page: ``after_position`` of the last row."""

QUERIES = (BY_DAY, BY_POSITION)


def asked(path_id: UUID, **filters: object) -> dict[str, object]:
    """Return the parameters of both queries: all of a path, unless told otherwise."""
    parameters: dict[str, object] = {
        "path_id": path_id,
        "operator_id": None,
        "from_day": None,
        "to_day": None,
        "types": None,
        "after_day": None,
        "after_position": 0,
        "late_after_days": LATE_AFTER_DAYS,
        "limit": 500,
    }
    return parameters | filters


def told_of_path(it: Recorded[Any]) -> Changes:
    """A fact of the path's own stream."""
    yield from _told(it, it.originator_id)


def told_elsewhere(it: Recorded[Any]) -> Changes:
    """A fact of a sheet or a group that names the path."""
    yield from _told(it, it.fact.path_id)


def reversed_(it: Recorded[HoursCreditReversed]) -> Changes:
    """The credit that is taken back is the one superseded."""
    yield from _told(it, it.originator_id, supersedes=it.fact.credit)


def _told(it: Recorded[Any], path_id: UUID, *, supersedes: UUID | None = None) -> Changes:
    context, at = it.context, instant(it)
    yield (
        TOLD,
        (
            it.position,
            context.event_id,
            path_id,
            it.fact.occurred_on,
            at,
            (paris_day(at) - it.fact.occurred_on).days,
            it.fact.TYPE,
            it.stream,
            it.originator_id,
            it.originator_version,
            context.actor,
            context.role,
            context.source,
            context.operator_id,
            group_of(it),
            clear_json(it.fact),
            has_sealed(it.fact),
            context.supersedes or supersedes,
        ),
    )


NAMING_A_PATH = (
    PresenceRecorded,
    LearnerSigned,
    SignatureMissing,
    LearnerMarkedAbsent,
    SheetCorrected,
    SeatTaken,
    SeatReleased,
)

ON: Handlers = {
    **{kind: told_of_path for kind in CATALOGUE if kind.TYPE.startswith("learner-path.")},
    **dict.fromkeys(NAMING_A_PATH, told_elsewhere),
    HoursCreditReversed: reversed_,
}
