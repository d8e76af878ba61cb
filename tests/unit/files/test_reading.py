"""CSV and XLSX as French spreadsheets write them."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped] # neither typed nor stubbed.

from adapters.files import reading, xlsx
from adapters.files.reading import read_rows
from adapters.files.refusals import (
    FileIsEmpty,
    FileIsTooLarge,
    FileNotFound,
    FormulaNotComputed,
    NotASpreadsheet,
    QuotesDoNotClose,
)
from adapters.files.rows import Cell, Row
from tests.support.importing import written

LIST = "Nom;Prénom\r\nBélanzour;Zoélie\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    rows = read_rows(written(tmp_path, LIST, encoding))
    assert rows == [Row(line=1, cells=("Nom", "Prénom")), Row(line=2, cells=("Bélanzour", "Zoélie"))]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    assert read_rows(written(tmp_path, LIST.replace(";", separator)))[0].cells == ("Nom", "Prénom")


def test_one_column_without_separator_is_a_table_too(tmp_path: Path) -> None:
    assert read_rows(written(tmp_path, "Nom\nBélanzour\n"))[1].cells == ("Bélanzour",)


def test_empty_lines_are_skipped_and_lines_keep_their_numbers(tmp_path: Path) -> None:
    rows = read_rows(written(tmp_path, "Nom;Message\n;\n\nBélanzour;deux\n  \nNguyémbo;trois\n"))
    assert [row.line for row in rows] == [1, 4, 6]


def test_a_cell_of_two_lines_counts_its_lines(tmp_path: Path) -> None:
    rows = read_rows(written(tmp_path, 'Nom;Message\nBélanzour;"un\ndeux"\nNguyémbo;trois\n'))
    assert [(row.line, row.cell(1)) for row in rows[1:]] == [(2, "un\ndeux"), (4, "trois")]


@pytest.mark.parametrize("broken", ['"Bélanzour\nOumarkiewicz\n', '"Bélanzour" Zoélie\n'])
def test_a_quote_that_never_closes_is_told_by_its_line(tmp_path: Path, broken: str) -> None:
    with pytest.raises(QuotesDoNotClose) as refused:
        read_rows(written(tmp_path, f"Nom\nNguyémbo\n{broken}"))
    assert refused.value.values == {"line": 3}


@pytest.mark.parametrize("text", ["", "\r\n", " ;;\n;"])
def test_an_empty_file_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileIsEmpty):
        read_rows(written(tmp_path, text))


def test_commas_within_cells_do_not_separate_them(tmp_path: Path) -> None:
    rows = read_rows(written(tmp_path, "Orientations de mars, avril, mai\nNom;Heures\nLi;3,5\nDiallo;2,25\n"))
    assert [row.cells for row in rows[1:]] == [("Nom", "Heures"), ("Li", "3,5"), ("Diallo", "2,25")]


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Excel",
        b"%PDF-1.7",
        b"<html><table>",
        b"PK\x03\x04 broken archive",
        b"Nom;\x81\x8d",
        b"Nom;\x00",
    ],
)
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(NotASpreadsheet):
        read_rows(path)


def test_an_archive_without_a_workbook_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(NotASpreadsheet):
        read_rows(tmp_path / "list.xlsx")


def test_a_workbook_broken_inside_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "nothing of a workbook")
    with pytest.raises(NotASpreadsheet):
        read_rows(tmp_path / "list.xlsx")


def test_a_small_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "UNPACKED_BYTES", 1000)
    with ZipFile(tmp_path / "list.xlsx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "0" * 1001)
    with pytest.raises(FileIsTooLarge):
        read_rows(tmp_path / "list.xlsx")


@pytest.mark.parametrize("address", ["XFD1048576", "ABCD1", "A12345678"])
def test_a_cell_far_away_is_refused_before_memory_runs_out(tmp_path: Path, address: str) -> None:
    path = tmp_path / "list.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f'<c r="A1"/><c s="1" r=\'{address}\'/>')
    with pytest.raises(FileIsTooLarge):
        read_rows(path)


def test_an_archive_of_another_time_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    content = bytearray((tmp_path / "list.xlsx").read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 99  # the version of ZIP that reading it would need
    (tmp_path / "list.xlsx").write_bytes(content)
    with pytest.raises(NotASpreadsheet):
        read_rows(tmp_path / "list.xlsx")


def test_a_file_beyond_the_limits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, LIST)
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    with pytest.raises(FileIsTooLarge):
        read_rows(path)
    monkeypatch.setattr(reading, "LARGEST_BYTES", 10)
    with pytest.raises(FileIsTooLarge):
        read_rows(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        read_rows(tmp_path / "nothing.csv")


def test_cells_of_a_workbook_keep_their_types_and_lines(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "list.xlsx"), {"default_date_format": "dd/mm/yyyy"}) as workbook:
        workbook.set_calc_mode("manual")  # as a spreadsheet saves: the values are there, nothing to compute
        workbook.add_worksheet("Notes").hide()
        sheet = workbook.add_worksheet("Liste")
        sheet.activate()
        sheet.set_first_sheet()
        sheet.write_row(2, 1, ["Nom", "Jour"])
        sheet.write_datetime(3, 1, datetime(2025, 3, 12))  # noqa: DTZ001 - a day of a spreadsheet has no zone.
        sheet.write_formula(3, 2, "=7/2", None, 3.5)
        sheet.write_datetime(3, 3, time(3, 30), workbook.add_format({"num_format": "hh:mm"}))
        sheet.write_datetime(3, 4, timedelta(hours=26), workbook.add_format({"num_format": "[h]:mm"}))
    rows = read_rows(tmp_path / "list.xlsx")
    assert [row.line for row in rows] == [3, 4]
    assert rows[1].cells == ("", date(2025, 3, 12), 3.5, time(3, 30), timedelta(hours=26))


def test_a_formula_that_gives_an_empty_text_is_computed(tmp_path: Path) -> None:
    assert cells_of(tmp_path, '<c r="A2" t="str"><f>IF(B2,B2,"")</f><v></v></c>') == [("Nom",)]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="a2"><f>7/2</f></c>',
        '<c r="A2" s="1"><f>7/2</f><v></v></c>',
        '<c r=\'A2\'><f t="shared" si="0"/><v/></c>',
        '<x:c r="A2"><x:f>7/2</x:f><x:v></x:v></x:c>',
        '<c r="A1" t="n"/><c r="A2">\n<f>7/2</f>\n</c><c r="A3"><v>1</v></c>',
    ],
)
def test_a_formula_without_a_value_is_refused_by_its_cell(tmp_path: Path, cell: str) -> None:
    with pytest.raises(FormulaNotComputed) as refused:
        cells_of(tmp_path, cell)
    assert refused.value.values == {"cell": "A2"}


@pytest.mark.parametrize("value", [0, 3.5])
def test_a_formula_of_a_workbook_that_asks_to_be_computed_is_never_read(tmp_path: Path, value: float) -> None:
    with Workbook(str(tmp_path / "list.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Nom", 3.5])
        sheet.write_formula(1, 1, "=B1", None, value)
    with pytest.raises(FormulaNotComputed) as refused:
        read_rows(tmp_path / "list.xlsx")
    assert refused.value.values == {"cell": "B2"}


@pytest.mark.parametrize("target", ["worksheets/sheet2.xml", "/xl/worksheets/sheet2.xml"])
def test_a_formula_that_failed_is_no_empty_cell(tmp_path: Path, target: str) -> None:
    with Workbook(str(tmp_path / "made.xlsx")) as workbook:
        workbook.set_calc_mode("manual")
        other, sheet = workbook.add_worksheet("Notes > 1"), workbook.add_worksheet("Liste")
        other.hide()
        other.write_formula(0, 1, "=NA()", None, "#N/A")
        sheet.activate()
        sheet.write_row(0, 0, ["Nom", "Prénom"])
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write(1, 1, "Zoélie")
        sheet.write(2, 27, "far")
        sheet.write_formula(2, 26, "=A9", None, "#REF!")
        sheet.write_formula(3, 1, "=1/A4", None, "#DIV/0!")
    with ZipFile(tmp_path / "made.xlsx") as made, ZipFile(tmp_path / "list.xlsx", "w") as archive:
        for name in made.namelist():
            part = made.read(name).replace(b"worksheets/sheet2.xml", target.encode())
            archive.writestr(name, part.replace(b"Notes &gt; 1", b"Notes > 1"))
    rows = read_rows(tmp_path / "list.xlsx")
    assert [row.line for row in rows] == [1, 2, 3]
    assert rows[0].cells[:2] == ("Nom", "Prénom")
    assert (rows[1].cell(0), rows[2].cells[25:]) == ("#N/A", ("", "#N/A", "far"))


def cells_of(folder: Path, cell: str) -> list[tuple[Cell, ...]]:
    """Read a workbook in whose sheet a cell is written as it stands in XML."""
    with Workbook(str(folder / "made.xlsx")) as workbook:
        workbook.set_calc_mode("manual")
        workbook.add_worksheet().write_row(0, 0, ["Nom"])
    with ZipFile(folder / "made.xlsx") as made, ZipFile(folder / "list.xlsx", "w") as archive:
        for name in made.namelist():
            part = made.read(name).decode("utf-8")
            archive.writestr(name, part.replace("</row>", f'</row><row r="2">{cell}</row>'))
    return [row.cells for row in read_rows(folder / "list.xlsx")]
