"""One save, in one transaction, under the log's lock: check all that it rests on, then write all of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from eventsourcing.persistence import IntegrityError
from psycopg2.extensions import connection, cursor
from psycopg2.extras import execute_values

from adapters.eventlog import columns
from adapters.eventlog.head import Head, read_head
from adapters.eventlog.outcomes import Stored, earlier_outcome, outcome_of_events
from adapters.stored.canonical import FORMAT, leaf_hash
from adapters.stored.rows import StoredFact
from services.answers import AlreadyTaken, Conflict, Receipt, StreamVersion
from services.ports import Claim, Owners, Save

APPEND_LOCK = 1_766_001
"""Transaction advisory lock: positions are given and committed by one writer at a time."""
CHANNEL = "integracode_log"
CLOCK_TOLERANCE = timedelta(seconds=1)
ROWS_A_STATEMENT = 1000

VERSIONS = """
select wanted.id, coalesce(
    (select version from log.events where stream_id = wanted.id order by version desc limit 1), 0)
from unnest(%s::uuid[]) as wanted (id)
"""
OWNERS = "select owner from log.claims where kind = %s and key = %s"
INSERT_EVENTS = f"insert into log.events ({columns.NAMES}, format) values %s"  # noqa: S608 - names of this package.
EVENT_CASTS = f"({', '.join('%s::text[]' if name == 'tags' else '%s' for name in columns.COLUMNS)}, {FORMAT})"
INSERT_TAGS = "insert into log.event_tags (tag, position) values %s"
INSERT_BATCH = """
insert into log.batches (last_position, recorded_at) values (%(last)s, %(at)s);
select pg_notify(%(channel)s, %(last)s::text)
"""
INSERT_COMMAND = """
insert into log.commands (principal, route, key, digest, command_id, positions, epoch, through, recorded_at)
values (%s, %s, %s, %s, %s, %s::bigint[], %s, %s, %s)
"""
RELEASE = "delete from log.claims where kind = %s and key = %s and owner = %s"
CLAIM = """
insert into log.claims (kind, key, owner, is_unique) values (%s, %s, %s, %s)
on conflict (kind, key, owner, is_unique) do nothing
"""

Clock = Callable[[], datetime]

log = structlog.get_logger(__name__)


def append(
    lent: connection, rows: Sequence[StoredFact], save: Save, clock: Clock, *, again: bool = False
) -> Stored:
    """Store a save; whoever lends the connection commits it.

    Args:
        lent: a connection with no transaction open.
        rows: the save's facts as lines.
        save: all else that is checked and stored with them.
        clock: read under the lock.
        again: the same rows may have been stored by a try whose answer was lost.

    Raises:
        Conflict, KeyReused, AlreadyTaken: see services.ports.Log.store.
        IntegrityError: the versions of a stream would not follow each other.
    """
    with lent.cursor() as cur:
        head = read_head(cur, before=f"select pg_advisory_xact_lock({APPEND_LOCK});")
        earlier = _earlier(cur, rows if again else (), save, head)
        if earlier is not None:
            return Stored(receipt=earlier)
        _check_versions(cur, save.reads, rows)
        _check_owners(cur, save.owners)
        _check_unique(cur, save.claims)
        recorded_at = _instant(clock, head)
        placed = tuple(
            _placed(row, head, position, recorded_at)
            for position, row in enumerate(rows, start=head.position + 1)
        )
        receipt = _receipt(head, placed)
        _write(cur, placed, recorded_at)
        _write_beside(cur, save, receipt, recorded_at)
        return Stored(receipt=receipt, rows=placed)


def _earlier(cur: cursor, rows: Sequence[StoredFact], save: Save, head: Head) -> Receipt | None:
    if save.command is not None:
        return earlier_outcome(cur, save.command)
    return outcome_of_events(cur, [row.event_id for row in rows], head) if rows else None


def _check_versions(cur: cursor, reads: dict[UUID, int], rows: Sequence[StoredFact]) -> None:
    written = dict.fromkeys(UUID(str(row.originator_id)) for row in rows)
    cur.execute(VERSIONS, (list(reads | written),))
    versions: dict[UUID, int] = dict(cur.fetchall())
    for stream_id, seen in reads.items():
        if versions[stream_id] != seen:
            raise Conflict(stream_id)
    for row in rows:
        stream_id = UUID(str(row.originator_id))
        versions[stream_id] += 1
        if row.originator_version != versions[stream_id]:
            message = f"{stream_id}: version {row.originator_version} where {versions[stream_id]} comes next"
            raise IntegrityError(message)


def _check_owners(cur: cursor, owners: Sequence[Owners]) -> None:
    for each in owners:
        if _owners_of(cur, each.kind, each.key) != each.seen:
            raise Conflict(each.kind)


def _check_unique(cur: cursor, claims: Sequence[Claim]) -> None:
    for claim in claims:
        if claim.unique and _owners_of(cur, claim.kind, claim.key) - {claim.owner}:
            raise AlreadyTaken(kind=claim.kind, number=claim.key)


def _owners_of(cur: cursor, kind: str, key: str) -> frozenset[str]:
    cur.execute(OWNERS, (kind, key))
    return frozenset(owner for (owner,) in cur.fetchall())


def _instant(clock: Clock, head: Head) -> datetime:
    """Return the batch's instant: it never goes back, whatever the clock does."""
    now = clock().astimezone(UTC)
    if head.recorded_at is None or now >= head.recorded_at:
        return now
    if head.recorded_at - now > CLOCK_TOLERANCE:
        log.warning("clock_behind_log", seconds=(head.recorded_at - now).total_seconds())
    return head.recorded_at


def _placed(row: StoredFact, head: Head, position: int, recorded_at: datetime) -> StoredFact:
    placed = replace(row, log_id=head.log_id, epoch=head.epoch, position=position, recorded_at=recorded_at)
    return replace(placed, leaf=leaf_hash(placed))


def _receipt(head: Head, placed: Sequence[StoredFact]) -> Receipt:
    versions = {UUID(str(row.originator_id)): row.originator_version for row in placed}
    return Receipt(
        log_id=head.log_id,
        epoch=head.epoch,
        position=head.position + len(placed),
        positions=tuple(row.position for row in placed),
        streams=tuple(
            StreamVersion(id=stream_id, version=version) for stream_id, version in versions.items()
        ),
    )


def _write(cur: cursor, placed: Sequence[StoredFact], recorded_at: datetime) -> None:
    if not placed:
        return
    execute_values(cur, INSERT_EVENTS, map(columns.values, placed), EVENT_CASTS, ROWS_A_STATEMENT)
    tags = [(tag, row.position) for row in placed for tag in row.tags]
    execute_values(cur, INSERT_TAGS, tags, page_size=ROWS_A_STATEMENT)
    cur.execute(INSERT_BATCH, {"last": placed[-1].position, "at": recorded_at, "channel": CHANNEL})


def _write_beside(cur: cursor, save: Save, receipt: Receipt, recorded_at: datetime) -> None:
    for claim in save.released:
        cur.execute(RELEASE, (claim.kind, claim.key, claim.owner))
    for claim in save.claims:
        cur.execute(CLAIM, (claim.kind, claim.key, claim.owner, claim.unique))
    if save.command is not None:
        command = save.command
        cur.execute(
            INSERT_COMMAND,
            (
                command.principal,
                command.route,
                command.key,
                command.digest,
                command.id,
                list(receipt.positions),
                receipt.epoch,
                receipt.position,
                recorded_at,
            ),
        )
