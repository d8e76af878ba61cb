"""The end of a person's readable data."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.facts import DataClass, Fact


@dataclass(frozen=True, kw_only=True)
class PersonalDataShredded(Fact):
    """The data keys of these classes are destroyed: what they sealed cannot be read again, by anyone."""

    TYPE = "learner-path.personal-data-shredded"
    data_classes: tuple[DataClass, ...]
    generation: int


@dataclass(frozen=True, kw_only=True)
class Shredding:
    """Which classes, of which generation of keys, were given up."""

    shredded: frozenset[tuple[DataClass, int]] = frozenset()


def evolve(shredding: Shredding, fact: Fact) -> Shredding:
    """Return the state after one more fact."""
    match fact:
        case PersonalDataShredded():
            given_up = {(each, fact.generation) for each in fact.data_classes}
            return replace(shredding, shredded=shredding.shredded | given_up)
        case _:
            return shredding


def shred(
    shredding: Shredding, data_classes: Iterable[DataClass], *, generation: int, on: date
) -> list[Fact]:
    """Give up the data keys of some classes; nothing for those already given up."""
    asked = sorted(set(data_classes))
    fresh = tuple(each for each in asked if (each, generation) not in shredding.shredded)
    if not fresh:
        return []
    return [PersonalDataShredded(occurred_on=on, data_classes=fresh, generation=generation)]


FACTS = (PersonalDataShredded,)
