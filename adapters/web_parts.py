"""The system in the shape that the API and the pages ask for."""

from collections.abc import Mapping
from typing import Any, TypeVar

import psycopg2
from eventsourcing.persistence import PersistenceError

from adapters.database import DatabaseBusy
from adapters.eventlog.feed import Feed
from adapters.readmodels import views as readmodels
from adapters.readmodels.tokens import BadToken, Token
from adapters.web.parts import Answer, NotThereYet
from adapters.web.refusals import AnotherHistory, NotAPosition
from projections.changes import Query
from services.context import Context

R = TypeVar("R")


class WebViews:
    """Read models, asked with the position token as text."""

    def __init__(self, views: readmodels.Views) -> None:
        """Take the read models."""
        self._views = views

    def __call__(
        self, context: Context, query: Query[R], params: Mapping[str, Any], *, at: str | None
    ) -> Answer[R]:
        """Ask as somebody.

        Raises:
            Forbidden: the role may not ask this.
            NotAPosition: not a token of ours.
            AnotherHistory: the token's history ended.
            NotThereYet: the place in the log is not reached in time.
        """
        try:
            token = Token.parse(at) if at else None
            return self._views.ask_as(context, query, params, at=token)
        except BadToken:
            raise NotAPosition from None
        except readmodels.AnotherHistory:
            raise AnotherHistory from None
        except readmodels.NotThereYet as answer:
            standing = str(answer.at) if answer.at else None
            raise NotThereYet(standing, is_waiting_useful=not answer.is_halted) from None


class Readiness:
    """Whether the log answers."""

    def __init__(self, feed: Feed) -> None:
        """Take the log's feed."""
        self._feed = feed

    def __call__(self) -> bool:
        """Ask the log for its head."""
        try:
            self._feed.head()
        except (PersistenceError, psycopg2.Error, DatabaseBusy):
            return False
        return True
