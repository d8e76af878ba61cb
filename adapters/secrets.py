"""What is sealed in a recorded fact, opened for somebody who may read it."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from domain.facts import Erased, Fact, Sealed
from services.ports import Keyring, Log


class LogSecrets:
    """Opens from the log itself: read models of casework hold no personal value."""

    def __init__(self, log: Log, keyring: Keyring) -> None:
        """Take the log and the keyring."""
        self._log = log
        self._keyring = keyring

    def personal(self, event_id: UUID) -> Mapping[str, object | Erased]:
        """Return the sealed fields of a recorded fact, opened, by field; empty when there is no such fact."""
        recorded = self._log.find(event_id)
        if recorded is None:
            return {}
        return {
            name: self._keyring.open(sealed, sealed_kinds(type(recorded.fact))[name])
            for name, sealed in sealed_fields(recorded.fact).items()
        }

    def blind(self, purpose: str, text: str) -> str:
        """Return a keyed hash in hexadecimal."""
        return self._keyring.blind(purpose, text)


def sealed_fields(fact: Fact) -> dict[str, Sealed[Any]]:
    """Return the fields that hold a sealed value."""
    values = {each.name: getattr(fact, each.name) for each in fields(fact)}
    return {name: value for name, value in values.items() if isinstance(value, Sealed)}


def sealed_kinds(kind: type[Fact]) -> dict[str, type[Any]]:
    """Return the type of the clear value of each sealed field."""
    found = {}
    for name, hint in get_type_hints(kind).items():
        for part in (hint, *get_args(hint)):
            if get_origin(part) is Sealed:
                (found[name],) = get_args(part)
    return found
