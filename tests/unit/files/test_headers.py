"""Which column says what."""

from dataclasses import replace

import pytest

from adapters.files.headers import Column, letter, table_of
from adapters.files.refusals import (
    CellIsEmpty,
    CellShowsAnError,
    ColumnIsMissing,
    ColumnStandsTwice,
    NirInTheFile,
    NoHeaders,
)
from adapters.files.rows import Cell, Row

NAME = Column(name="Nom", required=True)
BORN = Column(name="Né(e) le", also=("Date de naissance",), required=True)
PHONE = Column(name="Téléphone")
COLUMNS = (NAME, BORN, PHONE)


def rows(*lines: tuple[Cell, ...]) -> list[Row]:
    return [Row(line=number, cells=cells) for number, cells in enumerate(lines, start=1)]


@pytest.mark.parametrize(
    "header", ["Né(e) le", "NE(E) LE", " né(e)  le :", "date de naissance", "DATE DE NAISSANCE"]
)
def test_accents_case_and_punctuation_of_a_header_do_not_matter(header: str) -> None:
    table = table_of(rows(("NOM", header)), COLUMNS)
    assert table.places == {"Nom": 0, "Né(e) le": 1}


def test_titles_may_stand_above_the_headers() -> None:
    table = table_of(rows(("Orientations de mars",), ("Nom", "Né(e) le"), ("Bélanzour", "")), COLUMNS)
    assert (table.headers.line, [row.line for row in table.rows]) == (2, [3])


def test_without_known_headers_the_refusal_names_ours() -> None:
    with pytest.raises(NoHeaders) as refused:
        table_of(rows(("Name", "Born")), COLUMNS)
    assert refused.value.values["columns"] == ("Nom", "Né(e) le", "Téléphone")


def test_an_empty_file_has_no_headers() -> None:
    with pytest.raises(NoHeaders):
        table_of([], COLUMNS)


def test_a_missing_column_is_named_with_the_headers_it_goes_by() -> None:
    with pytest.raises(ColumnIsMissing) as refused:
        table_of(rows(("Nom", "Téléphone")), COLUMNS)
    assert refused.value.values == {"column": "Né(e) le", "accepted": ("Né(e) le", "Date de naissance")}


def test_two_columns_that_say_the_same_are_refused() -> None:
    with pytest.raises(ColumnStandsTwice) as refused:
        table_of(rows(("Nom", "Né(e) le", "Date de naissance")), COLUMNS)
    assert refused.value.values == {"column": "Date de naissance"}


def test_a_column_is_called_as_the_file_heads_it_or_as_we_do_when_it_is_not_there() -> None:
    table = table_of(rows(("NOM :", "date de naissance")), COLUMNS)
    assert [table.header(column) for column in COLUMNS] == ["NOM :", "date de naissance", "Téléphone"]


def test_headers_under_which_nothing_is_read_are_listed() -> None:
    assert table_of(rows(("Nom", "Né(e) le", "", "Couleur")), COLUMNS).ignored == ("Couleur",)


def test_a_missing_optional_column_and_a_short_row_are_empty() -> None:
    table = table_of(rows(("Nom", "Né(e) le"), ("Bélanzour",)), COLUMNS)
    assert (table.text(table.rows[0], PHONE), table.text(table.rows[0], BORN)) == (None, None)


def test_a_cell_that_must_be_filled_is_named() -> None:
    table = table_of(rows(("Nom", "Né(e) le"), ("", "1/1/2000")), COLUMNS)
    with pytest.raises(CellIsEmpty) as refused:
        table.filled(table.rows[0], NAME)
    assert refused.value.values == {"column": "Nom"}


@pytest.mark.parametrize(
    "shown", ["#N/A", "#REF!", "#div/0!", "#NOM?", "#NOM ?", "#VALEUR!", "#NUL!", "######", "Err:502"]
)
def test_what_a_spreadsheet_shows_of_a_failed_formula_is_nobodys_name(shown: str) -> None:
    table = table_of(
        rows(("Nom d'usage", "Né(e) le"), (shown, "")), (replace(NAME, also=("Nom d'usage",)), BORN)
    )
    with pytest.raises(CellShowsAnError) as refused:
        table.text(table.rows[0], NAME)
    assert refused.value.values == {"column": "Nom d'usage"}


@pytest.mark.parametrize("said", ["n° #1", "#", "Erreur", "N/A Diallo"])
def test_what_only_looks_like_an_error_is_read(said: str) -> None:
    table = table_of(rows(("Nom", "Né(e) le"), (said, "")), COLUMNS)
    assert table.text(table.rows[0], NAME) == said


@pytest.mark.parametrize("cell", ["1 85 05 78 006 084 91", 185057800608491.0, "n° 1850578006084"])
def test_a_social_security_number_is_told_by_its_column_only(cell: Cell) -> None:
    table = table_of(rows(("Nom", "Né(e) le", "Divers"), ("Bélanzour", "", cell)), COLUMNS)
    with pytest.raises(NirInTheFile) as refused:
        table.check_nir(table.rows[0])
    assert refused.value.values == {"column": "Divers"}


def test_a_social_security_number_under_no_header_or_in_one_is_told_by_the_letter() -> None:
    nir = "1850578006084"
    table = table_of(rows(("Nom", "Né(e) le", nir), ("Bélanzour", "", nir, nir)), COLUMNS)
    assert table.ignored == ("C",)
    with pytest.raises(NirInTheFile) as refused:
        table.check_nir(table.rows[0])
    assert refused.value.values == {"column": "C"}


def test_an_identifier_of_ours_is_never_taken_for_a_social_security_number() -> None:
    mine = "18505780-0608-4910-8000-185057800608"
    table = table_of(rows(("Nom", "Né(e) le"), (mine, "")), COLUMNS)
    table.check_nir(table.rows[0])


def test_columns_have_letters_beyond_the_alphabet() -> None:
    assert [letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
