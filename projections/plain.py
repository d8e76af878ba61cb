"""A fact's clear fields as JSON; what is sealed stays out."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from domain.facts import Fact, Sealed


def clear_json(fact: Fact) -> str:
    """Return the clear fields as JSON, keys in order."""
    return json.dumps(clear_fields(fact), sort_keys=True, ensure_ascii=False)


def clear_fields(fact: Fact) -> dict[str, Any]:
    """Return every field but the day (a column of its own) and the sealed ones, as JSON has them."""
    return {
        each.name: _plain(getattr(fact, each.name))
        for each in fields(fact)
        if each.name != "occurred_on" and not isinstance(getattr(fact, each.name), Sealed)
    }


def has_sealed(fact: Fact) -> bool:
    """Whether a field holds a sealed value, to be opened from the log by whoever may."""
    return any(isinstance(getattr(fact, each.name), Sealed) for each in fields(fact))


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of any fact.
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
