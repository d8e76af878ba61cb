"""Which fields of a request are wrong, told field by field: what is the matter, never what was sent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.web.languages import words_in
from adapters.words import LANGUAGES, Language, Words
from services.fields import WrongField, is_readable

CODES = {
    "missing": "missing",
    "unexpected_keyword_argument": "unknown-field",
    "extra_forbidden": "unknown-field",
    "enum": "not-a-choice",
    "literal_error": "not-a-choice",
    "string_unicode": "not-readable",
    "string_too_short": "too-short",
    "string_too_long": "too-long",
    "string_type": "not-a-text",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
    "cursor": "not-a-cursor",
    "timezone_aware": "no-time-zone",
    "int_parsing_size": "out-of-range",
}
"""Of pydantic's types of errors, those that need a sentence of their own."""
KINDS = {
    "date": "not-a-date",
    "datetime": "not-an-instant",
    "time": "not-a-time",
    "int": "not-a-number",
    "bool": "not-yes-or-no",
    "uuid": "not-an-id",
    "tuple": "not-a-list",
    "list": "not-a-list",
    "frozen": "not-a-list",
    "set": "not-a-list",
    "dataclass": "not-an-object",
    "model": "not-an-object",
}
"""The others, by the first word of their type."""
OTHERWISE = "malformed"
LIMITS = {"ge": "least", "le": "most", "min_length": "least", "max_length": "most", "expected": "choices"}
"""What a sentence may say of an error's context; the rest may quote what was sent."""
PLACES = frozenset({"body", "query", "header", "path", "cookie"})
LONGEST_NAME_SHOWN = 60


def of_validation(errors: Sequence[Mapping[str, Any]]) -> list[WrongField]:
    """Return what pydantic found, in our words."""
    return [_of_error(each) for each in errors]


def code_of(kind: str) -> str:
    """Return our code of a type of error of pydantic's.

    >>> code_of("date_from_datetime_parsing")
    'not-a-date'
    """
    return CODES.get(kind) or KINDS.get(kind.partition("_")[0], OTHERWISE)


def told(wrong: WrongField, language: Language) -> dict[str, str]:
    """Return a wrong field as a problem tells it."""
    said = {each: sentence(wrong, words_in(each)) for each in LANGUAGES}
    return {
        "field": ".".join(str(part) for part in wrong.path),
        "code": wrong.code,
        "detail": said[language],
        "detail_fr": said["fr"],
        "detail_en": said["en"],
    }


def sentence(wrong: WrongField, words: Words) -> str:
    """Return the field's label, what is the matter with it, and what to do."""
    return words.text("field-says", field=words.field(wrong.path), sentence=remedy(wrong, words))


def remedy(wrong: WrongField, words: Words) -> str:
    """Return what is the matter with a field, to be shown beside it."""
    return words.wrong(wrong.code, wrong.limits)


def _of_error(error: Mapping[str, Any]) -> WrongField:
    path, code = _path(error["loc"]), code_of(error["type"])
    is_empty = code == "missing" and not path
    return WrongField(path, "empty" if is_empty else code, dict(_limits(error.get("ctx", {}))))


def _path(loc: Sequence[str | int]) -> tuple[str | int, ...]:
    """Return where in the request; of a parameter its name alone, without the kinds that were tried."""
    if not loc or loc[0] not in PLACES:
        return tuple(_shown(part) for part in loc)
    end = len(loc) if loc[0] == "body" else 2
    return tuple(_shown(part) for part in loc[1:end])


def _shown(part: str | int) -> str | int:
    """Return a field's name; one of our own is never cut."""
    if isinstance(part, str):
        return part[:LONGEST_NAME_SHOWN] if is_readable(part) else "…"
    return part


def _limits(context: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, ours in LIMITS.items():
        if name in context:
            value = context[name]
            yield ours, re.findall("'([^']*)'", value) if name == "expected" else value
