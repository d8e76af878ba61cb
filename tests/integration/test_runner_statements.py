"""Every SQL statement of every question is executed, on a real PostgreSQL."""

from datetime import date
from types import ModuleType
from typing import Any

import pytest

from adapters.readmodels import changing
from adapters.readmodels.registry import READ_MODELS
from domain.learner_path.contact import ContactMade
from domain.learner_path.privacy import PersonalDataShredded
from domain.learner_path.referral import Channel
from domain.personal import Identity
from projections.casework import groups, paths, sessions, timeline, worklist
from projections.changes import Query, Statement
from projections.finance import minutes, money
from projections.statistics import funnel, hours, levels
from projections.statistics import groups as counted_groups
from tests.support.envelopes import FakeKeyring
from tests.support.examples import EXAMPLES
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import GROUP, JANUARY, path

ASKED: dict[str, dict[str, object]] = {
    "casework.timeline": timeline.asked(path("ana")),
    "casework.paths": paths.listed(path_id=path("ana")),
    "casework.credits": {"path_id": path("ana")},
    "casework.groups": groups.listed(group_id=GROUP),
    "casework.sessions": sessions.listed(),
    "casework.worklist": worklist.listed(JANUARY),
    "casework.operators": {},
    "casework.trainers": {},
    "casework.grants": {},
    "directory.people": {"operator_id": OPERATOR, "parts": ["a"], "limit": 1},
    "directory.names": {"path_ids": [path("ana")]},
    "directory.trainers": {},
    "statistics.funnel": funnel.asked(JANUARY, figure="referred"),
    "statistics.groups": counted_groups.listed(),
    "statistics.hours": hours.listed(),
    "statistics.levels": levels.asked(),
    "finance.minutes": minutes.listed(),
    "finance.money": money.listed(group_id=GROUP),
}
QUERIES = [query for model in READ_MODELS.values() for each in model.questions for query in each.QUERIES]


class OpensAll(FakeKeyring):
    """The examples' envelopes hold nothing: each opens to somebody."""

    def open(self, closed: Any, kind: type[Any]) -> Any:  # noqa: ANN401, ARG002 - as the keyring does.
        return Identity(family_name="Example")


def statements(module: ModuleType) -> dict[str, Statement]:
    return {
        f"{module.__name__}.{name}": value
        for name, value in vars(module).items()
        if isinstance(value, Statement)
    }


def all_statements() -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for model in READ_MODELS.values():
        for question in model.questions:
            assert isinstance(question, ModuleType)
            found |= statements(question)
    return found


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_can_be_asked(stage: Stage, query: Query[Any]) -> None:
    stage.ask(query, ASKED[query.name])


def test_every_statement_of_a_handler_is_executed_by_the_examples_of_facts(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    executed: set[Statement] = set()
    real_each, real_merged = changing._run_each, changing.merged  # noqa: SLF001 - watched, not replaced.

    def each(cur: Any, run: Any) -> None:  # noqa: ANN401 - passed on.
        executed.update(statement for statement, _ in run)
        real_each(cur, run)

    def many(statement: Statement, rows: Any) -> Any:  # noqa: ANN401 - passed on.
        executed.add(statement)
        return real_merged(statement, rows)

    monkeypatch.setattr(changing, "_run_each", each)
    monkeypatch.setattr(changing, "merged", many)
    story = stage.story
    story.network()
    path_id = story.enrolled("ana")
    story.taken_back(path_id, story.half_day(1, [path_id]))
    story.dropped_out(path_id, on=date(2025, 2, 1))
    for number, fact in enumerate(EXAMPLES):
        stage.source.tell(path(f"example {number}"), fact)
    supersedes = stage.source.read(0, limit=1)[0].context.event_id
    stage.source.tell(path_id, ContactMade(occurred_on=JANUARY, channel=Channel.PHONE), supersedes=supersedes)
    shredded = PersonalDataShredded(occurred_on=JANUARY, data_classes=("B",), generation=1)
    stage.source.tell(path_id, shredded)
    stage.keyring = OpensAll()
    stage.play()
    missing = [name for name, statement in all_statements().items() if statement not in executed]
    assert missing == []
