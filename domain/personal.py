"""The personal values that facts keep sealed. Class B proves who followed the course, class A accompanies."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from unicodedata import normalize


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Class B. A single name and an unknown birth date are both possible."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    family_name: str
    given_name: str | None = None
    birth_date: date | None = None


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """Class A."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    phone: str | None = None
    email: str | None = None
    address: str | None = None


class Sex(StrEnum):
    """As on the residence permit; unknown is said, never guessed."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class AgeBand(StrEnum):
    """Class C: coarse, decided when the identity is recorded; unknown is said, never guessed."""

    UNDER_26 = "under-26"
    FROM_26_TO_34 = "26-34"
    FROM_35_TO_44 = "35-44"
    FROM_45_TO_54 = "45-54"
    FROM_55 = "55-and-over"
    UNKNOWN = "unknown"


YOUNGEST_OF = (
    (55, AgeBand.FROM_55),
    (45, AgeBand.FROM_45_TO_54),
    (35, AgeBand.FROM_35_TO_44),
    (26, AgeBand.FROM_26_TO_34),
    (0, AgeBand.UNDER_26),
)
"""The least age of each band, oldest first."""


def age_band(birth_date: date | None, *, on: date) -> AgeBand:
    """Return the band of somebody's age on a day; unknown without a birth date, or before it."""
    if birth_date is None or birth_date > on:
        return AgeBand.UNKNOWN
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    age = on.year - birth_date.year - (not had_birthday)
    return next(band for youngest, band in YOUNGEST_OF if age >= youngest)


def letters(name: str) -> str:
    """Return a name's letters alone, without accents or case, so that two spellings of one name meet.

    >>> letters("N\u2019Guessan-D\u00edaz")
    'nguessandiaz'
    """
    return "".join(sign for sign in normalize("NFKD", name.casefold()) if sign.isalpha())


def person_text(identity: Identity) -> str:
    """Return what a person key is made from: family and given names, and the birth date if known."""
    names = f"{letters(identity.family_name)} {letters(identity.given_name or '')}"
    return f"{names}|{identity.birth_date or ''}"
