"""What of a fact may stand in a view."""

import json
from datetime import date, time
from uuid import UUID

from domain.calendar import ClockTimes, HalfDay, SubjectMinutes
from domain.ids import GroupId, SheetId
from domain.learner_path.attendance import FundingException, HoursCredited
from domain.learner_path.follow_up import NoteAdded, NoteVisibility
from projections.plain import clear_json, has_sealed
from tests.support.envelopes import sealed

ID = UUID("00000000-0000-7000-8000-00000000b001")
CREDIT = HoursCredited(
    occurred_on=date(2025, 1, 6),
    sheet_id=SheetId(ID),
    group_id=GroupId(ID),
    half_day=HalfDay.AM,
    times=ClockTimes(starts_at=time(9), ends_at=time(12)),
    minutes=SubjectMinutes(french=165, code=15),
    fundable=SubjectMinutes(),
    exceptions=(FundingException.SIGNATURE_MISSING,),
)
NOTE = NoteAdded(occurred_on=date(2025, 1, 6), visibility=NoteVisibility.TEAM, text=sealed("A"))


def test_every_clear_field_but_the_day_is_told_in_plain_json() -> None:
    assert json.loads(clear_json(CREDIT)) == {
        "sheet_id": str(ID),
        "group_id": str(ID),
        "half_day": "AM",
        "times": {"starts_at": "09:00:00", "ends_at": "12:00:00"},
        "minutes": {"french": 165, "code": 15},
        "fundable": {"french": 0, "code": 0},
        "exceptions": ["signature-missing"],
    }


def test_the_same_fact_gives_the_same_text() -> None:
    told = clear_json(CREDIT)
    assert told == clear_json(CREDIT)
    assert list(json.loads(told)) == sorted(json.loads(told))


def test_a_sealed_field_is_left_out_and_announced() -> None:
    assert json.loads(clear_json(NOTE)) == {"visibility": "team"}
    assert has_sealed(NOTE)
    assert not has_sealed(CREDIT)
