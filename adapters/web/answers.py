"""What a query answers: rows, and the place in the log at which they are true."""

from collections.abc import Mapping
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from adapters.web.asking import Asking, parts_of
from adapters.web.parts import Answer
from domain.refusals import Unknown
from projections import changes

R = TypeVar("R")


class Rows(BaseModel, Generic[R]):
    """An answer of several rows."""

    model_config = ConfigDict(title="Rows")

    rows: list[R]
    position: str | None
    """The rows are true there; none when nothing has been read yet."""
    is_halted: bool
    """The read model stands still there: somebody has to look at it."""
    next: str | None = None
    """Give it as `after` for the next page; none when this is the last one."""


def asked_position(
    position: Annotated[
        str | None, Header(alias="Position", description="Of a receipt: the answer has seen that command.")
    ] = None,
    at: Annotated[str | None, Query(description="The same, in the address.")] = None,
) -> str | None:
    """Return the place in the log that the answer must have reached."""
    return position or at


class Asker:
    """Asks the read models as whoever asks, and writes where the answer is true."""

    def __init__(
        self,
        request: Request,
        response: Response,
        context: Asking,
        at: Annotated[str | None, Depends(asked_position)],
    ) -> None:
        """Take who asks, and what the answer must have seen."""
        self.context = context
        self._views = parts_of(request).views
        self._response = response
        self._at = at

    def __call__(self, query: changes.Query[R], params: Mapping[str, Any]) -> Answer[R]:
        """Return the rows.

        Raises:
            NotThereYet: not reached in time: ask again.
        """
        answer = self._views(self.context, query, params, at=self._at)
        self._response.headers["Cache-Control"] = "private, no-store"
        if answer.at is not None:
            self._response.headers["Position"] = str(answer.at)
        return answer

    def rows(
        self, query: changes.Query[R], params: Mapping[str, Any], *, after: str | None = None
    ) -> Rows[R]:
        """Return an answer as the API tells it."""
        answer = self(query, params)
        return rows_of(answer, list(answer.rows), after=after)

    def one(self, query: changes.Query[R], params: Mapping[str, Any]) -> R:
        """Return the one row there is.

        Raises:
            Unknown: none that the asker may see.
        """
        rows = self(query, params).rows
        if not rows:
            raise Unknown
        return rows[0]


def rows_of(answer: Answer[Any], rows: list[R], *, after: str | None = None) -> Rows[R]:
    """Return rows made from an answer, true where it is."""
    at = None if answer.at is None else str(answer.at)
    return Rows(rows=rows, position=at, is_halted=answer.is_halted, next=after)


TheViews = Annotated[Asker, Depends(Asker)]
