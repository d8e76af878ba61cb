"""The recorder cases that the library ships, on our recorder in a wrapper that speaks its plain lines."""

import sys
from collections.abc import Sequence
from threading import Lock
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    Notification,
    StoredEvent,
    Subscription,
)

from adapters.database import Database
from adapters.eventlog.recorder import PostgresRecorder
from adapters.ids import system_clock
from adapters.stored.rows import StoredFact
from tests.support.logs import DAY, new_id

# The shipped module imports the library's own cipher, which needs a package that nothing here uses.
cipher = sys.modules.setdefault("eventsourcing.cipher", ModuleType("eventsourcing.cipher"))
cipher.__dict__.setdefault("AESCipher", None)
from eventsourcing.tests import persistence as shipped  # noqa: E402


class PlainRecorder(ApplicationRecorder):
    """Our recorder in the plain four columns; the shipped streams begin at version 0 or 1, ours at 1."""

    def __init__(self, recorder: PostgresRecorder) -> None:
        self._recorder = recorder
        self._shifts: dict[UUID | str, int] = {}
        self._lock = Lock()

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:  # noqa: ANN401 - the library's signature.
        return self._recorder.insert_events([self._line(each) for each in stored_events], **kwargs)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        shift = self._shifts.get(originator_id, 0)
        found = self._recorder.select_events(
            originator_id,
            gt=None if gt is None else gt + shift,
            lte=None if lte is None else lte + shift,
            desc=desc,
            limit=limit,
        )
        return [
            StoredEvent(each.originator_id, each.originator_version - shift, each.topic, each.state)
            for each in found
        ]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        return self._recorder.select_notifications(
            start, limit, stop, topics, inclusive_of_start=inclusive_of_start
        )

    def max_notification_id(self) -> int | None:
        return self._recorder.max_notification_id()

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        return self._recorder.subscribe(gt, topics)

    def _line(self, plain: StoredEvent) -> StoredFact:
        with self._lock:
            shift = self._shifts.setdefault(plain.originator_id, 1 if plain.originator_version == 0 else 0)
        return StoredFact(
            originator_id=plain.originator_id,
            originator_version=plain.originator_version + shift,
            topic=plain.topic,
            state=plain.state,
            stream="shipped",
            schema_version=1,
            event_id=new_id(),
            occurred_on=DAY,
            actor="account-1",
            role="process",
            operator_id=None,
            source="process",
            correlation_id=uuid4(),
            causation_id=None,
            reason=None,
            supersedes=None,
            tags=(),
            command_id=None,
        )


class PlainAggregateRecorder(PlainRecorder):
    """An aggregate recorder gives no positions."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:  # noqa: ANN401 - the library's signature.
        super().insert_events(stored_events, **kwargs)


class OnPostgres:
    """Hands the test's database to a case of unittest's kind."""

    @pytest.fixture(autouse=True)
    def on_a_database(self, database: Database) -> None:
        self.recorder = PostgresRecorder(database, system_clock)


class TestAsAggregateRecorder(OnPostgres, shipped.AggregateRecorderTestCase):
    def create_recorder(self) -> AggregateRecorder:
        return PlainAggregateRecorder(self.recorder)


class TestAsApplicationRecorder(OnPostgres, shipped.ApplicationRecorderTestCase[PlainRecorder]):
    def create_recorder(self) -> PlainRecorder:
        return PlainRecorder(self.recorder)
