"""Who is this learner, and which path is it of the person of this name?"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.facts import Recorded, Sealed
from domain.learner_path.contact import IdentityRecorded
from domain.learner_path.privacy import PersonalDataShredded
from domain.learner_path.referral import ReferralReceived
from domain.personal import Identity
from projections.changes import Changes, Handlers, Opening, Query, Statement

OPENED = frozenset({"family_name", "given_name", "birth_date", "search_key"})

TABLE = """
create unlogged table people (
    path_id uuid primary key,
    operator_id uuid not null,
    family_name text not null,
    given_name text,
    birth_date date,
    search_key text not null);
create index on people (operator_id, search_key);
"""

REFERRED = Statement(
    "insert into people (path_id, operator_id, family_name, given_name, birth_date, search_key) values %s",
    "put",
)
IDENTIFIED = Statement(
    "update people set family_name = %s, given_name = %s, birth_date = %s, search_key = %s where path_id = %s"
)
FORGOTTEN = Statement("delete from people where path_id = %s")


@dataclass(frozen=True, kw_only=True)
class Person:
    """A name to a path, for those who work with it."""

    path_id: UUID
    operator_id: UUID
    family_name: str
    given_name: str | None
    birth_date: date | None


SEARCH = Query(
    "directory.people",
    """
    select path_id, operator_id, family_name, given_name, birth_date from people
    where operator_id = %(operator_id)s
        and search_key like all (select '%%' || part || '%%' from unnest(%(parts)s::text[]) as part)
    order by search_key, path_id limit %(limit)s""",
    Person,
)
"""Within one operator, by parts of names: ``parts`` from ``parts_of``."""
NAMED = Query(
    "directory.names",
    """
    select path_id, operator_id, family_name, given_name, birth_date from people
    where path_id = any(%(path_ids)s::uuid[])
        and (%(operator_id)s::uuid is null or operator_id = %(operator_id)s)
    order by path_id""",
    Person,
)
"""The names of these paths; an erased person has no row."""

QUERIES = (SEARCH, NAMED)


def folded(text: str) -> str:
    """Return a text in small letters, without accents, its words parted by single spaces."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char if char.isalnum() else " " for char in parted if not unicodedata.combining(char))
    return " ".join(bare.split())


def parts_of(text: str) -> list[str]:
    """Return the parts of a name as someone typed it, as the search takes them."""
    return folded(text).split()


def family_name(identity: Identity) -> str:
    """As on the papers."""
    return identity.family_name


def given_name(identity: Identity) -> str | None:
    """As on the papers; a single name is possible."""
    return identity.given_name


def birth_date(identity: Identity) -> date | None:
    """Unknown is possible."""
    return identity.birth_date


def search_key(identity: Identity) -> str:
    """Both names, folded."""
    return folded(f"{identity.family_name} {identity.given_name or ''}")


PARTS = (family_name, given_name, birth_date, search_key)


def opened(sealed: Sealed[Identity], *parts: Callable[[Identity], object]) -> tuple[Opening, ...]:
    """Return parts of an identity, a column each."""
    return tuple(Opening(sealed, Identity, part) for part in parts)


def referred(it: Recorded[ReferralReceived]) -> Changes:
    """A person enters an operator's directory."""
    yield REFERRED, (it.originator_id, it.fact.operator_id, *opened(it.fact.identity, *PARTS))


def identified(it: Recorded[IdentityRecorded]) -> Changes:
    """Papers tell better."""
    yield IDENTIFIED, (*opened(it.fact.identity, *PARTS), it.originator_id)


def shredded(it: Recorded[PersonalDataShredded]) -> Changes:
    """The name goes with its key."""
    if "B" in it.fact.data_classes:
        yield FORGOTTEN, (it.originator_id,)


ON: Handlers = {ReferralReceived: referred, IdentityRecorded: identified, PersonalDataShredded: shredded}
