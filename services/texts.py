"""A text can be stored, or it is refused before anything is decided."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from domain.refusals import Refusal

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, and halves of a character, which no UTF-8 has."""


class TextCannotBeStored(Refusal):
    """A text holds what no keyboard types and no table stores."""

    TYPE = "text-cannot-be-stored"


def check_texts(texts: Iterable[str]) -> None:
    """Refuse texts that PostgreSQL cannot store: sealed in a fact, they would stop whoever opens it later.

    Raises:
        TextCannotBeStored: there is one.
    """
    if any(map(UNSTORABLE.search, texts)):
        raise TextCannotBeStored


def texts_in(value: object) -> Iterator[str]:
    """Give every text of a request, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_in(getattr(value, each.name))
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from texts_in(item)
