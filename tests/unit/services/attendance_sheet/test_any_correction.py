"""However often a sealed sheet is corrected: the path is credited what the sheet says last (rule 5)."""

from datetime import time

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.attendance_sheet.register import minutes_within
from domain.attendance_sheet.sealing import SheetCorrected
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.calendar import ClockTimes, SubjectMinutes
from domain.learner_path.attendance import HoursCredited
from domain.learner_path.path import LearnerPath
from services.attendance_sheet.sealing import CorrectSheet, correct_sheet
from tests.support.desk import COLLEAGUE, TestDesk
from tests.support.examples.ids import PATH, SHEET
from tests.unit.services.attendance_sheet.morning import DAY, morning, sealed_morning, seat, signed

instants = st.integers(9 * 60, 12 * 60).map(lambda minute: time(minute // 60, minute % 60))
stays = st.tuples(instants, instants).filter(lambda span: span[0] < span[1])
times = stays.map(lambda span: ClockTimes(starts_at=span[0], ends_at=span[1]))


def live_credits(desk: TestDesk) -> list[HoursCredited]:
    return list(desk.log.load(LearnerPath, PATH).attendance.live.values())


@settings(max_examples=20, deadline=None)
@given(times, st.lists(st.none() | times, max_size=4))
def test_what_is_credited_is_what_the_sheet_says_after_its_corrections(
    sealed_as: ClockTimes, corrections: list[ClockTimes | None]
) -> None:
    desk = TestDesk()
    morning(desk)
    seat(desk)
    sealed_morning(desk, signed(times=sealed_as))
    register = desk.log.load(AttendanceSheet, SHEET).register
    said = minutes_within(register, sealed_as)
    for corrected in corrections:
        ask = CorrectSheet(on=DAY, path_id=PATH, times=corrected, approver=COLLEAGUE, reason="Erreur.")
        desk.ask(correct_sheet, SHEET, ask)
    for fact in desk.log.facts:
        if isinstance(fact, SheetCorrected):
            assert fact.before == said
            said = fact.after
    last = [sealed_as, *corrections][-1]
    assert said == (minutes_within(register, last) if last else SubjectMinutes())
    assert [each.minutes for each in live_credits(desk)] == ([said] if last else [])
