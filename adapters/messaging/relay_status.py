"""How far the relay is, as PostgreSQL knows it: whether or not Kafka answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.database import Database
from adapters.messaging import sent
from adapters.messaging.log import Log
from adapters.messaging.topics import Topics
from adapters.messaging.turn import LOCK

ABSENT, WAITING, SENDING = "absent", "waiting", "sending"

STATE = "select active, since, trouble, trouble_since from relay.state where prefix = %s"
SAVED_AT = "select max(saved_at) from relay.sent where topic = any(%s)"
IS_HELD = f"""
select exists (
    select from pg_locks join pg_database d on d.oid = database
    where locktype = 'advisory' and granted and d.datname = current_database()
    and (classid::bigint, objid::bigint, objsubid) =
        (select a::bigint & 4294967295, b::bigint & 4294967295, 2 from (values ({LOCK})) as it (a, b)))
"""  # noqa: S608 - names of this package.


@dataclass(frozen=True, kw_only=True)
class RelayStatus:
    """The relay of one set of topics."""

    state: str
    """absent: nobody has the turn; waiting: whoever has it cannot send; sending."""
    active: str | None
    """The process that has the turn, or was the last to have it."""
    since: datetime | None
    """Since when."""
    position: int
    """Every fact up to here is in the topics."""
    head: int
    lag_events: int
    lag_seconds: float
    """Since the first fact not sent yet was recorded."""
    saved_at: datetime | None
    """When the position was last saved."""
    trouble: str | None
    """What keeps it from sending, as a code."""
    trouble_since: datetime | None


def relay_status(
    database: Database, log: Log, clock: Callable[[], datetime], topics: Topics, prefix: str
) -> RelayStatus:
    """Return how far the relay is.

    Args:
        database: the log's.
        log: asked for its head.
        clock: says how long ago.
        topics: of the installation.
        prefix: theirs.
    """
    head, names = log.head().position, [topic.name for topic in topics.all]
    with database.transaction() as connection, connection.cursor() as cur:
        places = sent.load(cur, names)
        cur.execute(SAVED_AT, (names,))
        (saved_at,) = cur.fetchone() or (None,)
        cur.execute(STATE, (prefix,))
        active, since, trouble, trouble_since = cur.fetchone() or (None, None, None, None)
        cur.execute(IS_HELD, (prefix,))
        (is_held,) = cur.fetchone() or (False,)
    position = min((places[name].position if name in places else 0) for name in names)
    return RelayStatus(
        state=_state(is_held=is_held, trouble=trouble),
        active=active,
        since=since,
        position=position,
        head=head,
        lag_events=max(head - position, 0),
        lag_seconds=_seconds_behind(log, clock, position),
        saved_at=saved_at,
        trouble=trouble,
        trouble_since=trouble_since,
    )


def _state(*, is_held: bool, trouble: str | None) -> str:
    if not is_held:
        return ABSENT
    return WAITING if trouble else SENDING


def _seconds_behind(log: Log, clock: Callable[[], datetime], position: int) -> float:
    unsent = next(iter(log.stored(position, limit=1)), None)
    if unsent is None or unsent.recorded_at is None:
        return 0.0
    return max((clock() - unsent.recorded_at).total_seconds(), 0.0)
