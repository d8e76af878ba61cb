"""Facts to bytes and back: strict both ways, whatever the version that was stored."""

import json
from collections.abc import Iterable

from pydantic import TypeAdapter, ValidationError

from adapters.stored.upcasts import UPCASTS, Upcasts
from domain.facts import Fact


class UnreadableFact(Exception):
    """A stored fact does not have the shape that its type and version promise."""


class UnknownFact(UnreadableFact):
    """A stored fact is of a type, or of a newer version, that this release does not know."""


class FactCodec:
    """Reads and writes the payload of every fact of a catalogue, as UTF-8 JSON."""

    def __init__(self, catalogue: Iterable[type[Fact]], upcasts: Upcasts = UPCASTS) -> None:
        """Prepare one strict adapter a type, so that a hole in the catalogue shows at the start.

        Raises:
            ValueError: two facts share a TYPE.
        """
        self._kinds: dict[str, type[Fact]] = {}
        for kind in catalogue:
            if kind.TYPE in self._kinds:
                raise ValueError(kind.TYPE)
            self._kinds[kind.TYPE] = kind
        self._adapters = {name: TypeAdapter(kind) for name, kind in self._kinds.items()}
        self._upcasts = upcasts

    def encode(self, fact: Fact) -> bytes:
        """Return the payload to store."""
        return self._adapters[fact.TYPE].dump_json(fact)

    def decode(self, name: str, version: int, payload: bytes) -> Fact:
        """Return the fact, lifted to today's version.

        Raises:
            UnknownFact: the type, or a version above ours, is not in the catalogue.
            UnreadableFact: a field is missing, unknown or of another type.
        """
        kind = self._kinds.get(name)
        if kind is None or version > kind.VERSION:
            raise UnknownFact(name, version)
        try:
            lifted = payload if version == kind.VERSION else self._lift(kind, version, payload)
            return self._adapters[name].validate_json(lifted, strict=True)
        except (ValidationError, json.JSONDecodeError) as error:
            # The cause holds the stored values: it is named, never chained into a log.
            raise UnreadableFact(name, version, type(error).__name__) from None

    def _lift(self, kind: type[Fact], version: int, payload: bytes) -> bytes:
        stored = json.loads(payload)
        for step in range(version, kind.VERSION):
            stored = self._upcasts[kind.TYPE, step](stored)
        return json.dumps(stored).encode()
