"""Credits of sealed sheets (rules 4 and 8)."""

from dataclasses import replace
from datetime import date, time

import pytest

from domain.calendar import ClockTimes, HalfDay, SubjectMinutes
from domain.learner_path import attendance
from domain.learner_path.attendance import (
    CreditIsNotLive,
    FundingException,
    HoursCredited,
    NotInThisGroup,
    OverlappingPresence,
    SecondSheetSameHalfDay,
)
from domain.learner_path.ending import Attended
from tests.support.examples.ids import GROUP, OTHER_GROUP, OTHER_SHEET
from tests.support.examples.learner_path.attendance import (
    HOURS_CREDIT_REVERSED,
    HOURS_CREDITED,
    HOURS_CREDITED_WITH_EXCEPTION,
)
from tests.support.examples.learner_path.enrolment import DROPPED_OUT, ENROLLED_IN_GROUP
from tests.support.learner_paths import AT_THE_GATE, IN_TRAINING, event_id, path_after

SEATED = path_after(*IN_TRAINING)
CREDITED = path_after(*IN_TRAINING, HOURS_CREDITED)
CREDIT = event_id(len(IN_TRAINING) + 1)
REVERSED = path_after(*IN_TRAINING, HOURS_CREDITED, replace(HOURS_CREDIT_REVERSED, credit=CREDIT))
DAY = HOURS_CREDITED.occurred_on


def afternoon(starts_at: time) -> attendance.HoursCredited:
    times = ClockTimes(starts_at=starts_at, ends_at=time(16))
    return replace(HOURS_CREDITED, sheet_id=OTHER_SHEET, half_day=HalfDay.PM, times=times)


def test_a_half_day_is_credited() -> None:
    assert attendance.credit(SEATED.attendance, SEATED.training, HOURS_CREDITED) == [HOURS_CREDITED]


def test_a_credit_flagged_later_keeps_its_minutes_and_is_not_fundable() -> None:
    (flagged,) = attendance.flag(HOURS_CREDITED_WITH_EXCEPTION, FundingException.SAME_PERSON_ELSEWHERE)
    assert flagged == replace(
        HOURS_CREDITED_WITH_EXCEPTION,
        exceptions=(FundingException.SIGNATURE_MISSING, FundingException.SAME_PERSON_ELSEWHERE),
    )
    (flagged,) = attendance.flag(HOURS_CREDITED, FundingException.SAME_PERSON_ELSEWHERE)
    assert isinstance(flagged, HoursCredited)
    assert (flagged.minutes, flagged.fundable) == (HOURS_CREDITED.minutes, SubjectMinutes())


def test_a_credit_is_flagged_once() -> None:
    assert attendance.flag(HOURS_CREDITED_WITH_EXCEPTION, FundingException.SIGNATURE_MISSING) == []


def test_a_sheet_credits_the_same_once() -> None:
    assert attendance.credit(CREDITED.attendance, CREDITED.training, HOURS_CREDITED) == []


def test_a_second_sheet_of_one_half_day_is_refused() -> None:
    second = replace(
        afternoon(time(13)), half_day=HalfDay.AM, times=ClockTimes(starts_at=time(13), ends_at=time(14))
    )
    with pytest.raises(SecondSheetSameHalfDay):
        attendance.credit(CREDITED.attendance, CREDITED.training, second)


def test_the_same_half_day_of_another_day_is_credited() -> None:
    next_day = replace(HOURS_CREDITED, sheet_id=OTHER_SHEET, occurred_on=date(2025, 2, 5))
    assert attendance.credit(CREDITED.attendance, CREDITED.training, next_day) == [next_day]


def test_presences_that_overlap_by_the_clock_are_refused() -> None:
    with pytest.raises(OverlappingPresence) as refusal:
        attendance.credit(CREDITED.attendance, CREDITED.training, afternoon(time(11, 59)))
    assert refusal.value.values == {"day": DAY, "starts_at": time(9), "ends_at": time(12)}


def test_presences_that_touch_are_credited() -> None:
    noon = afternoon(time(12))
    assert attendance.credit(CREDITED.attendance, CREDITED.training, noon) == [noon]


def test_nobody_is_credited_without_a_place() -> None:
    path = path_after(*AT_THE_GATE)
    with pytest.raises(NotInThisGroup):
        attendance.credit(path.attendance, path.training, HOURS_CREDITED)


def test_nobody_is_credited_in_another_group() -> None:
    elsewhere = replace(HOURS_CREDITED, group_id=OTHER_GROUP)
    with pytest.raises(NotInThisGroup):
        attendance.credit(SEATED.attendance, SEATED.training, elsewhere)


def test_nobody_is_credited_after_leaving() -> None:
    path = path_after(*IN_TRAINING, DROPPED_OUT)
    late = replace(HOURS_CREDITED, occurred_on=date(2025, 4, 5))
    with pytest.raises(NotInThisGroup):
        attendance.credit(path.attendance, path.training, late)


def test_a_half_day_is_credited_after_leaving_even_for_another_group() -> None:
    again = replace(ENROLLED_IN_GROUP, group_id=OTHER_GROUP, occurred_on=date(2025, 5, 5))
    path = path_after(*IN_TRAINING, DROPPED_OUT, again)
    assert attendance.credit(path.attendance, path.training, HOURS_CREDITED) == [HOURS_CREDITED]


def test_a_credit_is_taken_back_whole() -> None:
    taken_back = attendance.reverse(CREDITED.attendance, CREDIT, on=DAY)
    assert taken_back == [replace(HOURS_CREDIT_REVERSED, credit=CREDIT)]


def test_a_credit_is_taken_back_once() -> None:
    with pytest.raises(CreditIsNotLive):
        attendance.reverse(REVERSED.attendance, CREDIT, on=DAY)


def test_a_half_day_taken_back_can_be_credited_again() -> None:
    shorter = replace(HOURS_CREDITED, minutes=SubjectMinutes(french=90))
    assert attendance.credit(REVERSED.attendance, REVERSED.training, shorter) == [shorter]


def test_the_two_ledgers_are_kept_apart() -> None:
    ledgers = path_after(*IN_TRAINING, HOURS_CREDITED, HOURS_CREDITED_WITH_EXCEPTION).attendance
    assert (ledgers.attended, ledgers.fundable) == (360, 180)


def test_minutes_taken_back_leave_both_ledgers() -> None:
    ledgers = REVERSED.attendance
    assert (ledgers.attended, ledgers.fundable, ledgers.last_on) == (0, 0, None)


def test_what_was_followed_is_told_by_group() -> None:
    assert CREDITED.attendance.attended_in(GROUP) == Attended(minutes=180, last_on=DAY)
    assert CREDITED.attendance.attended_in(OTHER_GROUP) == Attended(minutes=0, last_on=None)
    assert CREDITED.attended == Attended(minutes=180, last_on=DAY)
