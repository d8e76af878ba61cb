"""The TOML files of a language, read once: tables of facts, refusals, wrong fields, codes and texts."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""French first."""
Table = Literal["facts", "refusals", "remedies", "wrong", "fields", "codes", "texts"]

BEFORE_A_SIGN = re.compile(" (?=[:;?!»€%])|(?<=«) |(?<=n°) ")
"""Where French readers expect a space at which no line is broken."""

FOLDER = Path(__file__).parent


class SaidTwice(Exception):
    """Two files of a language have a sentence for the same thing."""


@cache
def tables(language: Language) -> dict[Table, dict[str, str]]:
    """Return every table of a language, its files summed.

    Raises:
        SaidTwice: a key stands in two files.
    """
    found: dict[Table, dict[str, str]] = {table: {} for table in get_args(Table)}
    for table, key, sentence in _entries(language):
        if key in found[table]:
            raise SaidTwice(language, table, key)
        found[table][key] = sentence
    return found


def _entries(language: Language) -> Iterator[tuple[Table, str, str]]:
    for path in sorted((FOLDER / language).glob("*.toml")):
        for table, sentences in tomllib.loads(path.read_text("utf-8")).items():
            for key, sentence in sentences.items():
                yield table, key, _typeset(language, sentence)  # type: ignore[misc] # another table's name fails at once, as a KeyError.


def _typeset(language: Language, sentence: str) -> str:
    return BEFORE_A_SIGN.sub("\N{NO-BREAK SPACE}", sentence) if language == "fr" else sentence
