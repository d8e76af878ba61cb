"""A refusal on a page is a page; who is not signed in is shown the door."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from adapters.web.asking import COOKIE
from adapters.web.pages.rendering import page
from adapters.web.pages.visiting import unchecked_visit
from adapters.web.parts import NotThereYet
from adapters.web.problems import refusal_of, status_of, without_route
from adapters.web.refusals import NotYetShown, RequestIsWrong, SignInFirst
from adapters.web.wrong_fields import of_validation, sentence
from domain.refusals import Refusal
from services.fields import FieldsAreWrong, WrongField


class PageRoute(APIRoute):
    """A route whose refusals are told on a page, in the reader's language."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, its refusals caught."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except SignInFirst:
                return RedirectResponse("/sign-in", status_code=303)
            except (Refusal, RequestValidationError, NotThereYet) as error:
                return await run_in_threadpool(_told, request, error)

        return handled


def answer_pages(app: FastAPI) -> None:
    """Let a browser that is at no page of ours be told so by a page; a program is told a problem."""
    app.add_exception_handler(HTTPException, _lost)


async def _lost(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette hands over what was registered.
    if request.url.path.startswith("/v1") or "text/html" not in request.headers.get("accept", ""):
        return without_route(request, error)
    return await run_in_threadpool(_told, request, refusal_of(error))


def _refusal_of(error: Exception) -> tuple[Refusal, Sequence[WrongField]]:
    match error:
        case FieldsAreWrong():
            return error, error.wrong
        case Refusal():
            return error, ()
        case RequestValidationError():
            return RequestIsWrong(), of_validation(error.errors())
        case _:
            return NotYetShown(), ()


def _told(request: Request, error: Exception) -> Response:
    refusal, wrong = _refusal_of(error)
    visit = unchecked_visit(request, request.cookies.get(COOKIE))
    values = {
        "problem": visit.words.refusal(refusal),
        "wrong": [sentence(each, visit.words) for each in wrong],
    }
    return page(request, visit, "problem.html", values, status=status_of(refusal))
