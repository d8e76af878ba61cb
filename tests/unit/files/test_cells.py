"""What a cell says."""

from datetime import date, datetime

import pytest

from adapters.files.cells import day_of, one_of
from adapters.files.refusals import NotADate, NotInTheList
from adapters.files.rows import Cell


@pytest.mark.parametrize(
    "cell",
    [
        "12/03/2025",
        " 12.3.2025",
        "12-03-2025",
        "12/03/2025 00:00",
        "2025-03-12",
        "2025-03-12 00:00:00",
        date(2025, 3, 12),
        datetime(2025, 3, 12),  # noqa: DTZ001 - a day of a spreadsheet has no zone.
    ],
)
def test_a_day_is_read_in_every_usual_form(cell: Cell) -> None:
    assert day_of(cell, "Date") == date(2025, 3, 12)


@pytest.mark.parametrize(
    "cell", ["12/03/25", "31/02/2025", "03/31/2025", "mars 2025", 45728.0, "12/03/2025 M", "12/03/0205", True]
)
def test_what_is_no_certain_day_is_refused(cell: Cell) -> None:
    with pytest.raises(NotADate) as refused:
        day_of(cell, "Date")
    assert refused.value.values == {"column": "Date"}


def test_an_empty_cell_is_no_day() -> None:
    assert day_of("  ", "Date") is None


def test_a_value_of_a_list_is_read_without_its_accents() -> None:
    assert one_of("POLE EMPLOI", {"Pôle emploi": 1}, "Prescripteur") == 1


def test_a_value_beyond_the_list_is_refused_with_the_list() -> None:
    with pytest.raises(NotInTheList) as refused:
        one_of("Voisine", {"OFII": 1, "CCAS": 2}, "Prescripteur")
    assert refused.value.values == {"column": "Prescripteur", "accepted": ("OFII", "CCAS")}
