"""How names are folded for the search."""

import pytest

from domain.personal import Identity
from projections.casework.directory import folded, parts_of, search_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Éluard", "eluard"),
        ("  Noë   ", "noe"),
        ("STRAẞE", "strasse"),
        ("O'Neil-Smith", "o neil smith"),
        ("50% _", "50"),
        ("Nguyễn", "nguyen"),
        ("محمد", "محمد"),
        ("", ""),
    ],
)
def test_case_accents_and_signs_make_no_difference(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_the_key_holds_both_names_or_the_only_one() -> None:
    assert search_key(Identity(family_name="Éluard", given_name="Noë")) == "eluard noe"
    assert search_key(Identity(family_name="Souad")) == "souad"


def test_what_someone_types_is_searched_by_its_parts() -> None:
    assert parts_of(" Élu  noë ") == ["elu", "noe"]
