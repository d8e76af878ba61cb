"""Who asks, as what, in which command: read from a request once, before any route runs."""

import json
from dataclasses import replace
from typing import Annotated, cast
from uuid import UUID, uuid5

from fastapi import Depends, Header, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from adapters.web.access import name_of_endpoint
from adapters.web.parts import Account, Parts
from adapters.web.refusals import NotAKey, NotAVersion, SignInFirst
from adapters.web.safety import check_origin
from services.access import check_access
from services.context import Command, Context, Source

COOKIE = "integracode"
LONGEST_KEY = 200
IDS_OF_KEYS = UUID("6c1f3a6e-55b1-5f0e-9a0c-3f5b8f3f2f10")
"""Name space of the ids that follow from an idempotency key (RFC 9562, version 5)."""

bearer = HTTPBearer(auto_error=False, description="Token of `POST /v1/sign-in`.")
cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="The same token, on the pages.")


def parts_of(request: Request) -> Parts:
    """Return what the application was handed."""
    return cast("Parts", request.app.state.parts)


def token_of(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    kept: Annotated[str | None, Depends(cookie)],
) -> str | None:
    """Return the token of a header, or of the cookie when the request is one of our pages.

    Raises:
        FromAnotherSite: another site's page asks for a change.
    """
    if given is not None:
        return given.credentials
    if kept is not None:
        check_origin(request)
    return kept


def signed_in(request: Request, token: Annotated[str | None, Depends(token_of)]) -> Account:
    """Return who asks.

    Raises:
        SignInFirst: nobody we know.
    """
    account = parts_of(request).accounts.signed_in(token) if token else None
    if account is None:
        raise SignInFirst
    return account


def allowed(request: Request, account: Annotated[Account, Depends(signed_in)]) -> Account:
    """Return who asks, if this route is for their role: before their request is even looked at.

    Raises:
        Forbidden: it is not.
    """
    name = name_of_endpoint(request.scope["endpoint"])
    if name is not None:
        check_access(name, account.role)
    return account


async def sent(request: Request) -> bytes:
    """Return the body of a request."""
    return await request.body()


def context_of(request: Request, account: Account, source: Source) -> Context:
    """Return who asks, now."""
    return Context(
        actor=str(account.id),
        role=account.role,
        operator_id=account.operator_id,
        source=source,
        instant=parts_of(request).clock(),
        correlation_id=request.state.correlation_id,
    )


def asking(request: Request, account: Annotated[Account, Depends(allowed)]) -> Context:
    """Return the circumstances of a question."""
    return context_of(request, account, "api")


def idempotency_key(
    key: Annotated[
        str | None, Header(alias="Idempotency-Key", description="The same key twice is done once.")
    ] = None,
) -> str | None:
    """Return the key under which a command is asked for.

    Raises:
        NotAKey: too long, or not visible characters alone.
    """
    if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise NotAKey
    return key


def seen_version(
    if_match: Annotated[
        str | None,
        Header(alias="If-Match", description="`ETag` of what you read: refused when it changed since."),
    ] = None,
) -> int | None:
    """Return the version that the asker saw.

    Raises:
        NotAVersion: not a number in quotes.
    """
    if if_match is None or if_match == "*":
        return None
    version = if_match.removeprefix('"').removesuffix('"')
    if if_match != f'"{version}"' or not (version.isascii() and version.isdecimal()):
        raise NotAVersion
    return int(version)


def commanding(
    request: Request,
    account: Annotated[Account, Depends(allowed)],
    body: Annotated[bytes, Depends(sent)],
    key: Annotated[str | None, Depends(idempotency_key)],
    version: Annotated[int | None, Depends(seen_version)],
) -> Context:
    """Return the circumstances of a command."""
    stream_id = next((UUID(each) for each in request.path_params.values()), None)
    return replace(
        context_of(request, account, "api"),
        command=command_of(request, account, key, body),
        expected=(stream_id, version) if stream_id and version is not None else None,
    )


def command_of(request: Request, account: Account, key: str | None, body: bytes) -> Command | None:
    """Return the command of a key: its content is known by a keyed hash, whatever the order of its fields."""
    if key is None:
        return None
    parts = parts_of(request)
    return Command(
        id=parts.new_id(),
        principal=str(account.id),
        route=route_of(request),
        key=key,
        digest=bytes.fromhex(parts.secrets.blind("command", canonical(body))),
    )


def new_stream_id(
    request: Request,
    account: Annotated[Account, Depends(allowed)],
    key: Annotated[str | None, Depends(idempotency_key)],
) -> UUID:
    """Return the id of what a request creates: the same for the same key, so that asking again finds it."""
    if key is None:
        return parts_of(request).new_id()
    return uuid5(IDS_OF_KEYS, "\x00".join((str(account.id), route_of(request), key)))


def route_of(request: Request) -> str:
    """Return the method and the address, ids included."""
    return f"{request.method} {request.url.path}"


def canonical(body: bytes) -> str:
    """Return a body whose spaces and order of fields no longer matter."""
    try:
        return json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))
    except ValueError:
        return body.decode("utf-8", "replace")


Asking = Annotated[Context, Depends(asking)]
"""The circumstances of a question."""
Asked = Annotated[Context, Depends(commanding)]
"""The circumstances of a command."""
NewStreamId = Annotated[UUID, Depends(new_stream_id)]
TheParts = Annotated[Parts, Depends(parts_of)]
