"""What a command answers: where in the log it stands, and the new version of what it changed."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Response

from adapters.web.asking import parts_of
from services.access import UseCase
from services.answers import Receipt
from services.context import Context


@dataclass(frozen=True, kw_only=True)
class ChangedStream:
    """A file after the command; the version is what `If-Match` takes."""

    id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class Done:
    """A command's receipt; the same command asked again gets the same one."""

    id: UUID
    """What the command was about: what was created, for a creation."""
    position: str
    """A query given this position answers once it has seen the command."""
    positions: tuple[int, ...]
    """Positions of the command's own facts in the log; none when there was nothing to do."""
    nothing_to_do: bool
    streams: tuple[ChangedStream, ...]


class AnsweringDesk:
    """Asks the desk, and writes the receipt's headers."""

    def __init__(self, request: Request, response: Response) -> None:
        """Take the answer to write on."""
        self._desk = parts_of(request).desk
        self._response = response
        self._path = request.url.path
        self._is_creation = not request.path_params

    def __call__(self, use_case: UseCase, stream_id: UUID, ask: object, *, context: Context) -> Done:
        """Answer a command about a stream."""
        receipt = self._desk(use_case, stream_id, ask, context=context)
        self._response.headers.update(headers_of(receipt, stream_id))
        if self._is_creation:
            self._response.headers["Location"] = f"{self._path}/{stream_id}"
        return done(receipt, stream_id)


def done(receipt: Receipt, stream_id: UUID) -> Done:
    """Return a receipt as the API tells it."""
    return Done(
        id=stream_id,
        position=receipt.token,
        positions=receipt.positions,
        nothing_to_do=not receipt.positions,
        streams=tuple(ChangedStream(id=each.id, version=each.version) for each in receipt.streams),
    )


def headers_of(receipt: Receipt, stream_id: UUID) -> dict[str, Any]:
    """Return ``Position``, and the ``ETag`` of the stream that the address names."""
    version = next((each.version for each in receipt.streams if each.id == stream_id), None)
    return {"Position": receipt.token} | ({} if version is None else {"ETag": f'"{version}"'})


TheDesk = Annotated[AnsweringDesk, Depends(AnsweringDesk)]
