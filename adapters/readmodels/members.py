"""Who keeps a read model over Kafka: each process says every few seconds that it is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg2.extensions import cursor

SILENT_SECONDS = 30
"""Whoever says nothing for so long is taken to be gone."""
TABLE = """(
    read_model text not null,
    member text not null,
    seen_at timestamptz not null,
    trouble text,
    primary key (read_model, member))"""
SAY = """
insert into readmodels.members (read_model, member, seen_at, trouble) values (%s, %s, clock_timestamp(), %s)
on conflict (read_model, member) do update set seen_at = excluded.seen_at, trouble = excluded.trouble"""
FORGET_SILENT = """
delete from readmodels.members where read_model = %s
and seen_at < clock_timestamp() - make_interval(secs => %s)"""
LOAD = """
select member, extract(epoch from clock_timestamp() - seen_at)::float8, trouble from readmodels.members
where read_model = %s and seen_at >= clock_timestamp() - make_interval(secs => %s) order by member"""


@dataclass(frozen=True, kw_only=True)
class Member:
    """A process that keeps a read model."""

    name: str
    """Its machine, and its process there."""
    seen_seconds_ago: float
    trouble: str | None
    """The class of the error that keeps it from reading."""


def say(cur: cursor, read_model: str, member: str, trouble: str | None) -> None:
    """Be there; those that fell silent are forgotten."""
    cur.execute(SAY, (read_model, member, trouble))
    cur.execute(FORGET_SILENT, (read_model, SILENT_SECONDS))


def leave(cur: cursor, read_model: str, member: str) -> None:
    """Be gone."""
    cur.execute("delete from readmodels.members where read_model = %s and member = %s", (read_model, member))


def load(cur: cursor, read_model: str) -> Sequence[Member]:
    """Return those that were there a moment ago."""
    cur.execute(LOAD, (read_model, SILENT_SECONDS))
    return [
        Member(name=name, seen_seconds_ago=seen, trouble=trouble) for name, seen, trouble in cur.fetchall()
    ]
