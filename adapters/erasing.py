"""The job behind an erasure: for each shred fact in the log, the data keys that it names are destroyed."""

from threading import Event
from typing import Protocol

import structlog
from eventsourcing.persistence import ApplicationRecorder, InterfaceError, OperationalError

from adapters.database import DatabaseBusy
from adapters.eventlog.feed import Feed
from domain.facts import DataClass
from domain.ids import SubjectId
from domain.learner_path.privacy import PersonalDataShredded
from services.answers import KeyringUnavailable

BATCH = 500
IDLE_SECONDS = 1.0

log = structlog.get_logger()


class Shredder(Protocol):
    """The part of a keyring that destroys."""

    def shred(self, subject: SubjectId, data_class: DataClass, generation: int) -> int:
        """Destroy the data keys of a subject and class up to a generation; how many there were."""


class Eraser:
    """Begins at the log's start each time: a key that is destroyed twice is destroyed."""

    def __init__(self, recorder: ApplicationRecorder, feed: Feed, keyring: Shredder) -> None:
        """Take the log and the keyring."""
        self._recorder = recorder
        self._feed = feed
        self._keyring = keyring
        self._position = 0

    def catch_up(self) -> None:
        """Carry out every shred fact that was not carried out since the start."""
        head = self._feed.head().position
        while found := self._recorder.select_notifications(
            self._position, BATCH, stop=head, topics=[PersonalDataShredded.TYPE], inclusive_of_start=False
        ):
            for each in found:
                self._carry_out(each.id)
        self._position = head

    def follow(self, stop: Event) -> None:
        """Go on until told to stop."""
        while not stop.is_set():
            try:
                self.catch_up()
                self._feed.wait(self._position, IDLE_SECONDS)
            except (OperationalError, InterfaceError, DatabaseBusy, KeyringUnavailable) as error:
                log.warning("eraser_waits", error=type(error).__name__)
                stop.wait(IDLE_SECONDS)

    def _carry_out(self, position: int) -> None:
        (recorded,) = self._feed.read(position - 1, limit=1)
        fact = recorded.fact
        if isinstance(fact, PersonalDataShredded):
            for data_class in fact.data_classes:
                destroyed = self._keyring.shred(
                    SubjectId(recorded.originator_id), data_class, fact.generation
                )
                log.info("data_keys_destroyed", position=position, data_class=data_class, keys=destroyed)
        self._position = position
