"""What a sheet says of each learner, and what it still lacks."""

from dataclasses import replace
from datetime import time

import pytest

from domain.attendance_sheet.register import (
    BeyondTheSheet,
    LeftBeforeArriving,
    NoSuchSegment,
    Register,
    evolve,
    minutes_within,
    segment_of,
)
from domain.attendance_sheet.sealing import Lacking
from domain.calendar import ClockTimes, Subject, SubjectMinutes
from domain.refusals import Unknown
from tests.support.examples.attendance_sheet.signing import (
    LATE_PRESENCE_RECORDED,
    LEARNER_MARKED_ABSENT,
    LEARNER_SIGNED,
    PRESENCE_RECORDED,
    SHEET_OPENED,
)
from tests.support.examples.funded_group.sessions import FRENCH_THEN_CODE
from tests.support.examples.ids import ABSENT_PATH, LATE_PATH, PATH
from tests.support.given import folded
from tests.unit.domain.attendance_sheet.story import COMPLETE, given


def between(starts_at: time, ends_at: time) -> ClockTimes:
    return ClockTimes(starts_at=starts_at, ends_at=ends_at)


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        (between(time(9), time(12)), SubjectMinutes(french=120, code=60)),
        (between(time(9, 10), time(11)), SubjectMinutes(french=110)),
        (between(time(10, 30), time(11, 20)), SubjectMinutes(french=30, code=20)),
        (between(time(11), time(12)), SubjectMinutes(code=60)),
    ],
)
def test_minutes_are_those_of_each_subject_between_two_times(
    times: ClockTimes, minutes: SubjectMinutes
) -> None:
    assert minutes_within(given(), times) == minutes


@pytest.mark.parametrize("times", [between(time(8, 59), time(12)), between(time(9), time(12, 1))])
def test_nobody_is_there_before_or_after_the_session(times: ClockTimes) -> None:
    with pytest.raises(BeyondTheSheet):
        minutes_within(given(), times)


def test_being_there_during_the_pause_alone_is_not_being_there() -> None:
    french, code = FRENCH_THEN_CODE
    late_code = replace(code, times=between(time(11, 30), time(12)))
    with_pause = folded(evolve, Register(), (replace(SHEET_OPENED, segments=(french, late_code)),))
    with pytest.raises(BeyondTheSheet):
        minutes_within(with_pause, between(time(11), time(11, 30)))


@pytest.mark.parametrize("times", [between(time(11), time(10)), between(time(10), time(10))])
def test_nobody_leaves_before_arriving(times: ClockTimes) -> None:
    with pytest.raises(LeftBeforeArriving):
        minutes_within(given(), times)


def test_an_open_sheet_lacks_every_line_and_countersignature() -> None:
    assert given().lacking == Lacking(unmarked=(PATH, LATE_PATH, ABSENT_PATH), segments=(0, 1))


def test_a_presence_without_signature_or_reason_is_lacking() -> None:
    assert given(PRESENCE_RECORDED).lacking.unsigned == (PATH,)


def test_a_complete_sheet_lacks_nothing() -> None:
    assert not COMPLETE.lacking


def test_those_present_are_told_in_the_order_of_the_sheet() -> None:
    register = given(LATE_PRESENCE_RECORDED, PRESENCE_RECORDED, LEARNER_MARKED_ABSENT)
    assert list(register.present.items()) == [
        (PATH, between(time(9), time(12))),
        (LATE_PATH, between(time(10, 30), time(12))),
    ]


def test_a_signature_stands_when_the_times_of_the_presence_are_corrected() -> None:
    shorter = replace(PRESENCE_RECORDED, left_at=time(11))
    assert given(PRESENCE_RECORDED, LEARNER_SIGNED, shorter).mark(PATH).is_signed


def test_an_absence_replaces_a_presence_and_its_signature() -> None:
    absent = replace(LEARNER_MARKED_ABSENT, path_id=PATH)
    mark = given(PRESENCE_RECORDED, LEARNER_SIGNED, absent).mark(PATH)
    assert (mark.presence, mark.is_signed, mark.absence) == (None, False, absent)


def test_a_presence_replaces_an_absence() -> None:
    absent = replace(LEARNER_MARKED_ABSENT, path_id=PATH)
    mark = given(absent, PRESENCE_RECORDED).mark(PATH)
    assert (mark.presence, mark.absence) == (PRESENCE_RECORDED, None)


def test_a_segment_is_found_by_its_place() -> None:
    assert segment_of(given(), 1).subject is Subject.CODE


@pytest.mark.parametrize("index", [-1, 2])
def test_there_is_no_segment_beyond_the_last(index: int) -> None:
    with pytest.raises(NoSuchSegment):
        segment_of(given(), index)


def test_a_sheet_that_was_never_opened_says_nothing() -> None:
    with pytest.raises(Unknown):
        _ = Register().lacking
