"""Who looks at a page, and in which language."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from adapters.web.parts import Account, Parts
from adapters.web.refusals import SignInFirst
from adapters.words import Language
from services.context import Context

TOKEN_COOKIE = "integracode"  # noqa: S105 - the cookie's name.
LANGUAGE_COOKIE = "language"


@dataclass(frozen=True)
class Visit:
    """Somebody, signed in or not yet."""

    parts: Parts
    account: Account | None
    language: Language

    @property
    def context(self) -> Context:
        """Everything a query or a use case may rest on.

        Raises:
            SignInFirst: nobody is signed in.
        """
        if self.account is None:
            raise SignInFirst
        return Context(
            actor=str(self.account.id),
            role=self.account.role,
            operator_id=self.account.operator_id,
            source="page",
            instant=self.parts.clock(),
            correlation_id=self.parts.new_id(),
        )


def visit_of(request: Request) -> Visit:
    """Return who looks."""
    parts: Parts = request.app.state.parts
    token = request.cookies.get(TOKEN_COOKIE)
    return Visit(parts, parts.accounts.signed_in(token) if token else None, language_of(request))


def language_of(request: Request) -> Language:
    """Return the language chosen, else that of the browser: French, unless it asks for English first."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in {"fr", "en"}:
        return "en" if chosen == "en" else "fr"
    wanted = request.headers.get("accept-language", "")
    return "en" if wanted.lower().startswith("en") else "fr"


def signed_in(request: Request) -> Visit:
    """Return who looks, once signed in.

    Raises:
        SignInFirst: nobody is.
    """
    visit = visit_of(request)
    if visit.account is None:
        raise SignInFirst
    return visit


AVisit = Annotated[Visit, Depends(visit_of)]
SignedIn = Annotated[Visit, Depends(signed_in)]
