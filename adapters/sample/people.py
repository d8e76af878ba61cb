"""People who do not exist, under names so long and odd that none found in a dump is a proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from domain.personal import ContactDetails, Identity, Sex

WOMEN = (
    "Adjoavine",
    "Berivanka",
    "Damaryssa",
    "Fatoumelle",
    "Gulnazira",
    "Ismahenka",
    "Kadiatelle",
    "Ludmirane",
    "Maryamouche",
    "Nazaninka",
    "Oksanelle",
    "Parvanelle",
    "Rokhayane",
    "Shirinelda",
    "Tsehayelle",
    "Zohrabelle",
)
MEN = (
    "Abdulmirek",
    "Behrouzan",
    "Davitorel",
    "Eskandarel",
    "Faridonel",
    "Ghirmayel",
    "Hovanessim",
    "Ibrahimel",
    "Jawadorin",
    "Kwabenard",
    "Mamadouvin",
    "Nadeemiro",
    "Oleksandrin",
    "Rustamiel",
    "Sambaldo",
    "Tesfayelin",
)
FAMILIES = (
    "Abdelkarimov",
    "Afewerkiani",
    "Akinfolarel",
    "Alhassanovic",
    "Almeidowski",
    "Andriamihasy",
    "Baramidzelli",
    "Benzouaric",
    "Berhanelli",
    "Chukwumezar",
    "Dagdeviren-Sol",
    "Diabatelson",
    "Dragomilesku",
    "Esfandiarou",
    "Farouzanian",
    "Ghebremichou",
    "Gulbahariev",
    "Hakimzadelle",
    "Haxhimurati",
    "Ibrahimkhalov",
    "Jovanotcheff",
    "Kadyrbekoul",
    "Karimbayelle",
    "Konatelidis",
    "Lindqvarez",
    "Mahmoudovna",
    "Mamadouvarez",
    "Mekonnenbach",
    "Ndiayelson",
    "Nguyembawa",
    "Okonkwerti",
    "Oumarkiewicz",
    "Petrosyandra",
    "Qasimpourel",
    "Rahimzadoux",
    "Rakotomalov",
    "Sangarellini",
    "Shehudinov",
    "Sissokolova",
    "Tchoumbakov",
    "Tesfamarian",
    "Uzunoglard",
    "Vasquezian",
    "Wijesinghel",
    "Xhafergjonaj",
    "Yilmazoury",
    "Zelenkowska",
    "Zurabichvil",
)
NAMES = WOMEN + MEN + FAMILIES
"""Every name of the year: none of them may be found where only ciphertext should be."""

STREETS = ("rue des Tilleuls Bleus", "allée du Vieux Rail", "place de la Passerelle", "chemin des Trois Gués")
OLDEST_DAYS = 58 * 365
YOUNGEST_DAYS = 20 * 365


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody made up."""

    identity: Identity
    sex: Sex
    contacts: ContactDetails


def people(random: Random, year: int) -> Iterator[Person]:
    """Give people without end; no two bear the same names until all pairs were given."""
    pairs = [(given, family) for given in WOMEN + MEN for family in FAMILIES]
    while True:
        random.shuffle(pairs)
        for number, (given, family) in enumerate(pairs):
            yield _person(random, year, given, family, number)


def trainers(random: Random) -> Iterator[Identity]:
    """Give members of staff; nobody asks for their birth dates."""
    while True:
        yield Identity(family_name=random.choice(FAMILIES), given_name=random.choice(WOMEN + MEN))


def _person(random: Random, year: int, given: str, family: str, number: int) -> Person:
    born = date(year, 1, 1) - timedelta(days=random.randint(YOUNGEST_DAYS, OLDEST_DAYS))
    return Person(
        identity=Identity(family_name=family, given_name=given, birth_date=born),
        sex=Sex.FEMALE if given in WOMEN else Sex.MALE,
        contacts=ContactDetails(
            # 06 39 98 is kept for fiction by the regulator; .invalid by RFC 2606.
            phone=f"06 39 98 {number // 100 % 100:02} {number % 100:02}",
            email=f"{given}.{family}@exemple.invalid".lower() if random.random() < 0.5 else None,  # noqa: PLR2004 - one in two.
            address=f"{random.randint(1, 98)} {random.choice(STREETS)}",
        ),
    )
