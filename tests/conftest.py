"""One server for the whole session, whichever tests ask for it."""

from tests.support.postgres import database, database_url, postgres_url, template
from tests.support.readmodels import stage

__all__ = ["database", "database_url", "postgres_url", "stage", "template"]
