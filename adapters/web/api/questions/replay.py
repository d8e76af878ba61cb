"""Any group, to any day: as it was, and as it was known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, TypeAdapter

from adapters.web.answers import TheViews
from adapters.web.asking import TheParts
from adapters.web.languages import words_of
from adapters.web.parts import Replay
from adapters.web.replaying import Historian, History, HistoryLine, account_now
from domain.funded_group.account import Account
from domain.ids import GroupId
from projections.casework import groups

router = APIRouter(tags=["replay"])

LINES = "application/x-ndjson"
LINE: TypeAdapter[object] = TypeAdapter(object)


@dataclass(frozen=True)
class Look:
    """As it was at the end of a day, as it was known."""

    as_of: Annotated[date | None, Query(description="As it was at the end of this day.")] = None
    known_at: Annotated[
        int | AwareDatetime | None,
        Query(description="As it was known: a position of the log, or an instant."),
    ] = None


def historian_of(request: Request, parts: TheParts) -> Historian:
    """Return who tells the history in the asker's language."""
    return Historian(parts, words_of(request))


TheHistorian = Annotated[Historian, Depends(historian_of)]


@router.get(
    "/funded-groups/{group_id}/replay",
    response_model=History,
    responses={200: {"content": {LINES: {}}, "description": "One line a fact where Accept asks for it."}},
)
def replay(
    request: Request,
    group_id: GroupId,
    ask: TheViews,
    historian: TheHistorian,
    look: Annotated[Look, Depends()],
) -> History | StreamingResponse:
    """Replay a group's history, and its account at its end."""
    ask.one(groups.OF_GROUP, {"group_id": group_id})
    if LINES in request.headers.get("accept", ""):
        history = historian.replay(group_id, look.as_of, look.known_at)
        return StreamingResponse(_stream(historian, group_id, look, history), media_type=LINES)
    return historian.history(group_id, look.as_of, look.known_at)


def _stream(historian: Historian, group_id: GroupId, look: Look, history: Replay) -> Iterator[bytes]:
    """Yield a line a fact, then one for the account: no more than a fetch of rows is in memory."""
    figures = Account()
    for line, figures in historian.lines(group_id, history):  # noqa: B007 - the last one is told at the end.
        yield _json_line(line)
    head = {"group_id": group_id, "as_of": look.as_of, "known_at": history.known_at}
    yield _json_line(head | {"account": account_now(figures)})


def _json_line(value: HistoryLine | dict[str, object]) -> bytes:
    return LINE.dump_json(value) + b"\n"
