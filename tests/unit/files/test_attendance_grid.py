"""Which half-days a grid's columns are."""

from datetime import date

import pytest

from adapters.files.attendance_grid import grid_of
from adapters.files.refusals import ColumnIsMissing, ColumnStandsTwice
from adapters.files.rows import Row
from domain.calendar import HalfDay


def headers(*cells: str) -> list[Row]:
    return [Row(line=1, cells=("Groupe", "Nom", *cells))]


@pytest.mark.parametrize(
    ("header", "half_day"),
    [
        ("04/02/2025 M", HalfDay.AM),
        ("4-2-2025 matin", HalfDay.AM),
        ("Mardi 04/02/2025 (Matin)", HalfDay.AM),
        ("04/02/2025 AM", HalfDay.PM),
        ("04/02/2025 APM", HalfDay.PM),
        ("04/02/2025\naprès-midi", HalfDay.PM),
        ("04/02/2025 S", HalfDay.EVENING),
        ("04/02/2025 SOIR", HalfDay.EVENING),
    ],
)
def test_a_header_is_a_day_and_a_half_day(header: str, half_day: HalfDay) -> None:
    (column,) = grid_of(headers(header)).half_days
    assert (column.day, column.half_day) == (date(2025, 2, 4), half_day)


@pytest.mark.parametrize("header", ["04/02/25 M", "31/02/2025 M", "04/02/2025", "04/02/2025 nuit", "Total"])
def test_a_header_that_is_no_certain_half_day_is_ignored_and_told(header: str) -> None:
    grid = grid_of(headers("05/02/2025 M", header))
    assert (len(grid.half_days), grid.ignored) == (1, (header,))


def test_a_grid_without_half_days_is_told_how_to_write_them() -> None:
    with pytest.raises(ColumnIsMissing) as refused:
        grid_of(headers("04/02/2025"))
    assert refused.value.values["column"] == "12/03/2025 M"


def test_a_half_day_that_stands_twice_is_refused() -> None:
    with pytest.raises(ColumnStandsTwice) as refused:
        grid_of(headers("04/02/2025 AM", "4/2/2025 après-midi"))
    assert refused.value.values == {"column": "4/2/2025 après-midi"}


@pytest.mark.parametrize("who", ["Nom", "Apprenant", "NOM PRÉNOM", "Parcours"])
def test_a_name_or_an_identifier_says_whose_row_it_is(who: str) -> None:
    assert grid_of([Row(line=1, cells=("Groupe", who, "04/02/2025 M"))]).half_days


def test_a_grid_that_names_nobody_is_refused_with_the_headers_that_would() -> None:
    with pytest.raises(ColumnIsMissing) as refused:
        grid_of([Row(line=1, cells=("Groupe", "Prénom", "04/02/2025 M"))])
    accepted = refused.value.values["accepted"]
    assert isinstance(accepted, tuple)
    assert {"Nom", "Nom et prénom", "Parcours"} <= set(accepted)
