"""The records of the public topic: CloudEvents under ids that nobody can join to a file.

A record's id is a keyed hash of its event's id, so that it stays the same when it is sent again. Its subject
is a random id that the keyring keeps for a path, until class B is shredded. Its timestamp is a day: the
journal's instant would join the two.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from adapters.messaging.journal import CONTENT_TYPE, SPECIFICATION, Message
from adapters.messaging.placing import Place, partition_of
from adapters.messaging.public.models import PublicFact
from adapters.messaging.public.translating import PUBLISHED, superseded, translate
from adapters.messaging.topics import Topic
from adapters.stored.codec import UnreadableFact
from adapters.stored.rows import FactMapper, StoredFact
from domain.facts import Fact, Recorded
from domain.ids import EventId, GroupId, SubjectId

SOURCE = "urn:integracode:facts"
GROUP_DIGITS = 32
DAY_MILLISECONDS = 86_400_000


class PublicNames(Protocol):
    """The part of a keyring that gives names which lead nowhere."""

    def public_id(self, subject: SubjectId) -> UUID | None:
        """Return a subject's random public id, made at first; None once the link is destroyed."""

    def blind(self, purpose: str, text: str) -> str:
        """Return a keyed hash in hexadecimal, the same for the same purpose and text."""


class PublicFacts:
    """What a row of the log says in the public topic."""

    def __init__(self, topic: Topic, mapper: FactMapper, names: PublicNames) -> None:
        """Take the topic, what reads rows, and the keyring."""
        self._topic = topic
        self._mapper = mapper
        self._names = names

    def __call__(self, row: StoredFact) -> Iterator[tuple[Place, Message]]:
        """Give the record of a fact; nothing where it is not public, or its path was forgotten.

        Raises:
            UnreadableFact: this release is older than the log, or the contract older than this release.
            KeyringUnavailable: try again.
        """
        if row.topic not in PUBLISHED:
            return
        recorded = self._mapper.recorded(row)
        said = self._said(recorded)
        subject = self._names.public_id(SubjectId(recorded.originator_id))
        if said is None or subject is None:
            return
        key = str(subject).encode()
        partition = partition_of(key, self._topic.partitions)
        message = Message(
            key=key,
            value=said.model_dump_json().encode(),
            headers=list(self._headers(recorded, said, subject)),
            timestamp_ms=_midnight(said.recorded_on),
        )
        yield Place(topic=self._topic.name, key=key, partition=partition), message

    def _said(self, recorded: Recorded[Fact]) -> PublicFact | None:
        try:
            return translate(recorded, self._name_group)
        except ValidationError:
            # A code that the model gained: it is told once the contract says it.
            raise UnreadableFact(recorded.fact.TYPE) from None

    def _headers(
        self, recorded: Recorded[Fact], said: PublicFact, subject: UUID
    ) -> Iterator[tuple[str, bytes]]:
        yield CONTENT_TYPE
        yield SPECIFICATION
        yield "ce_id", self._name_event(recorded.context.event_id)
        yield "ce_source", SOURCE.encode()
        yield "ce_type", f"integracode.{said.TYPE}".encode()
        yield "ce_subject", str(subject).encode()
        yield "ce_dataschema", f"urn:integracode:facts:{said.TYPE}:{said.VERSION}".encode()
        corrected = superseded(recorded)
        if corrected is not None:
            yield "ce_supersedes", self._name_event(corrected)

    def _name_event(self, event_id: EventId) -> bytes:
        return self._names.blind("public fact/1", str(event_id)).encode()

    def _name_group(self, group_id: GroupId) -> str:
        return self._names.blind("public group/1", str(group_id))[:GROUP_DIGITS]


def _midnight(day: date) -> int:
    return (day - date(1970, 1, 1)) // timedelta(days=1) * DAY_MILLISECONDS
