"""Which half-days does a group have, and how far is each one's sheet?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.attendance_sheet.sealing import SheetCorrected, SheetSealed
from domain.attendance_sheet.signing import SheetOpened
from domain.facts import Recorded
from domain.funded_group.sessions import SessionCancelled, SessionScheduled
from projections.changes import Changes, Handlers, Query, Statement

TABLE = """
create table sessions (
    session_id uuid primary key,
    group_id uuid not null,
    session_on date not null,
    half_day text not null,
    mode text not null,
    flags text[] not null,
    planned_minutes integer not null,
    cancelled text);
create index on sessions (group_id, session_on);
create table sheets (
    sheet_id uuid primary key,
    session_id uuid not null,
    group_id uuid not null,
    operator_id uuid not null,
    held_on date not null,
    half_day text not null,
    expected integer not null,
    sealed_on date,
    attended_minutes integer,
    fundable_minutes integer,
    exceptions integer,
    corrections integer not null);
create index on sheets (session_id);
"""

SCHEDULED = Statement(
    """
    insert into sessions (session_id, group_id, session_on, half_day, mode, flags, planned_minutes) values %s
    on conflict (session_id) do update set session_on = excluded.session_on, half_day = excluded.half_day,
        mode = excluded.mode, flags = excluded.flags, planned_minutes = excluded.planned_minutes,
        cancelled = null""",
    "put",
)
CANCELLED = Statement("update sessions set cancelled = %s where session_id = %s")
OPENED = Statement(
    """
    insert into sheets (sheet_id, session_id, group_id, operator_id, held_on, half_day, expected, corrections)
    values %s""",
    "put",
)
SEALED = Statement(
    "update sheets set sealed_on = %s, attended_minutes = %s, fundable_minutes = %s, exceptions = %s"
    " where sheet_id = %s"
)
CORRECTED = Statement("update sheets set corrections = corrections + 1 where sheet_id = %s")


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """A half-day of a group, with its sheet once it is open."""

    session_id: UUID
    group_id: UUID
    group_code: str
    session_on: date
    half_day: str
    mode: str
    flags: list[str]
    planned_minutes: int
    cancelled: str | None
    sheet_id: UUID | None
    sheet_state: str | None
    """open, sealed."""
    expected: int | None
    attended_minutes: int | None
    """All learners, as sealed: corrections are not in it."""
    fundable_minutes: int | None
    exceptions: int | None
    corrections: int | None


OF_GROUP = Query(
    "casework.sessions",
    """
    select s.session_id, s.group_id, g.code as group_code, s.session_on, s.half_day, s.mode, s.flags,
        s.planned_minutes, s.cancelled, h.sheet_id,
        case when h.sheet_id is null then null when h.sealed_on is null then 'open' else 'sealed' end
            as sheet_state,
        h.expected, h.attended_minutes, h.fundable_minutes, h.exceptions, h.corrections
    from sessions s
    join groups g on g.group_id = s.group_id
    left join sheets h on h.session_id = s.session_id
    where (%(group_id)s::uuid is null or s.group_id = %(group_id)s)
        and (%(operator_id)s::uuid is null or g.operator_id = %(operator_id)s)
        and s.session_on >= coalesce(%(from_day)s, '-infinity'::date)
        and s.session_on <= coalesce(%(to_day)s, 'infinity'::date)
    order by s.session_on, array_position(array['AM', 'PM', 'EVENING'], s.half_day), s.session_id""",
    SessionRow,
)

QUERIES = (OF_GROUP,)


def listed(**filters: object) -> dict[str, object]:
    """Return the parameters of OF_GROUP: every half-day of every group, unless told otherwise."""
    return {"operator_id": None, "group_id": None, "from_day": None, "to_day": None} | filters


def scheduled(it: Recorded[SessionScheduled]) -> Changes:
    """A half-day is planned."""
    fact = it.fact
    yield (
        SCHEDULED,
        (
            fact.session_id,
            it.originator_id,
            fact.session_on,
            fact.half_day,
            fact.mode,
            [str(flag) for flag in fact.flags],
            sum(segment.times.minutes for segment in fact.segments),
        ),
    )


def cancelled(it: Recorded[SessionCancelled]) -> Changes:
    """It does not take place."""
    yield CANCELLED, (it.fact.reason, it.fact.session_id)


def opened(it: Recorded[SheetOpened]) -> Changes:
    """Its sheet can be signed."""
    fact = it.fact
    yield (
        OPENED,
        (
            it.originator_id,
            fact.session_id,
            fact.group_id,
            fact.operator_id,
            fact.occurred_on,
            fact.half_day,
            len(fact.expected),
            0,
        ),
    )


def sealed(it: Recorded[SheetSealed]) -> Changes:
    """Nothing on the sheet changes any more."""
    fact = it.fact
    yield (
        SEALED,
        (
            fact.occurred_on,
            fact.attended_minutes,
            fact.fundable_minutes,
            len(fact.exceptions),
            it.originator_id,
        ),
    )


def corrected(it: Recorded[SheetCorrected]) -> Changes:
    """Somebody's minutes were wrong."""
    yield CORRECTED, (it.originator_id,)


ON: Handlers = {
    SessionScheduled: scheduled,
    SessionCancelled: cancelled,
    SheetOpened: opened,
    SheetSealed: sealed,
    SheetCorrected: corrected,
}
