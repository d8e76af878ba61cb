"""Errors as RFC 9457 problems: which status, in whose language, and nothing of what was sent."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from structlog.testing import capture_logs

from adapters.web.problems import broken, problem, status_of, validation_problem
from adapters.web.refusals import HoldsNir, SignInFirst, TooManyAttempts
from domain.attendance_sheet.sealing import ApproverIsTheAuthor, SheetIsSealed
from domain.refusals import InTheFuture, Refusal, Unknown
from services.answers import AlreadyTaken, Forbidden, KeyReused, Stale, TooBusy
from tests.unit.web.requests import request

A_NIR = "1 85 05 78 006 084 91"


def told(answer: JSONResponse) -> dict[str, Any]:
    """Return a problem's body."""
    body: dict[str, Any] = json.loads(bytes(answer.body))
    return body


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (Unknown(), 404),
        (Forbidden(), 403),
        (Stale(), 412),
        (KeyReused(), 422),
        (InTheFuture(), 422),
        (TooBusy(), 503),
        (AlreadyTaken(), 409),
        (SignInFirst(), 401),
        (HoldsNir(), 422),
        (SheetIsSealed(), 409),
        (ApproverIsTheAuthor(), 422),
    ],
)
def test_a_refusal_has_the_status_of_its_kind(refusal: Refusal, status: int) -> None:
    assert status_of(refusal) == status


def test_a_problem_says_what_is_the_matter_in_both_languages() -> None:
    refusal = InTheFuture(on=date(2025, 3, 1), today=date(2025, 2, 28))
    body = told(problem(request(accept_language="en-GB, fr;q=0.5"), refusal))
    assert body["type"] == "/problems/in-the-future"
    assert body["field"] == "on"
    assert body["detail"] == body["detail_en"]
    assert "1 March 2025" in body["detail_en"]
    assert "1er mars 2025" in body["detail_fr"]


def test_french_is_spoken_to_who_asks_for_no_language() -> None:
    body = told(problem(request(), SheetIsSealed()))
    assert body["detail"] == body["detail_fr"]


def test_a_program_is_told_what_to_do_where_the_sentence_does_not_say() -> None:
    assert "ETag" in told(problem(request(), Stale()))["remedy"]
    assert "remedy" not in told(problem(request(), SheetIsSealed()))


def test_who_must_wait_is_told_how_long() -> None:
    assert problem(request(), TooManyAttempts(seconds=8)).headers["Retry-After"] == "8"
    assert problem(request(), TooBusy()).headers["Retry-After"] == "1"
    assert "Retry-After" not in problem(request(), SheetIsSealed()).headers


def test_what_was_unknown_is_not_named() -> None:
    one = problem(request(), Unknown(kind="learner-path", id=UUID(int=1)))
    other = problem(request(), Unknown(kind="funded-group", id=UUID(int=2)))
    assert one.body == other.body


def test_a_wrong_form_is_told_by_field_and_never_echoed() -> None:
    wrong: list[dict[str, Any]] = [
        {"loc": ("body", "identity", "birth_date"), "type": "date_parsing", "msg": A_NIR, "input": A_NIR}
    ]
    answer = validation_problem(request(), RequestValidationError(wrong, body={"nir": A_NIR}))
    (error,) = told(answer)["errors"]
    assert (error["field"], error["code"]) == ("identity.birth_date", "not-a-date")
    assert error["detail"] == error["detail_fr"]
    assert error["detail_fr"].startswith("Date de naissance\N{NO-BREAK SPACE}: ce n’est pas une date")
    assert error["detail_en"] == "Birth date: this is not a date; write it as 2025-03-12 (year, month, day)."
    assert A_NIR not in bytes(answer.body).decode()


def test_a_mistake_of_ours_gives_a_number_and_logs_its_place_but_no_value() -> None:
    number = UUID(int=7)
    with pytest.raises(ValueError, match="1 85") as raised:
        int(A_NIR)
    with capture_logs() as lines:
        answer = broken(request(), raised.value, number)
    assert told(answer)["correlation_id"] == str(number)
    (line,) = lines
    assert (line["event"], line["error"]) == ("request_broke", "ValueError")
    assert "test_problems.py" in line["place"]
    assert A_NIR not in f"{line}{bytes(answer.body).decode()}"
