"""Whose turn it is to relay: a lock of PostgreSQL's that ends with the session that holds it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from threading import Event

import structlog
from psycopg2.extensions import connection, cursor

from adapters.database import Database
from adapters.messaging import sent
from adapters.messaging.sent import Sent

LOCK = "hashtext('integracode relay'), hashtext(%s)"
TAKE = f"select pg_try_advisory_lock({LOCK})"
NOTICE = "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3"
"""A machine that is gone without a word loses its turn within half a minute."""
ASK_AGAIN_SECONDS = 0.5
BEGIN = """
insert into relay.state (prefix, active) values (%s, %s) on conflict (prefix) do update set
    active = excluded.active, since = clock_timestamp(), trouble = null, trouble_since = null"""
TELL = """
update relay.state set trouble = %(trouble)s, trouble_since = case when %(trouble)s is null then null
    when trouble = %(trouble)s then trouble_since else clock_timestamp() end
where prefix = %(prefix)s and trouble is distinct from %(trouble)s"""

log = structlog.get_logger()


class Turn:
    """Held by the session that also saves: whoever can save has the lock, whoever lost it cannot."""

    def __init__(self, holding: connection, prefix: str) -> None:
        """Take a session that has the lock."""
        self._holding = holding
        self._prefix = prefix

    def load(self, topics: Collection[str]) -> dict[str, Sent]:
        """Return how far each topic is."""
        with self._holding, self._holding.cursor() as cur:
            return sent.load(cur, topics)

    def save(self, before: Mapping[str, Sent], after: Mapping[str, Sent]) -> None:
        """Save how far each topic is.

        Raises:
            Overtaken: somebody else saved meanwhile.
            psycopg2.Error: the session has ended, and the turn with it.
        """
        with self._holding, self._holding.cursor() as cur:
            sent.save(cur, before, after)

    def tell(self, trouble: str | None) -> None:
        """Keep what stands in the way, as a code, for ``status``; None: nothing."""
        with self._holding, self._holding.cursor() as cur:
            cur.execute(TELL, {"prefix": self._prefix, "trouble": trouble})


@contextmanager
def turn(database: Database, prefix: str, name: str, stop: Event) -> Iterator[Turn | None]:
    """Wait until no other relay holds the lock, then hold it; None when told to stop first.

    Args:
        database: the log's.
        prefix: of the topics: one relay a set of topics.
        name: of this process, for ``status``.
        stop: ends the wait.
    """
    with closing(database.connect()) as holding:
        with holding, holding.cursor() as cur:
            cur.execute(NOTICE)
            is_ours = _take(cur, prefix)
        if not is_ours:
            log.info("relay_on_standby")
        while not is_ours and not stop.wait(ASK_AGAIN_SECONDS):
            with holding, holding.cursor() as cur:
                is_ours = _take(cur, prefix)
        if not is_ours:
            yield None
            return
        with holding, holding.cursor() as cur:
            cur.execute(BEGIN, (prefix, name))
        yield Turn(holding, prefix)


def _take(cur: cursor, prefix: str) -> bool:
    cur.execute(TAKE, (prefix,))
    found = cur.fetchone()
    return bool(found and found[0])
