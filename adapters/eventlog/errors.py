"""The driver's errors in the library's words and ours, without the values that PostgreSQL quotes."""

from collections.abc import Iterator
from contextlib import contextmanager

import eventsourcing.persistence as library
import psycopg2
from psycopg2 import errors as sqlstate


class LogBusy(library.OperationalError):
    """Another writer held the log's lock for longer than the lock timeout; nothing was stored."""


class OutcomeUnknown(library.OperationalError):
    """The connection was lost while storing and did not come back: asking again with the same key tells."""


class PayloadTooLarge(library.DataError):
    """A fact is larger than a topic would carry; nothing was stored."""


KINDS: tuple[tuple[type[psycopg2.Error], type[library.PersistenceError]], ...] = (
    (sqlstate.LockNotAvailable, LogBusy),
    (psycopg2.InterfaceError, library.InterfaceError),
    (psycopg2.DataError, library.DataError),
    (psycopg2.OperationalError, library.OperationalError),
    (psycopg2.IntegrityError, library.IntegrityError),
    (psycopg2.InternalError, library.InternalError),
    (psycopg2.ProgrammingError, library.ProgrammingError),
    (psycopg2.NotSupportedError, library.NotSupportedError),
)


@contextmanager
def translated() -> Iterator[None]:
    """Raise the library's error for the driver's.

    Only SQLSTATE and the primary message are kept: the detail quotes stored values.
    """
    try:
        yield
    except psycopg2.Error as error:
        raise _translation(error) from None


def _translation(error: psycopg2.Error) -> library.PersistenceError:
    known = next((ours for theirs, ours in KINDS if isinstance(error, theirs)), library.DatabaseError)
    primary = error.diag.message_primary if error.pgcode else str(error).strip()
    return known(f"{error.pgcode or type(error).__name__}: {primary}")
