"""The social-security number is found wherever it is written, and nothing else is taken for it."""

import pytest

from domain.nir import holds_nir


@pytest.mark.parametrize(
    "text",
    [
        "185057800608491",
        "1 85 05 78 006 084 91",
        "sa carte : 1-85-05-78-006-084-91, à vérifier",
        "1 85\u00a005\u00a078\u202f006 084 / 91",
        "1850578006084",
        "2 69 05 49 588 157",
        "NIR1850578006084",
        "n° 2 69 05 49 588 157 80.",
        "269 054 958 815 780",
        "１８５０５７８００６０８４９１",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert holds_nir(text)


def test_a_number_in_its_usual_groups_is_found_though_its_key_is_mistyped() -> None:
    assert holds_nir("1 85 05 78 006 084 92")


@pytest.mark.parametrize("text", ["185059999904834", "7850599350012", "2 85 20 99 350 012", "1852099350012"])
def test_people_born_abroad_or_with_a_temporary_number_are_found(text: str) -> None:
    assert holds_nir(text)


@pytest.mark.parametrize(
    "text",
    ["185052A00608435", "185052a00608435", "185052B00608462", "1 85 05 2B 006 084", "1850 52A0 0608 435"],
)
def test_people_born_in_corsica_are_found(text: str) -> None:
    assert holds_nir(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vue le 12/03/2025 et le 15/03/2025, de 9h à 12h.",
        "2025-03-12 2025-03-15",
        "2025-03-12T09:30:00+01:00",
        "20250312093015",
        "1735689600000000",
        "06 12 34 56 78",
        "+33 6 12 34 56 78, sinon 03 87 12 34 56",
        "SIRET 123 456 789 00012",
        "12345678900012",
        "SIREN 732 829 320",
        "FR76 3000 6000 0112 3456 7890 189",
        "dossier 57-2025-0001",
        "01890a5d-ac96-774b-bcce-b302099a8057",
    ],
)
def test_dates_telephones_and_company_numbers_are_not_flagged(text: str) -> None:
    assert not holds_nir(text)


@pytest.mark.parametrize(
    "text",
    ["185057800608492", "585057800608491", "185137800608491", "185050000608491", "185057800008491"],
    ids=["wrong key", "sex 5", "month 13", "department 00", "commune 000"],
)
def test_fifteen_digits_that_are_no_number_are_not_flagged(text: str) -> None:
    assert not holds_nir(text)


@pytest.mark.parametrize(
    "text",
    ["5850578006084", "1851378006084", "1850500006084", "1850578000084", "1850578006000", "18505780060841"],
    ids=["sex 5", "month 13", "department 00", "commune 000", "order 000", "fourteen digits"],
)
def test_thirteen_digits_without_the_structure_are_not_flagged(text: str) -> None:
    assert not holds_nir(text)
