"""The key of a SIRET."""

import pytest

from domain.operator.siret import NotASiret, check_siret


@pytest.mark.parametrize("siret", ["73282932000074", "44306184100047", "00000000000000"])
def test_a_siret_with_the_right_key_passes(siret: str) -> None:
    check_siret(siret)


@pytest.mark.parametrize(
    "siret",
    [
        "73282932000075",
        "37282932000074",
        "7328293200007",
        "732829320000740",
        "732 829 320 00074",
        "",
        "A" * 14,
    ],
    ids=["wrong key", "two digits exchanged", "too short", "too long", "spaces", "nothing", "letters"],
)
def test_what_cannot_be_a_siret_is_refused(siret: str) -> None:
    with pytest.raises(NotASiret):
        check_siret(siret)
