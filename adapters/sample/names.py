"""Invented names, so long and odd that none found in a dump is a proof that nothing leaked."""

from itertools import product

from domain.personal import Sex

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
