"""The end of a person's readable data."""

from dataclasses import dataclass

from domain.facts import DataClass, Fact


@dataclass(frozen=True, kw_only=True)
class PersonalDataShredded(Fact):
    """The data keys of these classes are destroyed: what they sealed cannot be read again, by anyone."""

    TYPE = "learner-path.personal-data-shredded"
    data_classes: tuple[DataClass, ...]
    generation: int


FACTS = (PersonalDataShredded,)
