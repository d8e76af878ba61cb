"""Every error is an RFC 9457 problem, in French and in English; what was sent is never echoed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from adapters.web import refusals
from adapters.web.languages import language_of, words_in
from adapters.web.parts import NotThereYet
from adapters.web.wrong_fields import of_validation, told
from domain.refusals import InTheFuture, Refusal, Unknown
from services.answers import AlreadyTaken, Forbidden, KeyReused, KeyringUnavailable, Stale, TooBusy
from services.fields import FieldsAreWrong, WrongField

MEDIA_TYPE = "application/problem+json"

STATUSES: dict[type[Refusal], int] = {
    Unknown: 404,
    Forbidden: 403,
    Stale: 412,
    KeyReused: 422,
    InTheFuture: 422,
    TooBusy: 503,
    KeyringUnavailable: 503,
    AlreadyTaken: 409,
    refusals.SignInFirst: 401,
    refusals.WrongSignIn: 401,
    refusals.TooManyAttempts: 429,
    refusals.FromAnotherSite: 403,
    refusals.HoldsNir: 422,
    refusals.RequestIsWrong: 422,
    FieldsAreWrong: 422,
    refusals.NotJson: 400,
    refusals.NotOurMediaType: 415,
    refusals.BodyIsTooLarge: 413,
    refusals.NoSuchAddress: 404,
    refusals.NoSuchMethod: 405,
    refusals.NotAVersion: 400,
    refusals.NotAKey: 400,
    refusals.NotAPosition: 400,
    refusals.AnotherHistory: 409,
    refusals.SomethingBroke: 500,
    refusals.NotServing: 503,
}
CONFLICT, WRONG_FIELD = 409, 422
"""Any other refusal: of the state of the world, or of one field of the request."""

TITLES = {
    400: "Bad request",
    401: "Sign in first",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Not JSON",
    422: "Cannot be accepted",
    429: "Too many attempts",
    500: "Something broke",
    503: "Try again",
}
OF_STATUS: dict[int, type[Refusal]] = {
    400: refusals.NotJson,
    404: refusals.NoSuchAddress,
    405: refusals.NoSuchMethod,
    413: refusals.BodyIsTooLarge,
}
RETRY_AFTER_SECONDS = 1

log = structlog.get_logger()


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal."""
    for kind, status in STATUSES.items():
        if isinstance(refusal, kind):
            return status
    return WRONG_FIELD if refusal.field else CONFLICT


def problem(request: Request, refusal: Refusal, **more: Any) -> JSONResponse:  # noqa: ANN401 - whatever JSON can hold.
    """Return a refusal as a problem, in the asker's language."""
    status, language = status_of(refusal), language_of(request)
    said = {each: words_in(each).refusal(refusal) for each in ("fr", "en")}
    body = {
        "type": f"/problems/{refusal.TYPE}",
        "title": TITLES[status],
        "status": status,
        "detail": said[language],
        "detail_fr": said["fr"],
        "detail_en": said["en"],
        "field": refusal.field,
        "remedy": words_in(language).remedy(refusal.TYPE),
        **more,
    }
    clear = {key: value for key, value in body.items() if value is not None}
    return JSONResponse(clear, status, headers=_headers(refusal, status, language), media_type=MEDIA_TYPE)


def validation_problem(request: Request, error: RequestValidationError) -> JSONResponse:
    """Say which fields are wrong and how, never what stood in them."""
    if any(each["type"] == "json_invalid" for each in error.errors()):
        return problem(request, refusals.NotJson())
    return fields_problem(request, refusals.RequestIsWrong(), of_validation(error.errors()))


def fields_problem(request: Request, refusal: Refusal, wrong: Iterable[WrongField]) -> JSONResponse:
    """Tell each wrong field in a sentence of its own."""
    language = language_of(request)
    return problem(request, refusal, errors=[told(each, language) for each in wrong])


def broken(request: Request, error: Exception, correlation_id: UUID) -> JSONResponse:
    """Answer a mistake of ours: the log has its class and place, the answer a number to quote."""
    log.error(
        "request_broke",
        error=type(error).__qualname__,
        place=_place(error),
        correlation_id=str(correlation_id),
    )
    return problem(request, refusals.SomethingBroke(), correlation_id=str(correlation_id))


def answer_problems(app: FastAPI) -> None:
    """Let every error of an application be answered as a problem."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, without_route)
    app.add_exception_handler(NotThereYet, _not_there_yet)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - Starlette hands over what was registered.
    if isinstance(error, FieldsAreWrong):
        return fields_problem(request, error, error.wrong)
    return problem(request, error)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - likewise.
    return validation_problem(request, error)


def refusal_of(error: HTTPException) -> Refusal:
    """Return what the framework refuses, as a refusal of ours."""
    return OF_STATUS.get(error.status_code, refusals.RequestIsWrong)()


def without_route(request: Request, error: Exception) -> Response:
    """Tell what the framework refused before any route."""
    assert isinstance(error, HTTPException)  # noqa: S101 - likewise.
    answer = problem(request, refusal_of(error))
    answer.headers.update(error.headers or {})
    return answer


def _not_there_yet(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NotThereYet)  # noqa: S101 - likewise.
    body = {"at": error.at, "is_waiting_useful": error.is_waiting_useful}
    return JSONResponse(
        body, 202, headers={"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"}
    )


def _headers(refusal: Refusal, status: int, language: str) -> dict[str, str]:
    headers = {"Content-Language": language, "Cache-Control": "no-store"}
    if status == 401:  # noqa: PLR2004 - unauthorized.
        headers["WWW-Authenticate"] = "Bearer"
    if status in {429, 503}:
        headers["Retry-After"] = str(refusal.values.get("seconds", RETRY_AFTER_SECONDS))
    return headers


def _place(error: Exception) -> str:
    """Return the file and line that raised: never the message, which may hold a value."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""
