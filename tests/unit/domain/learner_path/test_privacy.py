"""Giving up a person's readable data."""

from dataclasses import replace

from domain.learner_path import privacy
from tests.support.examples.learner_path.privacy import PERSONAL_DATA_SHREDDED
from tests.support.learner_paths import REFERRED, path_after

READABLE = path_after(*REFERRED).shredding
SHREDDED = path_after(*REFERRED, PERSONAL_DATA_SHREDDED).shredding
ON = PERSONAL_DATA_SHREDDED.occurred_on


def test_a_class_is_given_up() -> None:
    assert privacy.shred(READABLE, ["A"], generation=1, on=ON) == [PERSONAL_DATA_SHREDDED]


def test_a_class_is_given_up_once() -> None:
    assert privacy.shred(SHREDDED, ["A"], generation=1, on=ON) == []


def test_only_what_is_left_is_given_up() -> None:
    left = replace(PERSONAL_DATA_SHREDDED, data_classes=("B",))
    assert privacy.shred(SHREDDED, ["B", "A"], generation=1, on=ON) == [left]


def test_several_classes_are_given_up_in_one_order() -> None:
    both = replace(PERSONAL_DATA_SHREDDED, data_classes=("A", "B"))
    assert privacy.shred(READABLE, ["B", "A", "B"], generation=1, on=ON) == [both]


def test_a_new_generation_is_given_up_apart() -> None:
    second = replace(PERSONAL_DATA_SHREDDED, generation=2)
    assert privacy.shred(SHREDDED, ["A"], generation=2, on=ON) == [second]


def test_nothing_asked_is_nothing_given_up() -> None:
    assert privacy.shred(READABLE, [], generation=1, on=ON) == []
