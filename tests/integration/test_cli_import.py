"""What an operator's office lives through: their files going in from the command line, on a real log."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from adapters.cli.examples import EXAMPLES
from adapters.readmodels.registry import READ_MODELS
from tests.support.doomed_import import MOMENTS
from tests.support.make_import_examples import ATTENDANCE, BY_NAME, REFERRALS, Rows, Typed
from tests.support.office import FORMS, LOGIN, Begun, Office, begun_office, written
from tests.support.postgres import tables_that_hold

WHOLE = {"orientations": len(REFERRALS) - 1, "emargement": 11}
"""How much each example has of rows, or of marks."""
NIR = "185057800608491"
SPACED = "1 85 05 78 006 084 91"


@pytest.fixture(scope="module")
def begun(postgres_url: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begun]:
    with begun_office(postgres_url, template, tmp_path_factory.mktemp("begun")) as one:
        yield one


@pytest.fixture
def office(begun: Begun, tmp_path: Path) -> Iterator[Office]:
    with begun.copied(tmp_path) as lent:
        yield lent


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", BY_NAME)
def test_an_example_written_and_imported_goes_in_once(
    office: Office, tmp_path: Path, kind: str, form: str
) -> None:
    path = tmp_path / f"mine.{form}"
    assert office.says("example", kind, str(path)).exit_code == 0
    first = office.imports(kind, path)
    assert (first.exit_code, f"{WHOLE[kind]} importées, 0 déjà là, 0 refusée." in first.stdout) == (0, True)
    facts = office.facts()
    again = office.imports(kind, path)
    assert (again.exit_code, f"0 importée, {WHOLE[kind]} déjà là, 0 refusée." in again.stdout) == (0, True)
    assert office.facts() == facts


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(("kind", "form"), [("orientations", "csv"), ("emargement", "xlsx")])
def test_an_import_killed_half_way_and_run_again_ends_as_if_undisturbed(
    begun: Begun, tmp_path: Path, kind: str, form: str, moment: str
) -> None:
    path = EXAMPLES / f"{kind}.{form}"
    with begun.copied(tmp_path / "killed") as office, begun.copied(tmp_path / "whole") as undisturbed:
        before = office.facts()
        office.dies_importing(kind, path, moment, saves=2)
        half = office.facts()
        assert office.imports(kind, path).exit_code == undisturbed.imports(kind, path).exit_code == 0
        assert office.facts() == undisturbed.facts()
        assert len(before) < len(half) < len(office.facts())


@pytest.mark.parametrize("form", FORMS)
def test_wrong_rows_of_a_list_are_told_and_the_others_go_in(
    office: Office, tmp_path: Path, form: str
) -> None:
    headers, *good = REFERRALS
    no_day, other_channel = changed(good[0], 0, "bientôt"), changed(good[1], 7, "Fumée")
    path = written(tmp_path / f"list.{form}", (headers, no_day, *good, other_channel))
    told = office.imports("orientations", path)
    assert told.exit_code == 1
    assert "4 importées, 0 déjà là, 2 refusées." in told.stdout
    assert "Ligne 2, colonne « Date d'orientation ». Cette case ne contient pas une date" in told.stdout
    assert "Ligne 7, colonne « Canal ». Cette case attend l’une de ces valeurs" in told.stdout
    assert office.counts("orientations", path) == (0, 4, 2)


@pytest.mark.parametrize("form", FORMS)
def test_wrong_marks_of_a_grid_are_told_and_the_others_go_in(
    office: Office, tmp_path: Path, form: str
) -> None:
    headers, first, *good = ATTENDANCE
    path = written(
        tmp_path / f"grid.{form}", (headers, changed(first, 3, "?"), *good, changed(first, 1, "Qui"))
    )
    told = office.imports("emargement", path)
    assert told.exit_code == 1
    assert "10 importées, 0 déjà là, 2 refusées." in told.stdout
    assert "Ligne 2, colonne « 15/12/2025 matin ». Cette case ne se lit pas" in told.stdout
    assert "Ligne 6, colonne « Nom ». Personne de ce groupe" in told.stdout
    assert office.counts("emargement", path) == (0, 10, 2)


def test_a_program_is_told_each_refused_row(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", (REFERRALS[0], changed(REFERRALS[1], 4, "99")))
    answer = office.imports("orientations", path, "--json")
    report = json.loads(answer.stdout)
    [refused] = report.pop("refused")
    assert (answer.exit_code, report) == (
        1,
        {"rows": 1, "imported": 0, "already": 0, "ignored": [], "totals": []},
    )
    assert refused.pop("sentence").startswith("Cette case ne contient pas un département")
    assert refused == {"line": 2, "column": "Département", "type": "not-a-department"}


def test_a_file_of_which_nothing_can_be_read_ends_with_2(office: Office, tmp_path: Path) -> None:
    headless = written(tmp_path / "headless.csv", REFERRALS[1:])
    for path, kind in ((headless, "no-headers"), (tmp_path / "nothing.csv", "file-not-found")):
        told, answer = office.imports("orientations", path), office.imports("orientations", path, "--json")
        assert (told.exit_code, answer.exit_code, told.stdout) == (2, 2, "")
        [refused] = json.loads(answer.stdout)["refused"]
        assert (refused["type"], refused["sentence"] in told.stderr) == (kind, True)


def test_an_unknown_account_ends_with_2(office: Office) -> None:
    path = str(EXAMPLES / "orientations.csv")
    told = office.says("import", "orientations", path, "--account", f"{LOGIN}-2")
    assert (told.exit_code, "Aucun compte" in told.stderr) == (2, True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", BY_NAME)
def test_a_social_security_number_in_any_cell_is_nowhere(
    office: Office, tmp_path: Path, kind: str, form: str
) -> None:
    path = written(tmp_path / f"mine.{form}", with_nir_in_each_column(BY_NAME[kind]))
    told = [office.imports(kind, path), office.imports(kind, path, "--json")]
    told += [office.says("rebuild", name) for name in READ_MODELS]
    assert [each.exit_code for each in told] == [1, 1, *[0] * len(READ_MODELS)]
    refused = [row["type"] for row in json.loads(told[1].stdout)["refused"]]
    assert refused == ["nir-in-the-file"] * 2 * (len(BY_NAME[kind][0]) + 1)
    assert tables_that_hold(office.url, "Zoélie")  # what is there is found, in letters and in bytes
    assert "log.events" in tables_that_hold(office.url, "referrer")
    for number in (NIR, NIR[:13], SPACED, SPACED[:-3]):
        assert tables_that_hold(office.url, number) == set()
        assert not any(number in each.output for each in told)
        assert not any(
            number.encode() in each.read_bytes() for each in office.state.rglob("*") if each.is_file()
        )


def with_nir_in_each_column(rows: Rows) -> Rows:
    """Return the rows, then two for each column, and beyond the last, with a NIR there: text and figure."""
    headers, first, *_ = rows
    places = range(len(headers) + 1)
    wrong = [changed((*first, None), place, nir) for place in places for nir in (SPACED, int(NIR))]
    return (*rows, *wrong)


def changed(row: Sequence[Typed], place: int, cell: Typed) -> Sequence[Typed]:
    """Return the row with another cell."""
    return (*row[:place], cell, *row[place + 1 :])
