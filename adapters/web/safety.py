"""What holds for every request: headers, a number to find it again, no NIR, no change from another site."""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.web.problems import broken
from adapters.web.refusals import FromAnotherSite, HoldsNir, NotJson, NotOurMediaType
from domain.nir import holds_nir
from services.fields import is_readable
from services.ports import NewId

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
BODY_LIMIT = 256 * 1024
"""Bytes; the largest request, a whole register, takes a tenth of it."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
KEPT_HEADERS = ("Idempotency-Key", "If-Match", "Position")
"""What they say may be stored, or compared with what is."""
UUID_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Safety:
    """Outermost: gives each request its correlation id and its headers, and answers for our mistakes."""

    def __init__(self, app: ASGIApp, new_id: NewId) -> None:
        """Take the application within."""
        self._app = app
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation_id = self._new_id()
        scope.setdefault("state", {})["correlation_id"] = correlation_id
        has_begun = False
        received = 0

        async def receive_little() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > BODY_LIMIT:
                raise HTTPException(413)
            return message

        async def send_safely(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                _set_headers(MutableHeaders(scope=message))
            await send(message)

        try:
            await self._app(scope, receive_little, send_safely)
        except Exception as error:  # noqa: BLE001 - the last place where a mistake can be answered.
            answer = broken(Request(scope), error, correlation_id)
            if has_begun:
                raise ConnectionAbortedError from None
            await answer(scope, receive, send_safely)


def check_origin(request: Request) -> None:
    """Refuse a change that a page of another site asks for with our cookie.

    Raises:
        FromAnotherSite: neither ``Sec-Fetch-Site`` nor ``Origin`` says that it is ours.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    else:
        is_ours = urlsplit(request.headers.get("origin", "")).netloc == request.url.netloc
    if not is_ours:
        raise FromAnotherSite


def check_no_nir(*texts: str) -> None:
    """Refuse a NIR wherever it stands; the digits of our own ids are not taken for one.

    Raises:
        HoldsNir: there is one.
    """
    if any(holds_nir(UUID_TEXT.sub(" ", text)) for text in texts):
        raise HoldsNir


def refuse_unfit_address(request: Request) -> None:
    """Refuse a NIR in the address or in a header that we read, and what nobody can read.

    Raises:
        HoldsNir: there is one.
        RequestValidationError: a parameter holds signs that cannot be read.
    """
    query = parse_qsl(request.url.query, keep_blank_values=True)
    kept = (request.headers.get(name, "") for name in KEPT_HEADERS)
    check_no_nir(request.url.path, unquote_plus(request.url.query), *kept)
    unfit = [("query", name) for name, value in query if not is_readable(value)]
    unfit += [("path", name) for name, value in request.path_params.items() if not is_readable(value)]
    if unfit:
        raise RequestValidationError([{"loc": loc, "type": "string_unicode"} for loc in unfit])


async def refuse_unfit(request: Request) -> None:
    """Look through the address and the JSON of a request, before anything else does.

    Raises:
        NotOurMediaType, NotJson: it cannot be looked through.
    """
    refuse_unfit_address(request)
    if body := await request.body():
        check_no_nir(*_texts(_json(request, body)))


async def refuse_nir_in_form(request: Request) -> None:
    """Look through a form: it was read already, and reading its body once more would find nothing."""
    form = await request.form()
    check_no_nir(*(value for value in form.values() if isinstance(value, str)))


def _json(request: Request, body: bytes) -> object:
    """Return what FastAPI will read: an object as its pairs, for a name may stand there twice.

    A body in another encoding than UTF-8 would hide what it says.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise NotOurMediaType
    try:
        return json.loads(body.decode("utf-8-sig"), object_pairs_hook=tuple)
    except (ValueError, RecursionError):
        raise NotJson from None


def _texts(whole: object) -> Iterator[str]:
    left = [whole]
    while left:
        match left.pop():
            case list() | tuple() as several:
                left.extend(several)
            case str() | int() | float() as one:
                yield str(one)


def _set_headers(headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
