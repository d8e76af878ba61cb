"""Invented people: family names that nobody bears, so that a search of a dump for them means something."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

from domain.personal import Identity, Sex

BEGINNINGS = (
    *("Abdelouk", "Berivash", "Chukwum", "Dragomik", "Esmaelif", "Fadhilou", "Gebreyoh", "Hovannik"),
    *("Ibrahimou", "Jovanesk", "Kandiahr", "Lukasheb", "Mirzahan", "Nguyendo", "Oumarsak", "Petrosyv"),
)
ENDINGS = ("alindra", "obrenko", "ashvili", "entakou", "izadeh", "umbaye", "ovitchal", "athuray", "iandrou")

GIVEN: dict[Sex, tuple[str, ...]] = {
    Sex.FEMALE: (
        "Samirah",
        "Oksanaya",
        "Fatoumae",
        "Leylani",
        "Tsehaynesh",
        "Marianik",
        "Nooriya",
        "Thuylinh",
    ),
    Sex.MALE: ("Idrissou", "Volodyan", "Tesfayen", "Karimane", "Sivanath", "Aleksanb", "Yusufal", "Binhduc"),
}
STAFF = ("Hélènor Vautrinesse", "Jérômin Schwartzel", "Maëlisse Thiéblemon", "Ludovine Zimmerlach")

FAMILY_NAMES = tuple(beginning + ending for beginning, ending in product(BEGINNINGS, ENDINGS))
"""One a learner, none twice."""
NAMES = (*FAMILY_NAMES, *GIVEN[Sex.FEMALE], *GIVEN[Sex.MALE], *(name.split()[1] for name in STAFF))
"""All that must not be found in clear."""


def people(random: Random) -> Iterator[tuple[Identity, Sex]]:
    """Draw people, each with a family name of their own; some with a single name, or no birth date."""
    families = list(FAMILY_NAMES)
    random.shuffle(families)
    for family in families:
        sex = random.choice((Sex.FEMALE, Sex.FEMALE, Sex.MALE))
        yield (
            Identity(
                family_name=family,
                given_name=None if random.random() < 0.02 else random.choice(GIVEN[sex]),  # noqa: PLR2004 - one in fifty.
                birth_date=None if random.random() < 0.03 else _birth_date(random),  # noqa: PLR2004 - three in a hundred.
            ),
            sex,
        )


def staff(index: int) -> Identity:
    """Return an invented member of staff."""
    given, family = STAFF[index % len(STAFF)].split()
    return Identity(family_name=family, given_name=given, birth_date=date(1975, 1, 1) + timedelta(days=index))


def _birth_date(random: Random) -> date:
    return date(1968, 1, 1) + timedelta(days=random.randrange(38 * 365))
