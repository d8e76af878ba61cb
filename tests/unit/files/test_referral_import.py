"""A list of referrals going in through the desk."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from adapters.files.importing import silent
from adapters.files.refusals import ColumnIsMissing
from adapters.words import Words
from domain.ids import OperatorId
from domain.learner_path.referral import Channel, ReferralReceived, ReferrerKind
from domain.personal import ContactDetails, Identity
from services.answers import Forbidden
from services.context import Context, Role
from tests.support.desk import TestDesk
from tests.support.importing import HEADERS, importer_at, written

NIR = "1850578006084"
GOOD = "03/03/2025;Bélanzour;Zoélie;14/07/1991;57;OFII;Courriel"
OTHER_OPERATOR = OperatorId(UUID("00000000-0000-7000-8000-000000000067"))


@pytest.fixture
def desk() -> TestDesk:
    return TestDesk()


def lines(folder: Path, *rows: str, headers: str = HEADERS) -> Path:
    return written(folder, "\r\n".join((headers, *rows)))


def of(desk: TestDesk, **changes: object) -> Context:
    return replace(desk.context, **changes)  # type: ignore[arg-type] # the test names real fields.


def received(desk: TestDesk) -> list[ReferralReceived]:
    return [fact for fact in desk.log.facts if isinstance(fact, ReferralReceived)]


def test_a_row_begins_a_path_of_the_askers_operator(desk: TestDesk, tmp_path: Path) -> None:
    headers = f"{HEADERS};Organisme;Téléphone;E-mail;Adresse;Motif"
    row = f"{GOOD};Accueil;612345678;z@exemple.invalid;1 rue Fictive;Travail de nuit"
    report = importer_at(desk).referrals(lines(tmp_path, row, headers=headers), lambda: desk.context)
    (fact,) = received(desk)
    assert (report.rows, report.imported, report.already, report.refused) == (1, 1, 0, [])
    assert (fact.occurred_on, fact.department, fact.operator_id) == (
        date(2025, 3, 3),
        "57",
        desk.context.operator_id,
    )
    assert (fact.referrer, fact.channel) == (ReferrerKind.OFII, Channel.EMAIL)
    assert fact.identity == desk.keyring.seal(
        fact.identity.subject,
        "B",
        Identity(family_name="Bélanzour", given_name="Zoélie", birth_date=date(1991, 7, 14)),
    )
    assert fact.contacts == desk.keyring.seal(
        fact.identity.subject,
        "A",
        ContactDetails(phone="0612345678", email="z@exemple.invalid", address="1 rue Fictive"),
    )
    assert fact.organisation == desk.keyring.seal(fact.identity.subject, "A", "Accueil")
    assert fact.message == desk.keyring.seal(fact.identity.subject, "A", "Travail de nuit")


def test_a_single_name_without_birth_date_or_contacts_goes_in(desk: TestDesk, tmp_path: Path) -> None:
    report = importer_at(desk).referrals(
        lines(tmp_path, "03/03/2025;Al-Faroukhin;;;8;Autre;Visite"), lambda: desk.context
    )
    (fact,) = received(desk)
    assert (report.imported, fact.department, fact.contacts) == (1, "08", None)


def test_what_is_recorded_says_that_it_was_imported(desk: TestDesk, tmp_path: Path) -> None:
    importer_at(desk).referrals(lines(tmp_path, GOOD), lambda: desk.context)
    (recorded,) = desk.log.recorded
    assert (recorded.context.source, recorded.context.actor) == ("import", desk.context.actor)
    assert recorded.context.command_id is not None


def test_the_same_file_again_changes_nothing(desk: TestDesk, tmp_path: Path) -> None:
    path = lines(tmp_path, GOOD)
    importer_at(desk).referrals(path, lambda: desk.context)
    report = importer_at(desk).referrals(path, lambda: of(desk, actor="account-2"))
    assert (report.imported, report.already, len(desk.log.facts)) == (0, 1, 1)


def test_a_row_that_stands_twice_goes_in_once(desk: TestDesk, tmp_path: Path) -> None:
    again = "3/3/2025;BELANZOUR;zoelie;14/07/1991;57;ofii;courriel"
    report = importer_at(desk).referrals(lines(tmp_path, GOOD, GOOD), lambda: desk.context)
    assert (report.imported, report.already) == (1, 1)
    otherwise = importer_at(desk).referrals(lines(tmp_path, again), lambda: desk.context)
    assert [row.type for row in otherwise.refused] == ["imported-otherwise"]


def test_a_person_imported_with_other_details_is_refused(desk: TestDesk, tmp_path: Path) -> None:
    importer = importer_at(desk)
    importer.referrals(lines(tmp_path, GOOD), lambda: desk.context)
    report = importer.referrals(lines(tmp_path, GOOD.replace("OFII", "CCAS")), lambda: desk.context)
    assert [(row.line, row.type, row.column) for row in report.refused] == [(2, "imported-otherwise", None)]
    assert len(desk.log.facts) == 1


def test_the_same_person_on_another_day_begins_another_path(desk: TestDesk, tmp_path: Path) -> None:
    path = lines(tmp_path, GOOD, GOOD.replace("03/03", "04/03"))
    report = importer_at(desk).referrals(path, lambda: desk.context)
    assert (report.imported, len({fact.identity.subject for fact in received(desk)})) == (2, 2)


def test_the_same_row_at_another_operator_is_another_path(desk: TestDesk, tmp_path: Path) -> None:
    path = lines(tmp_path, GOOD)
    importer_at(desk).referrals(path, lambda: desk.context)
    report = importer_at(desk).referrals(path, lambda: of(desk, operator_id=OTHER_OPERATOR))
    assert (report.imported, len({fact.identity.subject for fact in received(desk)})) == (1, 2)


@pytest.mark.parametrize(
    ("row", "kind", "column"),
    [
        (";Bélanzour;;;57;OFII;Visite", "cell-is-empty", "Date d'orientation"),
        ("03/03/25;Bélanzour;;;57;OFII;Visite", "not-a-date", "Date d'orientation"),
        ("03/03/2025;;Zoélie;;57;OFII;Visite", "cell-is-empty", "Nom"),
        ("03/03/2025;Bélanzour;;juillet;57;OFII;Visite", "not-a-date", "Date de naissance"),
        ("03/03/2025;Bélanzour;;14/07/2991;57;OFII;Visite", "born-too-late", "Date de naissance"),
        ("03/03/2025;Bélanzour;;;;OFII;Visite", "cell-is-empty", "Département"),
        ("03/03/2025;Bélanzour;;;99;OFII;Visite", "not-a-department", "Département"),
        ("03/03/2025;Bélanzour;;;Diallo;OFII;Visite", "not-a-department", "Département"),
        ("03/03/2025;Bélanzour;;;57;Voisine;Visite", "not-in-the-list", "Prescripteur"),
        ("03/03/2025;Bélanzour;;;57;OFII;", "cell-is-empty", "Canal"),
        ("03/03/2025;Bélanzour;;;57;OFII;Fumée", "not-in-the-list", "Canal"),
        ("03/03/2035;Bélanzour;;;57;OFII;Visite", "in-the-future", "Date d'orientation"),
    ],
)
def test_a_bad_row_is_told_and_good_ones_go_in(
    desk: TestDesk, tmp_path: Path, row: str, kind: str, column: str
) -> None:
    report = importer_at(desk).referrals(lines(tmp_path, row, GOOD), lambda: desk.context)
    assert [(each.line, each.type, each.column) for each in report.refused] == [(2, kind, column)]
    assert (report.rows, report.imported, len(desk.log.facts)) == (2, 1, 1)


OTHER_HEADERS = "Orienté le;NOM D'USAGE;Prénoms;DDN;Dpt;Orienté par;Moyen"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (";Bélanzour;;;57;OFII;Visite", "Orienté le"),
        ("03/03/25;Bélanzour;;;57;OFII;Visite", "Orienté le"),
        ("03/03/2035;Bélanzour;;;57;OFII;Visite", "Orienté le"),
        ("03/03/2025;;Zoélie;;57;OFII;Visite", "NOM D'USAGE"),
        ("03/03/2025;Bélanzour;;juillet;57;OFII;Visite", "DDN"),
        ("03/03/2025;Bélanzour;;14/07/2991;57;OFII;Visite", "DDN"),
        ("03/03/2025;Bélanzour;;;99;OFII;Visite", "Dpt"),
        ("03/03/2025;Bélanzour;;;57;Voisine;Visite", "Orienté par"),
        ("03/03/2025;Bélanzour;;;57;OFII;Fumée", "Moyen"),
    ],
)
def test_a_column_is_told_once_and_as_the_file_heads_it(
    desk: TestDesk, tmp_path: Path, row: str, column: str
) -> None:
    report = importer_at(desk).referrals(lines(tmp_path, row, headers=OTHER_HEADERS), lambda: desk.context)
    assert [each.column for each in report.refused] == [column]
    assert column not in report.refused[0].sentence  # once is enough


@pytest.mark.parametrize("headers", [HEADERS, f"{HEADERS};Divers"])
def test_a_social_security_number_goes_nowhere(
    desk: TestDesk, tmp_path: Path, headers: str, capfd: pytest.CaptureFixture[str]
) -> None:
    row = GOOD.replace("Zoélie", NIR) if headers == HEADERS else f"{GOOD};{NIR}"
    report = importer_at(desk).referrals(lines(tmp_path, row, headers=headers), lambda: desk.context)
    column = "Prénom" if headers == HEADERS else "Divers"
    assert [(each.type, each.column) for each in report.refused] == [("nir-in-the-file", column)]
    assert desk.log.facts == []
    assert NIR not in repr(report)
    assert NIR not in "".join(capfd.readouterr())


def test_the_report_speaks_in_the_readers_language(desk: TestDesk, tmp_path: Path) -> None:
    path = lines(tmp_path, "03/03/2025;Bélanzour;;;57;OFII;")
    (french,) = importer_at(desk).referrals(path, lambda: desk.context).refused
    english_importer = replace(importer_at(desk), words=Words("en"))
    (english,) = english_importer.referrals(path, lambda: desk.context).refused
    assert french.sentence == "Cette case est vide\xa0: remplissez-la."
    assert english.sentence == "This cell is empty: fill it."


@pytest.mark.parametrize("changes", [{"role": Role.PROCESS, "operator_id": None}, {"role": Role.TRAINER}])
def test_who_may_not_import_is_told_once_before_the_file_is_read(
    desk: TestDesk, tmp_path: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(Forbidden):
        importer_at(desk).referrals(tmp_path / "nothing.csv", lambda: of(desk, **changes))


def test_each_row_is_asked_at_its_own_instant(desk: TestDesk, tmp_path: Path) -> None:
    later = desk.context.instant.replace(year=2026)
    instants = iter((desk.context.instant, desk.context.instant, later))
    path = lines(tmp_path, GOOD.replace("2025", "2026"), GOOD.replace("2025", "2026"))
    report = importer_at(desk).referrals(path, lambda: of(desk, instant=next(instants)))
    assert (report.imported, [row.line for row in report.refused]) == (1, [2])


def test_a_refused_row_corrected_in_the_file_goes_in_alone(desk: TestDesk, tmp_path: Path) -> None:
    other = GOOD.replace("Bélanzour", "Oumarkiewicz")
    first = importer_at(desk).referrals(lines(tmp_path, GOOD, other.replace("57", "")), lambda: desk.context)
    again = importer_at(desk).referrals(lines(tmp_path, GOOD, other), lambda: desk.context)
    assert (first.imported, len(first.refused)) == (1, 1)
    assert (again.imported, again.already, again.refused, len(desk.log.facts)) == (1, 1, [], 2)


def test_a_line_of_totals_is_left_out_and_told(desk: TestDesk, tmp_path: Path) -> None:
    path = lines(tmp_path, GOOD, "Total;1", "", ";Sous-total :;;;;;1", headers=HEADERS)
    report = importer_at(desk).referrals(path, lambda: desk.context)
    assert (report.rows, report.imported, report.refused, report.totals) == (1, 1, [], (3, 5))


def test_somebody_named_total_is_no_line_of_totals(desk: TestDesk, tmp_path: Path) -> None:
    headers = "Nom;Date d'orientation;Département;Prescripteur;Canal"
    path = lines(tmp_path, "Total;03/03/2025;57;OFII;Visite", headers=headers)
    report = importer_at(desk).referrals(path, lambda: desk.context)
    assert (report.imported, report.totals) == (1, ())


def test_a_missing_column_stops_before_anything(desk: TestDesk, tmp_path: Path) -> None:
    with pytest.raises(ColumnIsMissing):
        importer_at(desk).referrals(written(tmp_path, "Nom;Prénom\nBélanzour;\n"), lambda: desk.context)


def test_progress_is_told_row_by_row(desk: TestDesk, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    importer_at(desk).referrals(
        lines(tmp_path, GOOD, "bad"), lambda: desk.context, lambda *step: told.append(step)
    )
    assert told == [(1, 2), (2, 2)]
    silent(1, 2)
