"""What holds of every read model."""

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from adapters.readmodels.registry import READ_MODELS
from adapters.words import LANGUAGES, Language, Words
from domain.catalogue import CATALOGUE
from projections import changes
from projections.casework import timeline, worklist
from projections.changes import Query, ReadModel
from services.access import ACCESS

QUERIES = [
    (model, query) for model in READ_MODELS.values() for each in model.questions for query in each.QUERIES
]


def modules() -> Iterator[tuple[ReadModel, ModuleType]]:
    for model in READ_MODELS.values():
        for question in model.questions:
            assert isinstance(question, ModuleType)
            yield model, question


def test_every_query_stands_in_the_access_table() -> None:
    assert {query.name for _, query in QUERIES} <= set(ACCESS)


def test_every_query_in_the_access_table_is_there_to_be_asked() -> None:
    named = {name for name in ACCESS if name.partition(".")[0] in READ_MODELS}
    assert named == {query.name for _, query in QUERIES}


@pytest.mark.parametrize(("model", "query"), QUERIES)
def test_a_query_asks_its_own_read_model_and_names_the_operator(model: ReadModel, query: Query[Any]) -> None:
    assert query.read_model == model.name
    assert "%(operator_id)s" in query.sql


def test_only_the_directory_opens_sealed_values() -> None:
    opening = {
        model.name for model, module in modules() if changes.Opening.__name__ in inspect.getsource(module)
    }
    assert opening <= {"directory"}
    assert {model.name for model in READ_MODELS.values() if model.opened} == {"directory"}


def test_every_fact_of_a_path_has_a_line_in_the_timeline() -> None:
    paths_own = {kind for kind in CATALOGUE if kind.TYPE.startswith("learner-path.")}
    naming = {kind for kind in CATALOGUE if "path_id" in kind.__dataclass_fields__}
    assert set(timeline.ON) == paths_own | naming


def test_handlers_are_of_facts_of_the_catalogue() -> None:
    for _, module in modules():
        assert set(module.ON) <= set(CATALOGUE), module.__name__


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_task_has_words(language: Language) -> None:
    words = Words(language)
    assert all(words.code("Task", kind) for kind in worklist.KINDS)
