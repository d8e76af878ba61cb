"""Signing in and out, and who one is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import StringConstraints

from adapters.web.asking import TheParts, signed_in, token_of
from adapters.web.parts import Account

router = APIRouter(tags=["session"])

Login = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=200)]


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """A local account."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    login: Login
    password: Password


@dataclass(frozen=True, kw_only=True)
class Me:
    """Who is signed in; `id` is what facts name as their actor."""

    id: UUID
    login: str
    role: str
    operator_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """Give the token as `Authorization: Bearer …`."""

    token: str
    expires_at: datetime
    account: Me


@router.post("/sign-in")
def sign_in(ask: SignIn, parts: TheParts) -> SignedIn:
    """Open a session."""
    session = parts.accounts.sign_in(ask.login, ask.password)
    return SignedIn(token=session.token, expires_at=session.expires_at, account=me_of(session.account))


@router.post("/sign-out", status_code=204)
def sign_out(
    parts: TheParts,
    _account: Annotated[Account, Depends(signed_in)],
    token: Annotated[str | None, Depends(token_of)],
) -> None:
    """End the session."""
    parts.accounts.sign_out(token or "")


@router.get("/me")
def me(account: Annotated[Account, Depends(signed_in)]) -> Me:
    """Tell who is signed in."""
    return me_of(account)


def me_of(account: Account) -> Me:
    """Return an account as the API tells it."""
    return Me(id=account.id, login=account.login, role=account.role, operator_id=account.operator_id)
