"""States in memory: always a fold of what was committed, read on from, never read again from the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest

from adapters.database import Database
from adapters.eventlog.log import EventLog
from adapters.eventlog.recorder import PostgresRecorder
from adapters.stored.rows import StoredFact
from domain.learner_path.follow_up import NoteAdded, NoteVisibility
from domain.refusals import Unknown
from services.answers import Conflict, PersonalDataErased
from tests.support.envelopes import SOMEONE, FakeKeyring
from tests.support.logs import MAPPER, Bench, HandClock, Told, event, save

STREAM = uuid4()


@dataclass(frozen=True, kw_only=True)
class Elsewhere(Told):
    """Streams of another kind."""

    STREAM: ClassVar[str] = "grant"


class CountingRecorder(PostgresRecorder):
    """Counts the lines that it reads of streams."""

    lines = 0

    def select_events(self, originator_id: UUID | str, **asked: Any) -> Sequence[StoredFact]:  # noqa: ANN401 - the library's arguments.
        found = super().select_events(originator_id, **asked)
        self.lines += len(found)
        return found


def test_what_this_process_stored_is_not_read_again(database: Database) -> None:
    recorder = CountingRecorder(database, HandClock())
    log = EventLog(database, recorder, MAPPER, FakeKeyring())
    log.store(save(event(STREAM, 1), event(STREAM, 2)))
    assert log.load(Told, STREAM).version == 2
    recorder.lines = 0
    for version in range(3, 13):
        log.store(save(event(STREAM, version)))
        assert log.load(Told, STREAM).version == version
    assert recorder.lines == 0


def test_of_what_another_process_stored_each_fact_is_read_once(database: Database) -> None:
    recorder = CountingRecorder(database, HandClock())
    log, elsewhere = EventLog(database, recorder, MAPPER, FakeKeyring()), Bench(database)
    elsewhere.store(event(STREAM, 1))
    assert log.load(Told, STREAM).version == 1
    elsewhere.store(event(STREAM, 2), event(STREAM, 3))
    for _ in range(3):
        assert log.load(Told, STREAM).version == 3
    assert recorder.lines == 3


def test_a_state_kept_in_memory_is_the_one_that_a_fresh_process_reads(database: Database) -> None:
    here, elsewhere = Bench(database), Bench(database)
    here.store(event(STREAM, 1))
    here.log.load(Told, STREAM)
    elsewhere.store(event(STREAM, 2))
    here.store(event(STREAM, 3), event(uuid4(), 1), event(STREAM, 4))
    assert here.log.load(Told, STREAM) == Bench(database).log.load(Told, STREAM)


def test_a_refused_save_leaves_no_trace_in_memory(database: Database) -> None:
    here, elsewhere = Bench(database), Bench(database)
    here.store(event(STREAM, 1))
    here.log.load(Told, STREAM)
    elsewhere.store(event(STREAM, 2))
    with pytest.raises(Conflict):
        here.store(event(STREAM, 2))
    assert here.log.load(Told, STREAM) == elsewhere.log.load(Told, STREAM)


def test_a_stream_is_not_known_under_another_kind(database: Database) -> None:
    bench = Bench(database)
    bench.store(event(STREAM, 1))
    with pytest.raises(Unknown):
        bench.log.load(Elsewhere, STREAM)
    bench.log.load(Told, STREAM)
    with pytest.raises(Unknown):
        bench.log.load(Elsewhere, STREAM)
    assert bench.log.load(Told, STREAM).version == 1


def test_what_was_sealed_under_a_destroyed_key_is_not_stored(database: Database) -> None:
    bench = Bench(database)
    text = bench.keyring.seal(SOMEONE, "A", "she told me")
    note = NoteAdded(occurred_on=date(2025, 3, 3), visibility=next(iter(NoteVisibility)), text=text)
    bench.store(event(STREAM, 1, note))
    bench.keyring.shred(SOMEONE, "A", text.generation)
    with pytest.raises(PersonalDataErased) as refused:
        bench.store(event(STREAM, 2), event(STREAM, 3, note))
    assert refused.value.values == {"subject": SOMEONE, "data_class": "A"}
    assert bench.positions() == [1]
