"""Anyone can hash a sheet's content again, from the documented form alone."""

import json
from dataclasses import replace
from datetime import time
from hashlib import sha256

import pytest

from domain.attendance_sheet.content import content_hash
from domain.attendance_sheet.signing import AbsenceCode, MissingSignatureReason, SignatureMethod
from domain.facts import Fact
from tests.support.examples.attendance_sheet.sealing import SHEET_SEALED
from tests.support.examples.attendance_sheet.signing import (
    CODE_COUNTERSIGNED,
    EXAMPLES,
    FRENCH_COUNTERSIGNED,
    LATE_PRESENCE_RECORDED,
    LEARNER_MARKED_ABSENT,
    LEARNER_SIGNED,
    PRESENCE_RECORDED,
    SIGNATURE_MISSING,
)
from tests.support.examples.ids import OTHER_SHEET, SHEET
from tests.unit.domain.attendance_sheet.story import COMPLETE, SEALED, given

CONTENT = {
    "form": "attendance-sheet/1",
    "sheet": "00000000-0000-7000-8000-00000000c001",
    "group": "00000000-0000-7000-8000-00000000b001",
    "session": "00000000-0000-7000-8000-00000000d001",
    "day": "2025-02-04",
    "half_day": "AM",
    "segments": [
        {
            "starts_at": "09:00:00",
            "ends_at": "11:00:00",
            "subject": "french",
            "trainer": "00000000-0000-7000-8000-00000000f001",
        },
        {
            "starts_at": "11:00:00",
            "ends_at": "12:00:00",
            "subject": "code",
            "trainer": "00000000-0000-7000-8000-00000000f002",
        },
    ],
    "learners": [
        {
            "learner": "00000000-0000-7000-8000-00000000a001",
            "arrived_at": "09:00:00",
            "left_at": "12:00:00",
            "signed": "paper",
            "missing": None,
            "absent": None,
        },
        {
            "learner": "00000000-0000-7000-8000-00000000a002",
            "arrived_at": "10:30:00",
            "left_at": "12:00:00",
            "signed": None,
            "missing": "left-before-signing",
            "absent": None,
        },
        {
            "learner": "00000000-0000-7000-8000-00000000a003",
            "arrived_at": None,
            "left_at": None,
            "signed": None,
            "missing": None,
            "absent": "appointment",
        },
    ],
    "countersigned": [
        {"segment": 0, "trainer": "00000000-0000-7000-8000-00000000f001", "qualified": True},
        {"segment": 1, "trainer": "00000000-0000-7000-8000-00000000f002", "qualified": True},
    ],
}


def test_the_hash_is_that_of_the_documented_form() -> None:
    text = json.dumps(CONTENT, sort_keys=True, separators=(",", ":"))
    assert content_hash(SHEET, COMPLETE) == sha256(text.encode("ascii")).hexdigest()


def test_the_example_of_a_sealed_sheet_has_the_hash_of_the_example_sheet() -> None:
    assert content_hash(SHEET, COMPLETE) == SHEET_SEALED.content_hash


def test_the_order_in_which_lines_were_written_changes_nothing() -> None:
    backwards = given(
        CODE_COUNTERSIGNED,
        FRENCH_COUNTERSIGNED,
        LEARNER_MARKED_ABSENT,
        LATE_PRESENCE_RECORDED,
        SIGNATURE_MISSING,
        PRESENCE_RECORDED,
        LEARNER_SIGNED,
    )
    assert content_hash(SHEET, backwards) == SHEET_SEALED.content_hash


@pytest.mark.parametrize(
    "change",
    [
        replace(PRESENCE_RECORDED, left_at=time(11, 59)),
        replace(LEARNER_SIGNED, method=SignatureMethod.TABLET),
        replace(SIGNATURE_MISSING, reason=MissingSignatureReason.FORGOTTEN),
        replace(LEARNER_MARKED_ABSENT, code=AbsenceCode.WORK),
        replace(CODE_COUNTERSIGNED, qualified=False),
    ],
    ids=lambda fact: fact.TYPE,
)
def test_any_change_of_the_sheet_changes_the_hash(change: Fact) -> None:
    changed = given(*EXAMPLES[1:], change)
    assert content_hash(SHEET, changed) != SHEET_SEALED.content_hash


def test_two_sheets_have_two_hashes() -> None:
    assert content_hash(OTHER_SHEET, COMPLETE) != content_hash(SHEET, COMPLETE)


def test_sealing_leaves_the_hash_as_it_was() -> None:
    assert content_hash(SHEET, SEALED) == SHEET_SEALED.content_hash
