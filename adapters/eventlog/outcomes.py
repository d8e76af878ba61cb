"""What a save stored, and what an earlier asking of the same command stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from psycopg2.extensions import cursor

from adapters.eventlog.head import Head
from adapters.stored.rows import StoredFact
from services.answers import KeyReused, Receipt, StreamVersion
from services.context import Command

EARLIER = """
select c.digest, c.epoch, c.positions, c.through, i.log_id
from log.commands c, log.identity i
where c.principal = %s and c.route = %s and c.key = %s
"""
STREAMS = """
select stream_id, max(version) from log.events where position = any(%s)
group by stream_id order by min(position)
"""
OF_EVENTS = "select position from log.events where event_id = any(%s) order by position"


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What the log answers to a save."""

    receipt: Receipt
    rows: tuple[StoredFact, ...] = ()
    """The lines written just now; empty when an earlier asking had written them."""


def earlier_outcome(cur: cursor, command: Command) -> Receipt | None:
    """Return what the command stored when it was asked before.

    Raises:
        KeyReused: the same key was used for another content.
    """
    cur.execute(EARLIER, (command.principal, command.route, command.key))
    found = cur.fetchone()
    if found is None:
        return None
    digest, epoch, positions, through, log_id = found
    if bytes(digest) != command.digest:
        raise KeyReused
    return Receipt(
        log_id=log_id,
        epoch=epoch,
        position=through,
        positions=tuple(positions),
        streams=_streams(cur, positions),
    )


def outcome_of_events(cur: cursor, event_ids: Sequence[UUID], head: Head) -> Receipt | None:
    """Return what was stored of a save that bears no command, by the ids of its facts."""
    cur.execute(OF_EVENTS, (list(event_ids),))
    positions = tuple(position for (position,) in cur.fetchall())
    if not positions:
        return None
    return Receipt(
        log_id=head.log_id,
        epoch=head.epoch,
        position=positions[-1],
        positions=positions,
        streams=_streams(cur, positions),
    )


def _streams(cur: cursor, positions: Sequence[int]) -> tuple[StreamVersion, ...]:
    cur.execute(STREAMS, (list(positions),))
    return tuple(StreamVersion(id=stream_id, version=version) for stream_id, version in cur.fetchall())
