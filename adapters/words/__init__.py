"""The sentences that people read, in French and in English: one template a fact and a refusal."""

from collections.abc import Mapping, Sequence
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from adapters.words.loading import LANGUAGES, Language, Table, tables
from adapters.words.speaking import Speaker
from domain.catalogue import CATALOGUE
from domain.facts import Fact
from domain.refusals import Refusal

__all__ = ["LANGUAGES", "Language", "Words"]

KINDS: dict[str, type[Fact]] = {kind.TYPE: kind for kind in CATALOGUE}


class Words(Speaker):
    """All that is said in one language; what a sentence needs is put in as its readers write it."""

    def __init__(self, language: Language) -> None:
        """Take the language's tables."""
        self._tables = tables(language)
        super().__init__(language, self._tables["codes"])

    def fact(self, name: str, values: Mapping[str, object]) -> str:
        """Return the sentence of a fact from its TYPE and its clear fields, as objects or as plain JSON."""
        return self._sentence("facts", name, _typed(name, values))

    def refusal(self, refusal: Refusal) -> str:
        """Return the sentence of a refusal: what is the matter, and what to do."""
        return self._sentence("refusals", refusal.TYPE, refusal.values)

    def remedy(self, name: str) -> str | None:
        """Return what a program should do about a refusal, where the sentence does not say all."""
        return self._tables["remedies"].get(name)

    def wrong(self, code: str, limits: Mapping[str, object]) -> str:
        """Return what is the matter with a field, and what to do."""
        return self._sentence("wrong", code, limits)

    def field(self, path: Sequence[str | int]) -> str:
        """Return a field's name as people read it, with its line in a list; of the whole request, that."""
        names = [part for part in path if isinstance(part, str)]
        name = self._tables["fields"].get(names[-1], names[-1]) if names else self.text("request")
        line = next((part for part in path if isinstance(part, int)), None)
        return name if line is None else self.text("field-of-line", field=name, line=line + 1)

    def text(self, name: str, **values: object) -> str:
        """Return a text of the interface."""
        return self._sentence("texts", name, values)

    def _sentence(self, table: Table, name: str, values: Mapping[str, object]) -> str:
        said = {key: self.say(key, value) for key, value in values.items()}
        return self._tables[table][name].format_map(_Said(said))


class _Said(dict[str, str]):
    """A value that is not there is an ellipsis: a sentence with a gap is better than none."""

    def __missing__(self, key: str) -> str:
        return "…"


def _typed(name: str, values: Mapping[str, object]) -> dict[str, object]:
    """Return a fact's clear fields as the types that the fact declares."""
    adapters = _FIELDS.get(name, {})
    return {key: adapters[key].validate_python(values[key]) for key in adapters if key in values}


def _clear_fields(kind: type[Fact]) -> dict[str, TypeAdapter[Any]]:
    hints = get_type_hints(kind)
    return {
        name: TypeAdapter(hint)
        for name, hint in hints.items()
        if not name.isupper() and "Sealed" not in str(hint) and not name.startswith("__")
    }


_FIELDS = {name: _clear_fields(kind) for name, kind in KINDS.items()}
