"""Who looks at a page, and in which language."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from adapters.web.asking import context_of, cookie, parts_of
from adapters.web.languages import language_of, words_in
from adapters.web.parts import Account, Parts
from adapters.web.refusals import SignInFirst
from adapters.web.safety import check_origin
from adapters.words import Language, Words
from services.context import Context


@dataclass(frozen=True)
class Visit:
    """Somebody, signed in or not yet."""

    request: Request
    parts: Parts
    account: Account | None
    language: Language

    @property
    def words(self) -> Words:
        """The words of their language."""
        return words_in(self.language)

    @property
    def context(self) -> Context:
        """Everything a query or a use case may rest on.

        Raises:
            SignInFirst: nobody is signed in.
        """
        if self.account is None:
            raise SignInFirst
        return context_of(self.request, self.account, "page")


def visiting(request: Request, kept: Annotated[str | None, Depends(cookie)]) -> Visit:
    """Return who looks, or sends a form.

    Raises:
        FromAnotherSite: another site's page sends the form.
    """
    check_origin(request)
    return unchecked_visit(request, kept)


def unchecked_visit(request: Request, kept: str | None) -> Visit:
    """Return who looks, wherever the request comes from: to tell a refusal, never to change anything."""
    parts = parts_of(request)
    account = parts.accounts.signed_in(kept) if kept else None
    return Visit(request, parts, account, language_of(request))


def signed_in(visit: Annotated[Visit, Depends(visiting)]) -> Visit:
    """Return who looks, once signed in.

    Raises:
        SignInFirst: nobody is.
    """
    if visit.account is None:
        raise SignInFirst
    return visit


AVisit = Annotated[Visit, Depends(visiting)]
SignedIn = Annotated[Visit, Depends(signed_in)]
