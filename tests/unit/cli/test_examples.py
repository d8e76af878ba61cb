"""Example files, written where somebody asks for them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli.commands import app
from adapters.cli.examples import EXAMPLES
from adapters.cli.kinds import Kind


def asked(kind: str, path: Path) -> Result:
    return CliRunner().invoke(app, ["example", kind, str(path)])


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("suffix", ["csv", "XLSX"])
def test_an_example_of_each_kind_and_form_is_written(tmp_path: Path, kind: Kind, suffix: str) -> None:
    path = tmp_path / f"mine.{suffix}"
    result = asked(kind, path)
    assert (result.exit_code, str(path) in result.output) == (0, True)
    assert path.read_bytes() == (EXAMPLES / f"{kind}.{suffix.lower()}").read_bytes()


@pytest.mark.parametrize("name", ["mine", "mine.ods", "mine.csv.pdf"])
def test_another_form_is_refused_with_those_there_are(tmp_path: Path, name: str) -> None:
    result = asked("orientations", tmp_path / name)
    assert (result.exit_code, ".csv ou .xlsx" in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("a year's work")
    result = asked("emargement", path)
    assert (result.exit_code, "existe déjà" in result.stderr) == (2, True)
    assert path.read_text() == "a year's work"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = asked("emargement", tmp_path / "nowhere" / "mine.csv")
    assert (result.exit_code, "ne peut pas être écrit" in result.stderr) == (2, True)
