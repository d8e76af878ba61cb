"""Signing in and out, and choosing a language."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from adapters.web.asking import COOKIE
from adapters.web.languages import COOKIE as LANGUAGE_COOKIE
from adapters.web.pages.failing import PageRoute
from adapters.web.pages.rendering import page
from adapters.web.pages.visiting import AVisit
from adapters.web.problems import status_of
from adapters.web.refusals import TooManyAttempts, WrongSignIn
from adapters.web.safety import refuse_nir_in_form
from adapters.words import Language

router = APIRouter(include_in_schema=False, route_class=PageRoute, dependencies=[Depends(refuse_nir_in_form)])

YEAR_SECONDS = 365 * 24 * 3600


@router.get("/sign-in")
def ask(request: Request, visit: AVisit) -> Response:
    """Show the form."""
    return page(request, visit, "sign_in.html", {"problem": None, "login": ""})


@router.post("/sign-in")
def sign_in(
    request: Request, visit: AVisit, login: Annotated[str, Form()], password: Annotated[str, Form()]
) -> Response:
    """Open a session, in a cookie that no script reads and no other site sends."""
    try:
        session = visit.parts.accounts.sign_in(login, password)
    except (WrongSignIn, TooManyAttempts) as refusal:
        values = {"problem": visit.words.refusal(refusal), "login": login}
        return page(request, visit, "sign_in.html", values, status=status_of(refusal))
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(
        COOKIE,
        session.token,
        max_age=int((session.expires_at - visit.parts.clock()).total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/sign-out")
def sign_out(request: Request, visit: AVisit) -> Response:
    """End the session."""
    if token := request.cookies.get(COOKIE):
        visit.parts.accounts.sign_out(token)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/language")
def choose(language: Annotated[Language, Form()], back: Annotated[str, Form()]) -> Response:
    """Keep the language for a year, and go back to a page of ours."""
    ours = back if back.startswith("/") and not back.startswith("//") and "\\" not in back else "/"
    answer = RedirectResponse(ours, status_code=303)
    answer.set_cookie(LANGUAGE_COOKIE, language, max_age=YEAR_SECONDS, samesite="lax")
    return answer
