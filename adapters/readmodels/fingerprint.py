"""A hash of what a read model holds: the same log at the same position gives the same one, on any machine."""

from hashlib import sha256

from psycopg2.extensions import connection, cursor
from psycopg2.sql import SQL, Identifier

from adapters.database import Database
from adapters.readmodels import positions
from projections.changes import ReadModel

TABLES = """
select c.relname::text collate "C" as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = %s and c.relkind = 'r' and c.relname <> 'positions' order by 1"""
COLUMNS = """
select a.attname::text from pg_attribute a
where a.attrelid = format('%%I.%%I', %s, %s)::regclass and a.attnum > 0 and not a.attisdropped
order by a.attnum"""
ROWS = SQL('select row({columns})::text collate "C" from {table} order by 1')
ROWS_A_FETCH = 2000


def fingerprint(database: Database, model: ReadModel) -> dict[str, str]:
    """Return, a table, the SHA-256 in hexadecimal of its rows in order, without opened columns.

    All tables are read at one instant: that of the position row.
    """
    with database.transaction() as connection, connection.cursor() as cur:
        cur.execute("set transaction isolation level repeatable read, read only")
        schema = positions.active_schema(cur, model.name)
        if schema is None:
            return {}
        cur.execute(TABLES, (schema,))
        return {table: _hashed(connection, model, schema, table) for (table,) in cur.fetchall()}


def _hashed(connection: connection, model: ReadModel, schema: str, table: str) -> str:
    with connection.cursor() as cur:
        columns = [Identifier(name) for name in _columns(cur, schema, table) if name not in model.opened]
    query = ROWS.format(columns=SQL(", ").join(columns), table=Identifier(schema, table))
    digest = sha256()
    with connection.cursor("fingerprint") as rows:
        rows.itersize = ROWS_A_FETCH
        rows.execute(query)
        for (row,) in rows:
            digest.update(row.encode() + b"\n")
    return digest.hexdigest()


def _columns(cur: cursor, schema: str, table: str) -> list[str]:
    cur.execute(COLUMNS, (schema, table))
    return [name for (name,) in cur.fetchall()]
