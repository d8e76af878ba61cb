"""No NIR comes in, whatever carries it; no other site changes anything with our cookie."""

from uuid import UUID

import pytest

from adapters.web.refusals import FromAnotherSite, HoldsNir
from adapters.web.safety import check_no_nir, check_origin
from tests.unit.web.requests import request


@pytest.mark.parametrize("text", ["185057800608491", "1 85 05 78 006 084 91", "n° 1.85.05.78.006.084"])
def test_a_nir_is_refused(text: str) -> None:
    with pytest.raises(HoldsNir):
        check_no_nir("Diallo", text)


def test_digits_of_our_own_ids_are_not_taken_for_one() -> None:
    looks_like_one = UUID("a1850578-0060-843a-b000-000000000001")
    check_no_nir(f"{looks_like_one}:1:901", str(UUID("18505780-0608-4360-8000-000000000000")))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "same-origin"},
        {"sec_fetch_site": "none"},
        {"origin": "https://integracode.example"},
    ],
)
def test_a_change_from_our_own_pages_passes(headers: dict[str, str]) -> None:
    check_origin(request(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site", "origin": "https://integracode.example"},
    ],
)
def test_a_change_from_elsewhere_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(FromAnotherSite):
        check_origin(request(**headers))


def test_reading_needs_no_proof_of_where_one_comes_from() -> None:
    check_origin(request("GET", sec_fetch_site="cross-site"))
