"""The sealed values within a fact, however deep."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from domain.facts import Sealed


def sealed_in(value: object) -> Iterator[Sealed[object]]:
    """Give every envelope that a fact, a part of it or a sequence holds."""
    if isinstance(value, Sealed):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from sealed_in(getattr(value, each.name))
    elif isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from sealed_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from sealed_in(item)
