"""Values as people write them in France, and in English."""

from datetime import UTC, date, datetime, time

import pytest

from adapters.words import Words
from domain.attendance_sheet.signing import SignatureMethod
from domain.calendar import SubjectMinutes
from domain.learner_path.follow_up import FollowUpMonth
from domain.levels import CefrLevel, SkillLevels

FRENCH, ENGLISH = Words("fr"), Words("en")
NARROW, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def test_money_is_written_as_in_each_country() -> None:
    assert FRENCH.money(123_450) == f"1{NARROW}234,50{WIDE}€"
    assert ENGLISH.money(123_450) == "€1,234.50"
    assert FRENCH.money(-5) == f"-0,05{WIDE}€"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (45, "45 min"), (210, "3 h 30"), (185, "3 h 05"), (12_000, "200 h"), (-90, "−1 h 30")],
)
def test_minutes_are_hours_once_there_is_one(minutes: int, said: str) -> None:
    assert FRENCH.duration(minutes) == said


def test_a_large_number_of_hours_is_grouped() -> None:
    assert FRENCH.duration(120_000) == f"2{NARROW}000 h"


def test_the_first_of_a_month_is_said_as_such_in_french_only() -> None:
    assert FRENCH.day(date(2025, 3, 1)) == "1er mars 2025"
    assert FRENCH.day(date(2025, 3, 11)) == "11 mars 2025"
    assert ENGLISH.day(date(2025, 3, 1)) == "1 March 2025"


def test_an_instant_is_told_in_paris_time() -> None:
    assert FRENCH.moment(datetime(2025, 7, 1, 22, 5, tzinfo=UTC)) == "2 juil. 2025 à 00h05"
    assert FRENCH.clock(time(9, 5)) == "9 h 05"
    assert ENGLISH.clock(time(9, 5)) == "09:05"


def test_a_rate_keeps_its_decimals_only_when_there_are_some() -> None:
    assert FRENCH.rate(8_000).startswith("80")
    assert "66,67" in FRENCH.rate(6_667)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("cents", 100, f"1,00{WIDE}€"),
        ("planned_minutes", 90, "1 h 30"),
        ("rate_bp", 8_000, FRENCH.rate(8_000)),
        ("places", 12, "12"),
        ("eligible", True, "oui"),
        ("method", SignatureMethod.TABLET, "tablette"),
        ("month", FollowUpMonth.THREE, "à 3 mois"),
        ("minutes", SubjectMinutes(french=90, code=90), "3 h"),
        ("data_classes", ("A", "B"), "accompagnement, preuve"),
        ("language", "uk", "ukrainien"),
        ("skills", (), "—"),
        ("waiver", None, "—"),
    ],
)
def test_the_name_of_a_field_tells_the_unit_that_the_type_does_not(
    name: str, value: object, said: str
) -> None:
    assert FRENCH.say(name, value) == said


def test_levels_are_told_skill_by_skill_and_what_was_not_assessed_is_said() -> None:
    levels = SkillLevels(listening=CefrLevel.A2, reading=CefrLevel.A1, speaking=CefrLevel.B1, writing=None)
    said = FRENCH.say("levels", levels)
    assert said.startswith("compréhension orale A2, compréhension écrite A1")
    assert said.endswith("expression écrite —")


def test_a_fact_is_told_alike_from_its_objects_and_from_plain_json() -> None:
    plain = {"minutes": {"french": 90, "code": 0}, "fundable": {"french": 0, "code": 0}, "half_day": "AM"}
    as_json = FRENCH.fact("learner-path.hours-credited", plain)
    assert "1 h 30" in as_json
    assert "matin" in as_json
    rich = {"minutes": SubjectMinutes(french=90), "fundable": SubjectMinutes(), "half_day": "AM"}
    assert FRENCH.fact("learner-path.hours-credited", rich) == as_json
