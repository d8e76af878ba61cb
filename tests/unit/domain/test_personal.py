"""What is derived from personal values, before they are closed."""

from datetime import date

import pytest

from domain.personal import AgeBand, Identity, age_band, letters, person_text

ON = date(2025, 6, 15)


@pytest.mark.parametrize(
    ("birth_date", "band"),
    [
        (date(2025, 6, 15), AgeBand.UNDER_26),
        (date(1999, 6, 16), AgeBand.UNDER_26),
        (date(1999, 6, 15), AgeBand.FROM_26_TO_34),
        (date(1990, 6, 16), AgeBand.FROM_26_TO_34),
        (date(1990, 6, 15), AgeBand.FROM_35_TO_44),
        (date(1980, 6, 15), AgeBand.FROM_45_TO_54),
        (date(1970, 7, 1), AgeBand.FROM_45_TO_54),
        (date(1970, 6, 15), AgeBand.FROM_55),
    ],
)
def test_an_age_band_changes_on_the_birthday(birth_date: date, band: AgeBand) -> None:
    assert age_band(birth_date, on=ON) is band


@pytest.mark.parametrize("birth_date", [None, date(2025, 6, 16)])
def test_an_age_that_cannot_be_told_is_unknown(birth_date: date | None) -> None:
    assert age_band(birth_date, on=ON) is AgeBand.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Éloïse", "ELOISE"),
        ("N’Guessan-Díaz", "nguessan diaz"),
        ("Strauß", "STRAUSS"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("محمد", "مُحَمَّد"),
    ],
)
def test_two_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert letters(one) == letters(other) != ""


def test_a_person_text_needs_both_names_and_the_birth_date() -> None:
    amina = Identity(family_name="El-Amrani", given_name="Amina", birth_date=date(1993, 4, 2))
    assert person_text(amina) == "elamrani amina|1993-04-02"


def test_a_single_name_and_an_unknown_birth_date_are_possible() -> None:
    assert person_text(Identity(family_name="Suharto")) == "suharto |"
