"""``docs/how-to/import.md`` is true: its commands run; no column, value, mark or refusal is left out."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import adapters.files.refusals
from adapters.files import attendance_grid, referral_list
from adapters.files.attendance_marks import mark_of
from adapters.words.loading import tables
from domain.refusals import Refusal
from tests.support.office import ROOT, Office, begun_office

PAGE = (ROOT / "docs" / "how-to" / "import.md").read_text()
OURS = [
    each.TYPE
    for each in vars(adapters.files.refusals).values()
    if isinstance(each, type) and issubclass(each, Refusal) and each is not Refusal
]
OF_USE_CASES = (
    "forbidden",
    "beyond-the-sheet",
    "left-before-arriving",
    "not-expected",
    "sheet-is-sealed",
    "in-the-future",
)


@pytest.fixture
def office(postgres_url: str, template: str, tmp_path: Path) -> Iterator[Office]:
    with begun_office(postgres_url, template, tmp_path / "begun") as begun, begun.copied(tmp_path) as lent:
        yield lent


def test_the_commands_can_be_copied_and_run(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = [shlex.split(line) for line in re.findall(r"^integracode (.+)$", PAGE, flags=re.MULTILINE)]
    answers = [office.says(*words) for words in commands]
    assert [each.exit_code for each in answers] == [0] * 4
    assert "4 importées" in answers[2].stdout
    assert "11 importées" in answers[3].stdout


@pytest.mark.parametrize("module", [referral_list, attendance_grid])
def test_every_column_is_told_with_all_that_it_goes_by(module: object) -> None:
    for column in module.COLUMNS:  # type: ignore[attr-defined] # both have them.
        name = f"**{column.name}**" if column.required else column.name
        assert f"| {name} | {', '.join(column.also)} |" in PAGE


@pytest.mark.parametrize("value", [*referral_list.REFERRERS, *referral_list.CHANNELS])
def test_every_value_of_a_list_is_told(value: str) -> None:
    assert re.search(rf"[|(,] ?(?:ou )?{value}[ ,)|]", PAGE), value


def test_every_mark_that_is_told_can_be_read() -> None:
    [table] = re.findall(r"^\| dans la case .*?\n\n", PAGE, flags=re.MULTILINE | re.DOTALL)
    marks = re.findall(r"`([^`]+)`", table)
    assert len(marks) > 10
    for mark in marks:
        mark_of(mark, "")


def test_every_refusal_is_told_by_its_first_words_and_no_other() -> None:
    told = re.findall(r"^\| « (.+) » \|", PAGE, flags=re.MULTILINE)
    templates = (tables("fr")["refusals"][name] for name in (*OURS, *OF_USE_CASES))
    sentences = [re.sub(r"\{\w+\}", "…", each).replace("\N{NO-BREAK SPACE}", " ") for each in templates]
    assert [each for each in sentences if not each.startswith(tuple(told))] == []
    assert [each for each in told if not any(sentence.startswith(each) for sentence in sentences)] == []
