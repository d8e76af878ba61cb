"""The example files go in whole, and are what their script makes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.cli.examples import EXAMPLES
from adapters.files.reading import read_rows
from adapters.files.report import Report
from services.context import Role
from tests.support.attended import example_group
from tests.support.desk import TestDesk
from tests.support.importing import importer_at
from tests.support.make_import_examples import ATTENDANCE, BY_NAME, REFERRALS, as_csv, write_xlsx

FORMS = ("csv", "xlsx")
MARKS = sum(cell is not None for row in ATTENDANCE[1:] for cell in row[3:])


@pytest.fixture
def desk() -> TestDesk:
    desk = TestDesk()
    desk.context = replace(desk.context, instant=desk.context.instant.replace(year=2026))
    example_group(desk)
    return desk


def referred(desk: TestDesk, form: str) -> Report:
    return importer_at(desk).referrals(EXAMPLES / f"orientations.{form}", lambda: desk.context)


def attended(desk: TestDesk, form: str) -> Report:
    trainer = replace(desk.context, role=Role.TRAINER)
    return importer_at(desk).attendance(EXAMPLES / f"emargement.{form}", lambda: trainer)


@pytest.mark.parametrize("form", FORMS)
def test_the_list_goes_in_whole(desk: TestDesk, form: str) -> None:
    report = referred(desk, form)
    assert (report.imported, report.refused, report.ignored) == (len(REFERRALS) - 1, [], ())


@pytest.mark.parametrize("form", FORMS)
def test_the_grid_goes_in_whole(desk: TestDesk, form: str) -> None:
    report = attended(desk, form)
    assert (report.imported, report.refused, report.ignored) == (MARKS, [], ())


@pytest.mark.parametrize("sent", [referred, attended])
def test_the_same_as_csv_and_as_workbook_is_the_same(
    desk: TestDesk, sent: Callable[[TestDesk, str], Report]
) -> None:
    first, again = (sent(desk, form) for form in FORMS)
    assert (again.imported, again.already, again.refused) == (0, first.imported, [])


@pytest.mark.parametrize("name", BY_NAME)
def test_each_is_what_the_script_makes(name: str, tmp_path: Path) -> None:
    assert (EXAMPLES / f"{name}.csv").read_bytes() == as_csv(BY_NAME[name]).encode("cp1252")
    write_xlsx(tmp_path / "made.xlsx", BY_NAME[name])
    assert read_rows(EXAMPLES / f"{name}.xlsx") == read_rows(tmp_path / "made.xlsx")
