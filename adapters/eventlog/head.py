"""The end of the log: which log, which history of it, how far."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg2.extensions import cursor

HEAD = """
select i.log_id, (select max(epoch) from log.epochs), coalesce(b.last_position, 0), b.recorded_at
from log.identity i
left join lateral (
    select last_position, recorded_at from log.batches order by last_position desc limit 1) b on true
"""
KNOWN_AT = """
select last_position from log.batches where recorded_at <= %s
order by recorded_at desc, last_position desc limit 1
"""


@dataclass(frozen=True, kw_only=True)
class Head:
    """Where the log ends."""

    log_id: UUID
    epoch: int
    position: int
    """Of the last fact; 0 when there is none."""
    recorded_at: datetime | None


def read_head(cur: cursor, *, before: str = "") -> Head:
    """Return the head as this transaction sees it.

    Args:
        cur: within a transaction, or in autocommit.
        before: statements to send in the same round trip; each sees what was committed before it began.
    """
    cur.execute(before + HEAD)
    row = cur.fetchone()
    if row is None:
        raise NotMigrated
    return Head(log_id=row[0], epoch=row[1], position=row[2], recorded_at=row[3])


def last_position_at(cur: cursor, instant: datetime) -> int:
    """Return the last position recorded at an instant or before; 0 when there was none.

    Raises:
        ValueError: the instant has no time zone, so nobody knows which one it is.
    """
    if instant.tzinfo is None:
        message = f"{instant.isoformat()} has no time zone"
        raise ValueError(message)
    cur.execute(KNOWN_AT, (instant,))
    found = cur.fetchone()
    return int(found[0]) if found else 0


class NotMigrated(Exception):
    """The log has no identity: its first migration did not run to its end."""
