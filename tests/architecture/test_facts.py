"""Every fact has a stable name, an example and a stored sample that is read back for ever."""

import re
from pathlib import Path

import pytest

from adapters.stored.codec import FactCodec
from domain.catalogue import CATALOGUE
from domain.facts import Fact
from tests.support.examples import EXAMPLES
from tests.support.facts_page import PAGE, page
from tests.support.samples import FOLDER, sample_of

CODEC = FactCodec(CATALOGUE)
NAME = re.compile(r"(learner-path|funded-group|attendance-sheet|grant|operator)\.[a-z]+(-[a-z]+)+")
SAMPLES = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.TYPE)
def test_a_fact_has_a_name_of_its_own_in_the_fields_words(kind: type[Fact]) -> None:
    assert NAME.fullmatch(kind.TYPE)
    assert [each.TYPE for each in CATALOGUE].count(kind.TYPE) == 1


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.TYPE)
def test_a_fact_has_one_example_at_least(kind: type[Fact]) -> None:
    assert any(type(example) is kind for example in EXAMPLES)


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.TYPE)
def test_a_fact_has_a_stored_sample_of_each_version(kind: type[Fact]) -> None:
    for version in range(1, kind.VERSION + 1):
        assert sample_of(kind.TYPE, version).exists()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_stored_sample_is_read_back(path: Path) -> None:
    name, version = path.stem.rsplit(".v", 1)
    fact = CODEC.decode(name, int(version), path.read_bytes().strip())
    assert fact in EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.TYPE)
def test_an_example_comes_back_from_its_payload_as_it_was(example: Fact) -> None:
    assert CODEC.decode(example.TYPE, example.VERSION, CODEC.encode(example)) == example


def test_the_reference_page_of_facts_is_as_the_code_says() -> None:
    """``python -m tests.support.facts_page`` writes it anew: its diff is to be read."""
    assert PAGE.read_text("utf-8") == page()


def test_the_reference_page_knows_the_data_class_of_each_sealed_field() -> None:
    sealed = [line for line in page().splitlines() if line.startswith("|") and "Sealed[" in line]
    assert sealed
    assert [line for line in sealed if not re.search(r"\| [AB] \|$", line)] == []
