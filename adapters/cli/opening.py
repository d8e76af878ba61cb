"""How a command opens the system, and how it says that it cannot."""

from collections.abc import Iterator
from contextlib import contextmanager

import eventsourcing.persistence as library
import psycopg2

from adapters.bootstrap import Integracode, open_integracode
from adapters.cli.terminal import stop
from adapters.eventlog.migrate import MigrationRefused
from adapters.keyring.master import BadMasterKey
from adapters.keyring.sqlite import BadKeyring, WrongMasterKey
from adapters.postgres import EmbeddedPostgresFailed
from adapters.settings import BadSetting, Settings, settings
from adapters.words import Words
from services.answers import KeyringUnavailable

UNREACHABLE = (
    psycopg2.OperationalError,
    psycopg2.InterfaceError,
    library.OperationalError,
    library.InterfaceError,
)
"""A database that does not answer, or no longer: in the driver's words, and in the log's."""


def read_settings() -> Settings:
    """Return the environment's settings, or stop with a sentence."""
    try:
        return settings()
    except BadSetting as error:
        stop(str(error), code=2)


@contextmanager
def opened(chosen: Settings | None = None) -> Iterator[Integracode]:
    """Open the system for one command; a database or a key that is not there is said in one sentence."""
    chosen = chosen or read_settings()
    try:
        with open_integracode(chosen) as system:
            yield system
    except UNREACHABLE as error:
        stop(f"PostgreSQL ne répond pas ({str(error).strip()}) : vérifiez DATABASE_URL, démarrez le serveur.")
    except WrongMasterKey:
        stop(
            "La clé maîtresse n’ouvre pas ce trousseau : rétablissez INTEGRACODE_MASTER_KEY ou master.key.",
            code=2,
        )
    except BadMasterKey:
        stop(
            "La clé maîtresse doit se lire et compter 64 chiffres hexadécimaux :"
            " vérifiez INTEGRACODE_MASTER_KEY, ou le fichier master.key.",
            code=2,
        )
    except KeyringUnavailable as refusal:
        stop(Words("fr").refusal(refusal))
    except (EmbeddedPostgresFailed, MigrationRefused, BadKeyring) as error:
        stop(str(error), code=2)
