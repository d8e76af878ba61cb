"""Nothing stored is ever changed: not by the application, and by a superuser only if they mean it."""

from contextlib import closing

import psycopg2
import pytest
from psycopg2 import errors

from adapters.database import Database
from tests.support.logs import Bench, command, event, new_id
from tests.support.postgres import execute

COLUMN_OF = {
    "identity": "log_id",
    "epochs": "started_at",
    "events": "actor",
    "event_tags": "tag",
    "batches": "recorded_at",
    "commands": "digest",
}
CHANGES = (
    "update log.{table} set {column} = {column}",
    "delete from log.{table}",
    "truncate log.{table}",
)


@pytest.fixture
def url(database_url: str, database: Database) -> str:
    """URL of a log in which each table has a line."""
    asked = command()
    told = event(new_id(), 1, tags=["group:1"], command=asked)
    Bench(database).store(told, command=asked)
    return database_url


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", COLUMN_OF)
def test_the_application_has_no_right_to_change(url: str, table: str, change: str) -> None:
    statement = change.format(table=table, column=COLUMN_OF[table])
    with (
        closing(Database(url)) as application,
        pytest.raises(errors.InsufficientPrivilege),
        application.transaction() as lent,
    ):
        lent.cursor().execute(statement)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("table", COLUMN_OF)
def test_a_trigger_stops_even_a_superuser(url: str, table: str, change: str) -> None:
    with pytest.raises(errors.RestrictViolation, match="append-only"):
        execute(url, change.format(table=table, column=COLUMN_OF[table]))


def test_each_table_is_covered(url: str) -> None:
    tables = execute(url, "select tablename::text from pg_tables where schemaname = 'log'")
    assert {name for (name,) in tables} == {*COLUMN_OF, "claims"}


def test_the_application_owns_nothing_of_the_log(url: str) -> None:
    namespace = "relnamespace = 'log'::regnamespace"
    owners = f"select distinct pg_get_userbyid(relowner)::text from pg_class where {namespace}"  # noqa: S608 - a constant.
    assert execute(url, owners) == [("integracode_owner",)]


def test_nobody_logs_in_as_the_owner_or_as_the_application(url: str) -> None:
    roles = (
        "select rolname::text, rolcanlogin, rolsuper from pg_roles where rolname ~ '^integracode_' order by 1"
    )
    assert execute(url, roles) == [("integracode_app", False, False), ("integracode_owner", False, False)]


def test_the_application_gives_claims_back_and_cannot_pass_them_on(url: str) -> None:
    with closing(Database(url)) as application:
        with application.transaction() as lent:
            lent.cursor().execute("delete from log.claims")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), application.transaction() as lent:
            lent.cursor().execute("update log.claims set owner = 'another'")
