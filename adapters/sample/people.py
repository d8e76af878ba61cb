"""The people of the year: drawn from invented names, each family name given once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from adapters.sample.names import FAMILY_NAMES, GIVEN, STAFF
from adapters.sample.year import SEED
from domain.personal import ContactDetails, Identity, Sex

STREETS = ("rue des Tilleuls Bleus", "allée du Vieux Rail", "place de la Passerelle", "chemin des Trois Gués")
BORN_FROM, BORN_WITHIN_DAYS = date(1968, 1, 1), 38 * 365
HAS_NO_GIVEN_NAME = 0.02
HAS_NO_BIRTH_DATE = 0.03
HAS_EMAIL = 0.5


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody made up."""

    identity: Identity
    sex: Sex
    contacts: ContactDetails


def crowd(random: Random, share: int, shares: int) -> Iterator[Person]:
    """Give the people of one share of all names: a group's people are its own, whoever else is played."""
    families = list(FAMILY_NAMES)
    Random(SEED).shuffle(families)  # noqa: S311 - a year to be played again, no secret.
    yield from _people(random, families[share::shares])


def staff(number: int) -> Identity:
    """Return an invented member of staff."""
    given, family = STAFF[number % len(STAFF)].split()
    born = date(1975, 1, 1) + timedelta(days=number)
    return Identity(family_name=family, given_name=given, birth_date=born)


def _people(random: Random, families: Sequence[str]) -> Iterator[Person]:
    for family in families:
        sex = random.choice((Sex.FEMALE, Sex.FEMALE, Sex.MALE))
        given = None if random.random() < HAS_NO_GIVEN_NAME else random.choice(GIVEN[sex])
        born = None if random.random() < HAS_NO_BIRTH_DATE else _birth_date(random)
        identity = Identity(family_name=family, given_name=given, birth_date=born)
        yield Person(identity=identity, sex=sex, contacts=_contacts(random, family))


def _contacts(random: Random, family: str) -> ContactDetails:
    return ContactDetails(
        # 06 39 98 is kept for fiction by the regulator; .invalid by RFC 2606.
        phone=f"06 39 98 {random.randrange(100):02} {random.randrange(100):02}",
        email=f"{family.lower()}@exemple.invalid" if random.random() < HAS_EMAIL else None,
        address=f"{random.randint(1, 98)} {random.choice(STREETS)}",
    )


def _birth_date(random: Random) -> date:
    return BORN_FROM + timedelta(days=random.randrange(BORN_WITHIN_DAYS))
