"""The tables of read models: the application's role changes their rows and owns none of them."""

from collections.abc import Mapping

from psycopg2.extensions import cursor

from adapters.database import APPLICATION_ROLE, Database
from adapters.readmodels import members, positions
from adapters.readmodels.positions import FILLING, FOLLOWING
from adapters.readmodels.registry import READ_MODELS
from projections.changes import ReadModel

DROP_MILLISECONDS = 50
SHARED = f"""
create schema if not exists readmodels;
create table if not exists readmodels.active (read_model text primary key, schema text not null);
create table if not exists readmodels.positions {positions.COLUMNS};
create table if not exists readmodels.members {members.TABLE};
grant usage on schema readmodels to {APPLICATION_ROLE};
grant select, insert, update on all tables in schema readmodels to {APPLICATION_ROLE};
grant delete on readmodels.positions, readmodels.members to {APPLICATION_ROLE};
"""


def ensure(owner: Database, models: Mapping[str, ReadModel] = READ_MODELS) -> None:
    """Make what is not there yet, and nothing else; may run at every start, also twice at once.

    Args:
        owner: acts in a role that may create schemas.
        models: what to keep.
    """
    with owner.transaction() as connection, connection.cursor() as cur:
        cur.execute("select pg_advisory_xact_lock(hashtext('integracode readmodels'))")
        cur.execute(SHARED)
        for model in models.values():
            if positions.active_schema(cur, model.name) is None:
                schema = schema_of(model, "a")
                create(cur, model, schema, FOLLOWING)
                cur.execute("insert into readmodels.active values (%s, %s)", (model.name, schema))


def schema_of(model: ReadModel, generation: str) -> str:
    """Return the schema of one generation: ``casework_1_a``."""
    return f"{model.name}_{model.version}_{generation}"


def is_current(model: ReadModel, schema: str) -> bool:
    """Whether the schema holds the version that this release writes."""
    return schema.startswith(f"{model.name}_{model.version}_")


def next_schema(model: ReadModel, active: str | None) -> str:
    """Return the schema that a rebuild fills: the one of two that is not active."""
    first = schema_of(model, "a")
    return schema_of(model, "b") if active == first else first


def create(cur: cursor, model: ReadModel, schema: str, state: str = FILLING) -> None:
    """Make an empty generation, with its position at 0."""
    cur.execute(f"create schema {schema}")
    cur.execute(f"set local search_path to {schema}")
    for question in model.questions:
        if question.TABLE:
            cur.execute(question.TABLE)
    if model.is_unlogged:
        cur.execute(f"create unlogged table positions {positions.COLUMNS}")
    cur.execute("set local search_path to default")
    cur.execute(f"grant usage on schema {schema} to {APPLICATION_ROLE}")
    cur.execute(
        f"grant select, insert, update, delete on all tables in schema {schema} to {APPLICATION_ROLE}"
    )
    positions.begin(cur, model, schema, state)


def drop(cur: cursor, schema: str) -> None:
    """Take a generation away, tables and position.

    Gives up long before PostgreSQL looks for deadlocks: a reader that holds one of the tables and waits for
    another would be the one it cuts off.

    Raises:
        LockNotAvailable: somebody still reads there.
    """
    cur.execute(f"set local lock_timeout = {DROP_MILLISECONDS}")
    cur.execute(f"drop schema if exists {schema} cascade")
    cur.execute("delete from readmodels.positions where schema = %s", (schema,))
