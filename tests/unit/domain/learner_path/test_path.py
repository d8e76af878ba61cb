"""The whole path: what no single phase tells."""

import pytest

from domain.facts import Fact
from tests.support.examples import learner_path
from tests.support.learner_paths import IN_TRAINING, path_after


def test_a_path_counts_its_facts_and_remembers_its_first_day() -> None:
    path = path_after(*IN_TRAINING)
    assert path.version == len(IN_TRAINING)
    assert path.began_on == IN_TRAINING[0].occurred_on


@pytest.mark.parametrize("fact", learner_path.EXAMPLES, ids=lambda fact: fact.TYPE)
def test_history_is_read_back_in_any_order_and_never_refused(fact: Fact) -> None:
    assert path_after(fact).version == 1
    assert path_after(*IN_TRAINING, fact, fact).version == len(IN_TRAINING) + 2


@pytest.mark.parametrize("fact", learner_path.EXAMPLES, ids=lambda fact: fact.TYPE)
def test_every_fact_changes_the_state(fact: Fact) -> None:
    before, after = path_after(), path_after(fact)
    phases = [name for name in vars(before) if getattr(before, name) != getattr(after, name)]
    assert set(phases) > {"version", "began_on"} or fact.TYPE in NEEDS_AN_EARLIER_FACT


NEEDS_AN_EARLIER_FACT = {
    "learner-path.training-completed",
    "learner-path.dropped-out",
    "learner-path.hours-credit-reversed",
}
