"""What may go wrong while a read model is kept: what passes by itself, and what stops it."""

import eventsourcing.persistence as library
import psycopg2

from adapters.database import DatabaseBusy
from services.answers import KeyringUnavailable

PASSING = (
    DatabaseBusy,
    KeyringUnavailable,
    *(psycopg2.OperationalError, psycopg2.InterfaceError, psycopg2.InternalError),
    *(library.OperationalError, library.InterfaceError, library.InternalError),
)
"""Troubles of a database, the view's, the log's or the keyring's, not of a fact: tried again."""


class Halted(Exception):
    """The read model stands still, and its position row says where and why."""


def name_of(error: Exception) -> str:
    """Return an error's class, and its SQLSTATE if it has one."""
    state = getattr(error, "pgcode", None)
    return f"{type(error).__name__} {state}" if state else type(error).__name__
