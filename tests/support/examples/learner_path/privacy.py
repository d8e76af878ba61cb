"""Two years after the last contact, what accompanied her is given up."""

from datetime import date

from domain.facts import Fact
from domain.learner_path.privacy import PersonalDataShredded

PERSONAL_DATA_SHREDDED = PersonalDataShredded(
    occurred_on=date(2027, 9, 16), data_classes=("A",), generation=1
)

EXAMPLES: tuple[Fact, ...] = (PERSONAL_DATA_SHREDDED,)
