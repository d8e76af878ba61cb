"""A grid going in through the desk: a morning of three hours, two of French and one of code."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from adapters.files.report import Report
from domain.attendance_sheet.filling import Line
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.attendance_sheet.signing import (
    AbsenceCode,
    LearnerMarkedAbsent,
    LearnerSigned,
    MissingSignatureReason,
    PresenceRecorded,
    SheetOpened,
    SignatureMethod,
)
from domain.ids import OperatorId, PathId, SheetId, SubjectId
from domain.personal import Identity
from services.answers import Forbidden
from services.context import Role
from services.funded_group.planning import GROUP_CODE
from services.funded_group.sessions import SESSION_SHEET
from services.ports import Claim, Save
from tests.support.desk import TestDesk
from tests.support.examples.ids import ABSENT_PATH, GROUP, LATE_PATH, PATH, SESSION
from tests.support.importing import importer_at, seat_named, written
from tests.unit.services.attendance_sheet import morning
from tests.unit.services.attendance_sheet.morning import HERE

NIR = "1850578006084"
CODE = "57-2025-01"
HEADERS = "Groupe;Nom;Prénom;04/02/2025 M"
ZOE = Identity(family_name="Bélanzour", given_name="Zoélie", birth_date=date(1991, 7, 14))
SISTER = replace(ZOE, birth_date=date(1993, 2, 1))
NEWCOMER = PathId(UUID("00000000-0000-7000-8000-00000000a009"))
SINGLE = Identity(family_name="Al-Faroukhin")


@pytest.fixture
def desk() -> TestDesk:
    """A group of three, whose code finds it."""
    desk = TestDesk()
    morning.morning(desk)
    claim = Claim(kind=GROUP_CODE, key=CODE, owner=str(GROUP), unique=True)
    desk.log.store(Save(events=(), reads={}, claims=(claim,)))
    for path_id, identity in ((PATH, ZOE), (LATE_PATH, SINGLE), (ABSENT_PATH, None)):
        seat_named(desk, path_id, identity)
    return desk


def sent(desk: TestDesk, folder: Path, *rows: str, headers: str = HEADERS, **changes: object) -> Report:
    """Import a grid as a trainer."""
    context = replace(desk.context, role=Role.TRAINER, **changes)  # type: ignore[arg-type] # the test names real fields.
    return importer_at(desk).attendance(written(folder, "\r\n".join((headers, *rows))), lambda: context)


def sheet(desk: TestDesk) -> AttendanceSheet:
    (owner,) = desk.log.owners(SESSION_SHEET, str(SESSION))
    return desk.log.load(AttendanceSheet, UUID(owner))


def counts(report: Report) -> tuple[int, int, list[tuple[int, str, str | None]]]:
    """Return what went in, what was there, and each refusal's line, type and column."""
    return report.imported, report.already, [(row.line, row.type, row.column) for row in report.refused]


def test_a_cell_opens_the_sheet_and_says_who_was_there_and_signed(desk: TestDesk, tmp_path: Path) -> None:
    before = len(desk.log.facts)
    assert counts(sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")) == (1, 0, [])
    opened, present, signed = desk.log.facts[before:]
    assert isinstance(opened, SheetOpened)
    assert isinstance(present, PresenceRecorded)
    assert (present.path_id, present.minutes.total) == (PATH, 180)
    assert isinstance(signed, LearnerSigned)
    assert signed.method is SignatureMethod.PAPER
    assert {each.context.source for each in desk.log.recorded[before:]} == {"import"}


def test_an_absence_hours_and_times_are_written_as_they_are(desk: TestDesk, tmp_path: Path) -> None:
    headers = HEADERS.replace("Prénom", "Parcours")
    rows = (f"{CODE};;{PATH};9h30-12h NS", f"{CODE};Al Faroukhin;;A (travail)", f"{CODE};;{ABSENT_PATH};3,0")
    assert counts(sent(desk, tmp_path, *rows, headers=headers)) == (3, 0, [])
    register = sheet(desk).register
    zoe, single, third = (register.mark(each) for each in (PATH, LATE_PATH, ABSENT_PATH))
    assert (zoe.times and zoe.times.minutes, zoe.signature) == (150, None)
    assert isinstance(single.absence, LearnerMarkedAbsent)
    assert single.absence.code is AbsenceCode.WORK
    assert (third.times and third.times.minutes, third.is_signed) == (180, True)


def test_signatures_may_be_left_to_the_sheets(desk: TestDesk, tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEADERS}\n{CODE};Bélanzour;Zoélie;P\n")
    importer_at(desk).attendance(path, lambda: desk.context, signed=None)
    assert sheet(desk).register.mark(PATH).signature is None


def test_the_same_grid_again_changes_nothing(desk: TestDesk, tmp_path: Path) -> None:
    rows = (f"{CODE};Bélanzour;Zoélie;P", f"{CODE};Al-Faroukhin;;A")
    sent(desk, tmp_path, *rows)
    before = len(desk.log.facts)
    assert counts(sent(desk, tmp_path, *rows)) == (0, 2, [])
    assert len(desk.log.facts) == before


def test_the_same_grid_after_the_sheet_is_sealed_changes_nothing(desk: TestDesk, tmp_path: Path) -> None:
    rows = (f"{CODE};Bélanzour;Zoélie;P", f"{CODE};Al-Faroukhin;;A")
    sent(desk, tmp_path, *rows)
    place = replace(HERE, sheet_id=SheetId(sheet(desk).id))
    morning.fill(desk, Line(path_id=ABSENT_PATH, absent=AbsenceCode.UNKNOWN), place=place)
    morning.countersign_it(desk, place)
    (credit,) = morning.credits_in(morning.seal(desk, place))
    assert credit.minutes.total == 180
    assert counts(sent(desk, tmp_path, *rows)) == (0, 2, [])


def test_a_corrected_cell_alone_goes_in(desk: TestDesk, tmp_path: Path) -> None:
    first = sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P", f"{CODE};Al-Faroukhin;;2,5")
    again = sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P", f"{CODE};Al-Faroukhin;;9h-11h30")
    assert counts(first) == (1, 0, [(3, "not-the-whole-session", "04/02/2025 M")])
    assert counts(again) == (1, 1, [])


def test_a_mark_that_was_changed_in_the_file_is_changed_on_the_sheet(desk: TestDesk, tmp_path: Path) -> None:
    sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")
    assert counts(sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;A")) == (1, 0, [])
    assert sheet(desk).register.mark(PATH).absence


def test_what_somebody_wrote_since_is_never_written_over_by_an_old_file(
    desk: TestDesk, tmp_path: Path
) -> None:
    sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")
    place = replace(HERE, sheet_id=SheetId(sheet(desk).id))
    morning.fill(desk, Line(path_id=PATH, absent=AbsenceCode.WORK), place=place)
    before = len(desk.log.facts)
    report = sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")
    assert counts(report) == (0, 0, [(2, "changed-since", "04/02/2025 M")])
    assert len(desk.log.facts) == before


def test_a_grid_remembers_what_was_already_on_the_sheet(desk: TestDesk, tmp_path: Path) -> None:
    morning.open_it(desk)
    morning.fill(desk, morning.signed())
    assert counts(sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")) == (0, 1, [])
    morning.fill(desk, Line(path_id=PATH, absent=AbsenceCode.WORK))
    report = sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")
    assert counts(report) == (0, 0, [(2, "changed-since", "04/02/2025 M")])


def test_a_reason_given_for_an_absence_since_agrees_with_the_grid(desk: TestDesk, tmp_path: Path) -> None:
    sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;A")
    place = replace(HERE, sheet_id=SheetId(sheet(desk).id))
    morning.fill(desk, Line(path_id=PATH, absent=AbsenceCode.APPOINTMENT), place=place)
    assert counts(sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;A")) == (0, 1, [])


@pytest.mark.parametrize(
    "line",
    [
        Line(path_id=PATH, signed=SignatureMethod.TABLET),
        Line(path_id=PATH, missing=MissingSignatureReason.FORGOTTEN),
    ],
)
def test_what_the_sheet_says_of_a_signature_stands(desk: TestDesk, tmp_path: Path, line: Line) -> None:
    morning.open_it(desk)
    morning.fill(desk, line)
    before = sheet(desk).register.mark(PATH).signature
    assert counts(sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")) == (0, 1, [])
    assert counts(sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;9h-11h")) == (1, 0, [])
    assert sheet(desk).register.mark(PATH).signature == before


def test_a_change_on_a_sealed_sheet_is_refused_with_the_way_to_correct_it(
    desk: TestDesk, tmp_path: Path
) -> None:
    morning.sealed_morning(
        desk,
        morning.signed(),
        Line(path_id=LATE_PATH, absent=AbsenceCode.OTHER),
        Line(path_id=ABSENT_PATH, absent=AbsenceCode.OTHER),
    )
    report = sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;A")
    assert counts(report) == (0, 0, [(2, "sheet-is-sealed", "04/02/2025 M")])
    assert report.refused[0].sentence == "Cette feuille est scellée\xa0: demandez une correction."


@pytest.mark.parametrize(
    ("row", "kind", "column"),
    [
        ("54-2025-09;Bélanzour;Zoélie;P", "no-such-group", "Groupe"),
        (";Bélanzour;Zoélie;P", "cell-is-empty", "Groupe"),
        (f"{CODE};;Zoélie;P", "cell-is-empty", "Nom"),
        (f"{CODE};Inconnue;;P", "learner-not-in-group", "Nom"),
        (f"{CODE};Bélanzour;Autre;P", "learner-not-in-group", "Nom"),
        (f"{CODE};Bélanzour;Zoélie;peut-être", "not-an-attendance-mark", "04/02/2025 M"),
        (f"{CODE};Bélanzour;Zoélie;2,5", "not-the-whole-session", "04/02/2025 M"),
        (f"{CODE};Bélanzour;Zoélie;3,5", "more-than-the-session", "04/02/2025 M"),
        (f"{CODE};Bélanzour;Zoélie;8h-12h", "beyond-the-sheet", "04/02/2025 M"),
        (f"{CODE};Bélanzour;Zoélie;11h-10h", "left-before-arriving", "04/02/2025 M"),
        (f"{CODE};Bélanzour;{NIR};P", "nir-in-the-file", "Prénom"),
        (f"{CODE};Bélanzour;Zoélie;1 85 05 78 006 084 91", "nir-in-the-file", "04/02/2025 M"),
    ],
)
def test_a_bad_row_is_told_and_good_ones_go_in(
    desk: TestDesk, tmp_path: Path, row: str, kind: str, column: str
) -> None:
    report = sent(desk, tmp_path, row, f"{CODE};Al-Faroukhin;;P")
    assert counts(report) == (1, 0, [(2, kind, column)])
    assert NIR not in repr(report)


@pytest.mark.parametrize(
    ("who", "row", "column"),
    [
        ("Stagiaire;DDN", "54-2025-09;Bélanzour Zoélie;14/07/1991;P", "CODE GROUPE"),
        ("Stagiaire;DDN", f"{CODE};;14/07/1991;P", "Stagiaire"),
        ("Stagiaire;DDN", f"{CODE};Inconnue;14/07/1991;P", "Stagiaire"),
        ("Stagiaire;DDN", f"{CODE};Bélanzour Zoélie;juillet;P", "DDN"),
        ("Nom d'usage;DDN", f"{CODE};Inconnue;;P", "Nom d'usage"),
        ("Identifiant;DDN", f"{CODE};inconnu;;P", "Identifiant"),
    ],
)
def test_a_column_is_told_once_and_as_the_file_heads_it(
    desk: TestDesk, tmp_path: Path, who: str, row: str, column: str
) -> None:
    report = sent(desk, tmp_path, row, headers=f"CODE GROUPE;{who};04/02/2025 M")
    assert [each.column for each in report.refused] == [column]
    assert column not in report.refused[0].sentence  # once is enough


def test_a_half_day_without_session_is_told_once_at_the_header(desk: TestDesk, tmp_path: Path) -> None:
    rows = (f"{CODE};Bélanzour;Zoélie;P;P", f"{CODE};Al-Faroukhin;;P;P")
    report = sent(desk, tmp_path, *rows, headers=f"{HEADERS};05/02/2025 M")
    assert counts(report) == (2, 0, [(1, "no-session-that-half-day", "05/02/2025 M")])


def test_a_half_day_to_come_is_refused(desk: TestDesk, tmp_path: Path) -> None:
    before = desk.context.instant.replace(month=1)
    report = sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P", instant=before)
    assert counts(report) == (0, 0, [(1, "in-the-future", "04/02/2025 M")])


def test_a_learner_who_had_no_seat_that_day_is_told(desk: TestDesk, tmp_path: Path) -> None:
    morning.open_it(desk)
    seat_named(desk, NEWCOMER, SISTER)
    report = sent(desk, tmp_path, f"{CODE};;{NEWCOMER};P", headers=HEADERS.replace("Prénom", "Parcours"))
    assert counts(report) == (0, 0, [(2, "not-expected", "04/02/2025 M")])


def test_two_learners_of_one_name_are_told_apart_by_birth_date(desk: TestDesk, tmp_path: Path) -> None:
    seat_named(desk, NEWCOMER, SISTER)
    assert counts(sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")) == (
        0,
        0,
        [(2, "several-learners", "Nom")],
    )
    headers = HEADERS.replace("Prénom", "Né(e) le")
    assert counts(sent(desk, tmp_path, f"{CODE};BELANZOUR;01/02/1993;P", headers=headers)) == (1, 0, [])
    assert sheet(desk).register.mark(NEWCOMER).is_signed


@pytest.mark.parametrize("name", ["BELANZOUR Zoélie", "Zoélie Bélanzour", "bélanzour, zoelie"])
def test_a_whole_name_in_one_cell_is_read_in_either_order(desk: TestDesk, tmp_path: Path, name: str) -> None:
    report = sent(desk, tmp_path, f"{CODE};{name};P", headers="Groupe;Stagiaire;04/02/2025 M")
    assert counts(report) == (1, 0, [])
    assert sheet(desk).register.mark(PATH).is_signed


def test_a_name_that_was_erased_is_nobodys(desk: TestDesk, tmp_path: Path) -> None:
    desk.keyring.shred(SubjectId(PATH), "B", 1)
    report = sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P")
    assert counts(report) == (0, 0, [(2, "learner-not-in-group", "Nom")])


def test_a_group_of_another_operator_is_as_no_group(desk: TestDesk, tmp_path: Path) -> None:
    elsewhere = OperatorId(UUID("00000000-0000-7000-8000-000000000067"))
    report = sent(desk, tmp_path, f"{CODE};Bélanzour;Zoélie;P", operator_id=elsewhere)
    assert counts(report) == (0, 0, [(2, "no-such-group", "Groupe")])


def test_who_may_not_fill_a_sheet_is_told_once(desk: TestDesk, tmp_path: Path) -> None:
    caseworker = replace(desk.context, role=Role.CASEWORKER)
    with pytest.raises(Forbidden):
        importer_at(desk).attendance(tmp_path / "nothing.csv", lambda: caseworker)


def test_a_line_of_totals_and_a_column_of_totals_are_told(desk: TestDesk, tmp_path: Path) -> None:
    rows = (f"{CODE};Bélanzour;Zoélie;P;3", "Total;;;1;3")
    report = sent(desk, tmp_path, *rows, headers=f"{HEADERS};Total")
    assert counts(report) == (1, 0, [])
    assert (report.totals, report.ignored) == ((3,), ("Total",))


def test_progress_is_told_row_by_row(desk: TestDesk, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = written(tmp_path, f"{HEADERS}\n{CODE};Bélanzour;Zoélie;P\nbad\n")
    importer_at(desk).attendance(path, lambda: desk.context, lambda *step: told.append(step))
    assert told == [(1, 2), (2, 2)]
