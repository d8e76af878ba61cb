"""Writes the reference page of all facts: ``python -m tests.support.facts_page``."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

from adapters.words.loading import tables
from domain.catalogue import CATALOGUE
from domain.facts import Fact, Sealed
from tests.support.examples import EXAMPLES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "facts.md"
HEAD = """\
# Facts

Every fact that the log may hold, written by `python -m tests.support.facts_page` from the code and its
examples. Units stand in names: `minutes`, `cents`, `rate_bp` (hundredths of a percent), `years`, `days`.
Class A (accompaniment) and B (proof) are stored sealed, as in the fact's examples;
C is pseudonymous and in clear.
"""
QUALIFIER = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])")


def page() -> str:
    """Return the whole page, in the order of the catalogue."""
    return "\n".join((HEAD, *(_section(kind) for kind in CATALOGUE)))


def _section(kind: type[Fact]) -> str:
    french, english = (tables(language)["facts"][kind.TYPE] for language in ("fr", "en"))
    head = f"## {kind.TYPE}\n\n`{kind.__name__}`, version {kind.VERSION}: {_sentence(kind)}\n"
    said = f"- fr: {french}\n- en: {english}\n"
    rows = "\n".join(_rows(kind))
    return f"{head}\n{said}\n| field | type | class |\n|---|---|---|\n{rows}\n"


def _sentence(kind: type[Fact]) -> str:
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())


def _rows(kind: type[Fact]) -> Iterator[str]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        yield f"| `{field.name}` | `{_type(hints[field.name])}` | {_data_class(kind, field.name)} |"


def _type(hint: object) -> str:
    name = hint.__name__ if isinstance(hint, type) else str(hint)
    return QUALIFIER.sub("", name).replace("|", "or")


def _data_class(kind: type[Fact], field: str) -> str:
    values = (getattr(example, field) for example in EXAMPLES if type(example) is kind)
    return " ".join(sorted({value.data_class for value in values if isinstance(value, Sealed)})) or "C"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
