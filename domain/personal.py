"""The personal values that facts keep sealed. Class B proves who followed the course, class A accompanies."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar


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
