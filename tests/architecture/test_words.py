"""Every fact, refusal and code has words in both languages, and every placeholder has its value."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from pathlib import Path
from string import Formatter
from typing import TypeVar

import pytest

import adapters.files
import adapters.web
import domain
import services
from adapters.words import LANGUAGES, Words
from adapters.words.loading import Language, tables
from domain.catalogue import CATALOGUE
from domain.facts import Fact
from domain.refusals import Refusal
from services.context import Role
from tests.support.examples import EXAMPLES

K = TypeVar("K")

ROOT = Path(__file__).parents[2]


def imported() -> None:
    """Import every module that may hold a refusal or a code."""
    for package in (domain, services, adapters.web, adapters.files):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def below(kind: type[K]) -> Iterator[type[K]]:
    """Return all classes that derive from one, defined in our code."""
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def placeholders(sentence: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def raised_with() -> dict[str, list[set[str]]]:
    """Return the values that each refusal is raised with, once a place, by class name."""
    found: dict[str, list[set[str]]] = {}
    for folder in ("domain", "services", "adapters"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Raise) and node.exc is not None:
                    call = node.exc
                    name = call.func if isinstance(call, ast.Call) else call
                    given = (
                        {word.arg or "" for word in call.keywords} if isinstance(call, ast.Call) else set()
                    )
                    found.setdefault(ast.unparse(name).rpartition(".")[2], []).append(given)
    return found


imported()
REFUSALS = sorted({each for each in below(Refusal) if not each.__module__.startswith("tests.")}, key=str)
OURS = {each for each in below(Enum) if each.__module__.startswith("domain.")}
CODES = sorted({each for each in OURS if each.__members__} | {Role}, key=str)
RAISED = raised_with()
both = pytest.mark.parametrize("language", LANGUAGES)


@both
@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.TYPE)
def test_a_fact_has_a_sentence_of_its_clear_fields(kind: type[Fact], language: Language) -> None:
    sentence = tables(language)["facts"][kind.TYPE]
    clear = {each.name for each in fields(kind) if "Sealed" not in str(each.type)}
    assert placeholders(sentence) <= clear


@both
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.TYPE)
def test_an_example_of_each_fact_is_told_without_a_gap(example: Fact, language: Language) -> None:
    values = {each.name: getattr(example, each.name) for each in fields(example)}
    said = Words(language).fact(example.TYPE, values)
    assert "…" not in said
    assert "{" not in said


@both
@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_has_a_sentence_of_the_values_it_is_raised_with(
    kind: type[Refusal], language: Language
) -> None:
    needed = placeholders(tables(language)["refusals"][kind.TYPE])
    for given in RAISED.get(kind.__name__, [set()]):
        assert needed <= given


@both
@pytest.mark.parametrize("kind", CODES, ids=lambda kind: kind.__name__)
def test_a_code_has_a_label(kind: type[Enum], language: Language) -> None:
    for each in kind:
        assert Words(language).code(kind, each.value)


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    french, english = tables("fr"), tables("en")
    for table, sentences in french.items():
        assert sentences.keys() == english[table].keys()
        for key, sentence in sentences.items():
            assert placeholders(sentence) == placeholders(english[table][key]), key


def test_a_refusal_is_known_by_one_name() -> None:
    names = [each.TYPE for each in REFUSALS]
    assert len(names) == len(set(names))


@both
def test_no_sentence_is_about_nothing_any_more(language: Language) -> None:
    assert tables(language)["facts"].keys() == {kind.TYPE for kind in CATALOGUE}
    assert tables(language)["refusals"].keys() == {kind.TYPE for kind in REFUSALS}
