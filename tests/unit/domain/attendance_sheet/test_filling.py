"""The grid says of each line one thing."""

from datetime import time

import pytest

from domain.attendance_sheet.filling import Line, LineSaysTwoThings, fill
from domain.attendance_sheet.signing import AbsenceCode, MissingSignatureReason, SignatureMethod
from tests.support.examples.attendance_sheet.signing import (
    DAY,
    LATE_PRESENCE_RECORDED,
    LEARNER_MARKED_ABSENT,
    LEARNER_SIGNED,
    PRESENCE_RECORDED,
    SIGNATURE_MISSING,
)
from tests.support.examples.ids import ABSENT_PATH, LATE_PATH, PATH
from tests.unit.domain.attendance_sheet.story import given

PAPER = SignatureMethod.PAPER
WORK = AbsenceCode.WORK
LEFT = MissingSignatureReason.LEFT_BEFORE_SIGNING


def test_a_line_says_present_and_signed() -> None:
    assert fill(given(), Line(path_id=PATH, signed=PAPER), on=DAY) == [PRESENCE_RECORDED, LEARNER_SIGNED]


def test_a_line_says_when_somebody_came_and_why_they_did_not_sign() -> None:
    line = Line(path_id=LATE_PATH, arrived_at=time(10, 30), missing=LEFT)
    assert fill(given(), line, on=DAY) == [LATE_PRESENCE_RECORDED, SIGNATURE_MISSING]


def test_a_line_says_present_and_leaves_the_signature_for_later() -> None:
    assert fill(given(), Line(path_id=PATH), on=DAY) == [PRESENCE_RECORDED]


def test_a_line_says_absent() -> None:
    line = Line(path_id=ABSENT_PATH, absent=AbsenceCode.APPOINTMENT)
    assert fill(given(), line, on=DAY) == [LEARNER_MARKED_ABSENT]


def test_only_what_is_new_on_a_line_is_written() -> None:
    assert fill(given(PRESENCE_RECORDED), Line(path_id=PATH, signed=PAPER), on=DAY) == [LEARNER_SIGNED]


@pytest.mark.parametrize(
    "line",
    [
        Line(path_id=PATH, absent=WORK, arrived_at=time(9)),
        Line(path_id=PATH, absent=WORK, left_at=time(12)),
        Line(path_id=PATH, absent=WORK, signed=PAPER),
        Line(path_id=PATH, absent=WORK, missing=LEFT),
        Line(path_id=PATH, signed=PAPER, missing=LEFT),
        Line(path_id=PATH, absent=WORK, arrived_at=time(0)),
    ],
)
def test_a_line_does_not_say_two_things(line: Line) -> None:
    with pytest.raises(LineSaysTwoThings):
        fill(given(), line, on=DAY)
