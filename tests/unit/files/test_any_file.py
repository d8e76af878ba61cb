"""Whatever a file holds: rows, or a refusal that repeats nothing of it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.cli.examples import EXAMPLES
from adapters.files.attendance_grid import grid_of
from adapters.files.attendance_marks import mark_of
from adapters.files.cells import day_of
from adapters.files.department import department_of
from adapters.files.reading import read_rows
from adapters.files.referral_list import referral_of, referral_table
from adapters.files.rows import Cell, Row, is_empty
from domain.refusals import Refusal
from tests.support.desk import TestDesk
from tests.support.importing import HEADERS, importer_at, written

T = TypeVar("T")

WORKBOOK = (EXAMPLES / "orientations.xlsx").read_bytes()
NIR_SPACES = ("", " ", "\u00a0", "-", ".")
SECRET = "Zyzzyva"
"""A word that none of our sentences has."""

cells: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=20),
    st.floats(),
    st.integers(-(10**6), 10**16),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def read(content: bytes) -> list[Row]:
    """Read a file that holds these bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(content)
        return read_rows(path)


def refusal(ask: Callable[[], T]) -> Refusal | None:
    """Return the refusal, if there is one; anything else that is raised fails the test."""
    try:
        ask()
    except Refusal as refused:
        return refused
    return None


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_refusal(content: bytes) -> None:
    refusal(lambda: referral_table(read(content)))
    refusal(lambda: grid_of(read(content)))


@given(
    st.text(alphabet=st.sampled_from('Nom;,\t"\r\n éA1\x00'), max_size=80),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_any_text_gives_numbered_rows_with_something_in_them(text: str, encoding: str) -> None:
    rows: list[Row] = []
    refusal(lambda: rows.extend(read(text.encode(encoding))))
    assert [row.line for row in rows] == sorted({row.line for row in rows})
    assert not any(all(map(is_empty, row.cells)) for row in rows)


@given(st.data())
def test_a_damaged_workbook_is_rows_or_a_refusal(data: st.DataObject) -> None:
    damaged = bytearray(WORKBOOK)
    for place, byte in data.draw(
        st.dictionaries(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255))
    ).items():
        damaged[place] = byte
    refusal(lambda: read(bytes(damaged[: data.draw(st.integers(4, len(WORKBOOK)))])))


@given(st.data())
def test_a_workbook_damaged_inside_is_rows_or_a_refusal(data: st.DataObject) -> None:
    with ZipFile(BytesIO(WORKBOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    place = data.draw(st.integers(0, len(parts[name]) - 1))
    parts[name] = parts[name][:place] + data.draw(st.binary(max_size=4)) + parts[name][place + 1 :]
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    refusal(lambda: read(content.getvalue()))


@given(cells)
def test_any_cell_is_read_or_refused_by_its_column_only(cell: Cell) -> None:
    asked = (lambda: day_of(cell, "C"), lambda: mark_of(cell, "C"), lambda: department_of(str(cell), "C"))
    for refused in map(refusal, asked):
        assert refused is None or refused.values == {"column": "C"}


@given(st.lists(st.lists(cells, max_size=9), max_size=4))
def test_any_rows_under_our_headers_are_asked_or_refused(lines: list[list[Cell]]) -> None:
    rows = [Row(line=number, cells=tuple(line)) for number, line in enumerate(lines, start=2)]
    table = referral_table([Row(line=1, cells=tuple(HEADERS.split(";"))), *_filled(rows)])
    for row in table.rows:
        refusal(lambda row=row: referral_of(table, row))  # type: ignore[misc] # bound on purpose.


@settings(max_examples=30)
@given(st.integers(0, 6), st.sampled_from(NIR_SPACES), st.sampled_from([(), ("91",)]))
def test_a_social_security_number_in_any_cell_goes_nowhere(
    place: int, space: str, key: tuple[str, ...]
) -> None:
    parts = ["1", "85", "05", "78", "006", "084", *key]
    cells = ["03/03/2025", "Bélanzour", "Zoélie", "14/07/1991", "57", "OFII", "Courriel"]
    cells[place] = space.join(parts)
    desk = TestDesk()
    with TemporaryDirectory() as folder:
        path = written(Path(folder), f"{HEADERS}\n{';'.join(cells)}\n")
        report = importer_at(desk).referrals(path, lambda: desk.context)
    assert [row.type for row in report.refused] == ["nir-in-the-file"]
    assert desk.log.facts == []
    assert cells[place] not in repr(report)


@settings(max_examples=40)
@given(st.integers(0, 6))
def test_what_a_bad_cell_says_is_never_repeated(place: int) -> None:
    cells = ["03/03/2025", "Bélanzour", "Zoélie", "14/07/1991", "57", "OFII", "Courriel"]
    cells[place] = SECRET
    desk = TestDesk()
    with TemporaryDirectory() as folder:
        path = written(Path(folder), f"{HEADERS}\n{';'.join(cells)}\n")
        assert SECRET not in repr(importer_at(desk).referrals(path, lambda: desk.context))


def _filled(rows: list[Row]) -> list[Row]:
    """Leave out the empty rows, as reading does."""
    return [row for row in rows if not all(map(is_empty, row.cells))]
