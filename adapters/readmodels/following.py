"""Every read model followed, each in a thread of its own, for as long as the service runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from adapters.database import Database
from adapters.readmodels.changing import Opener
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.runner import Runner
from adapters.readmodels.source import Source


def runners(database: Database, source: Source, opener: Opener) -> tuple[Runner, ...]:
    """Return a runner a read model; only those that keep opened values are given the opener."""
    return tuple(
        Runner(database, source, model, opener if model.opened else None) for model in READ_MODELS.values()
    )


@contextmanager
def following(database: Database, source: Source, opener: Opener) -> Iterator[Event]:
    """Keep all read models up to date until left; the event, once set, makes them stop."""
    stop = Event()
    threads = [
        Thread(target=each.follow, args=(stop,), name=f"read-model-{each.model.name}", daemon=True)
        for each in runners(database, source, opener)
    ]
    for thread in threads:
        thread.start()
    try:
        yield stop
    finally:
        stop.set()
        for thread in threads:
            thread.join()
