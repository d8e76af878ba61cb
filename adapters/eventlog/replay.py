"""The history of a funded group: what an auditor sees, to any day, as it was and as it was known.

docs/explanation/replay.md says in words what belongs to it and in which order.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg2.extensions import cursor

from adapters.database import Database
from adapters.eventlog.columns import COLUMNS, SELECTED, stored_fact
from adapters.eventlog.errors import translated
from adapters.eventlog.head import last_position_at, read_head
from adapters.stored.rows import FactMapper
from domain.attendance_sheet.signing import SheetOpened
from domain.facts import Fact, Recorded
from domain.funded_group.planning import GrantAttached
from domain.ids import EventId, GrantId
from domain.learner_path.enrolment import DroppedOut, EnrolledInGroup, TrainingCompleted
from domain.learner_path.follow_up import PathClosed
from services.answers import PositionToCome

ROWS_A_FETCH = 500
MARKERS = (GrantAttached, SheetOpened, EnrolledInGroup, TrainingCompleted, DroppedOut, PathClosed)
"""The facts of a group that say which other streams, and how much of them, belong to its history."""

# A correction counts on the day of what it corrects, be that a correction itself.
ORIGIN = """
left join lateral (
    with recursive corrected as (
        select o.occurred_on, o.supersedes, 1 as depth from log.events o where o.event_id = e.supersedes
        union all
        select o.occurred_on, o.supersedes, depth + 1
        from corrected join log.events o on o.event_id = corrected.supersedes)
    select occurred_on from corrected order by depth desc limit 1) origin on e.supersedes is not null
"""
COUNTS_ON = "coalesce(origin.occurred_on, e.occurred_on)"

MARKED = f"""
select {SELECTED} from log.event_tags t join log.events e on e.position = t.position {ORIGIN}
where t.tag = %(tag)s and t.position <= %(upto)s and e.type = any(%(types)s)
    and (%(as_of)s::date is null or {COUNTS_ON} <= %(as_of)s)
order by t.position
"""  # noqa: S608 - names of this package.

HISTORY = f"""
with chosen as (
    select position from log.event_tags where tag = %(tag)s and position <= %(upto)s
    union
    select position from log.events where stream_id = any(%(whole)s::uuid[]) and position <= %(upto)s
    union
    select e.position
    from unnest(%(paths)s::uuid[], %(exits)s::bigint[]) as enrolled (id, exit)
    join log.events e on e.stream_id = enrolled.id and (enrolled.exit is null or e.version <= enrolled.exit)
    where e.position <= %(upto)s and not exists (
        select from unnest(e.tags) as other (tag) where other.tag like 'group:%%' and other.tag <> %(tag)s))
select {SELECTED}, {COUNTS_ON} as counts_on, later.event_id, later.position
from chosen join log.events e on e.position = chosen.position {ORIGIN}
left join lateral (
    select l.event_id, l.position from log.events l where l.supersedes = e.event_id and l.position <= %(upto)s
    order by l.position desc limit 1) later on true
where %(as_of)s::date is null or {COUNTS_ON} <= %(as_of)s
order by case when %(as_of)s::date is null then null else {COUNTS_ON} end, e.position
"""  # noqa: S608 - names of this package.


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """One fact of the history; corrected facts stay in it, with the fact that corrects them."""

    recorded: Recorded[Fact]
    counts_on: date
    """The day of the fact; of a correction, the day of what it corrects."""
    superseded_by: EventId | None
    """The last correction of this fact that was known."""
    superseded_at: int | None
    """The position of that correction."""


@dataclass(kw_only=True)
class Members:
    """Which streams belong to the group's history, beside what bears its tag."""

    sheets: list[UUID] = field(default_factory=list)
    grants: list[GrantId] = field(default_factory=list)
    paths: dict[UUID, int | None] = field(default_factory=dict)
    """Paths enrolled in the group, with the version of their exit from it."""

    def mark(self, recorded: Recorded[Fact]) -> None:
        """Take note of one marker; they come in order."""
        stream_id = recorded.originator_id
        match recorded.fact:
            case SheetOpened():
                self.sheets.append(stream_id)
            case GrantAttached(grant_id=grant_id):
                self.grants.append(grant_id)
            case EnrolledInGroup():
                self.paths[stream_id] = None
            case _ if stream_id in self.paths and self.paths[stream_id] is None:
                self.paths[stream_id] = recorded.originator_version


@dataclass(frozen=True, kw_only=True)
class Replay:
    """A group's history, to be gone through once: read from the log meanwhile, in constant memory."""

    group_id: UUID
    as_of: date | None
    """The end of this day; None: all that is known."""
    known_at: int
    """The position at which it is known: to be printed with whatever is told of it."""
    facts: Iterator[Replayed]
    """In order of (counts_on, position) as of a day, else of position."""


class GroupReplay:
    """Reads the history of any group."""

    def __init__(self, database: Database, mapper: FactMapper) -> None:
        """Open nothing yet."""
        self._database = database
        self._mapper = mapper

    def facts(
        self, group_id: UUID, *, as_of: date | None = None, known_at: int | datetime | None = None
    ) -> Replay:
        """Return a group's history as of a day, as known at a position or an instant, or both.

        Raises:
            PositionToCome: the log ends before it; the same question would later get another answer.
        """
        with translated(), self._database.transaction() as lent, lent.cursor() as cur:
            position = _resolved(cur, known_at)
        asked = {"tag": f"group:{group_id}", "upto": position, "as_of": as_of}
        return Replay(group_id=group_id, as_of=as_of, known_at=position, facts=self._read(asked))

    def _read(self, asked: dict[str, Any]) -> Iterator[Replayed]:
        with translated(), closing(self._database.connect()) as opened:
            with opened.cursor() as cur:
                members = self._members(cur, asked)
            with opened.cursor("replay") as rows:
                rows.itersize = ROWS_A_FETCH
                rows.execute(HISTORY, asked | _streams(members))
                for row in rows:
                    yield self._replayed(row)

    def _members(self, cur: cursor, asked: dict[str, Any]) -> Members:
        cur.execute(MARKED, asked | {"types": [kind.TYPE for kind in MARKERS]})
        members = Members()
        for row in cur.fetchall():
            members.mark(self._mapper.recorded(stored_fact(row)))
        return members

    def _replayed(self, row: Sequence[Any]) -> Replayed:
        counts_on, superseded_by, superseded_at = row[len(COLUMNS) :]
        return Replayed(
            recorded=self._mapper.recorded(stored_fact(row)),
            counts_on=counts_on,
            superseded_by=superseded_by,
            superseded_at=superseded_at,
        )


def _resolved(cur: cursor, known_at: int | datetime | None) -> int:
    if isinstance(known_at, datetime):
        return last_position_at(cur, known_at)
    head = read_head(cur).position
    if known_at is None:
        return head
    if known_at > head:
        raise PositionToCome(head=head)
    return max(known_at, 0)


def _streams(members: Members) -> dict[str, Any]:
    return {
        "whole": [*members.sheets, *members.grants],
        "paths": list(members.paths),
        "exits": list(members.paths.values()),
    }
