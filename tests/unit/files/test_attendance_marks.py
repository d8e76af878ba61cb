"""What a cell of a grid says."""

from datetime import time, timedelta

import pytest

from adapters.files.attendance_marks import AttendanceMark, mark_of
from adapters.files.refusals import NotAnAttendanceMark
from adapters.files.rows import Cell
from domain.attendance_sheet.signing import AbsenceCode


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("A", AbsenceCode.UNKNOWN),
        ("Absente", AbsenceCode.UNKNOWN),
        ("A (travail)", AbsenceCode.WORK),
        ("a - RDV", AbsenceCode.APPOINTMENT),
        ("A autre", AbsenceCode.OTHER),
        ("0", AbsenceCode.UNKNOWN),
        ("0,00", AbsenceCode.UNKNOWN),
        (0.0, AbsenceCode.UNKNOWN),
        (time(0), AbsenceCode.UNKNOWN),
    ],
)
def test_an_absence_and_no_hours_at_all_are_absences(cell: Cell, code: AbsenceCode) -> None:
    assert mark_of(cell, "") == AttendanceMark(absent=code)


@pytest.mark.parametrize("cell", ["P", "x", "Présent", "PRÉSENTE"])
def test_present_is_the_whole_session(cell: Cell) -> None:
    assert mark_of(cell, "") == AttendanceMark()


@pytest.mark.parametrize(
    "cell",
    ["3,5", "3.50", "3,5 h", "3h30", "3:30", "3:30:00", "03 h 30", 3.5, time(3, 30), timedelta(hours=3.5)],
)
def test_hours_are_read_in_every_usual_form(cell: Cell) -> None:
    assert mark_of(cell, "") == AttendanceMark(minutes=210)


def test_a_third_of_an_hour_is_twenty_minutes() -> None:
    assert [mark_of(cell, "").minutes for cell in ("3,3333", 10 / 3, "3,33", 3)] == [200, 200, 200, 180]


@pytest.mark.parametrize("cell", ["9h00-11h30", "de 9h à 11h30", "9:00 – 11:30", "09h - 11h30"])
def test_two_times_are_an_arrival_and_a_leaving(cell: Cell) -> None:
    assert mark_of(cell, "") == AttendanceMark(arrived_at=time(9), left_at=time(11, 30))


@pytest.mark.parametrize("cell", ["3,5 NS", "3h30 ns", "P NS", "9h-11h30 NS"])
def test_ns_says_that_nobody_signed(cell: Cell) -> None:
    assert not mark_of(cell, "").is_signed


@pytest.mark.parametrize("cell", ["?", "3,5,5", "25h-26h", "9h61-10h", "9h-", "Bélanzour", True, 1e9, "NS"])
def test_anything_else_is_refused_and_not_repeated(cell: Cell) -> None:
    with pytest.raises(NotAnAttendanceMark) as refused:
        mark_of(cell, "04/02/2025 M")
    assert refused.value.values == {"column": "04/02/2025 M"}
