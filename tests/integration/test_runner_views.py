"""Asking: as somebody, at one position, never older than what one just wrote."""

from dataclasses import replace
from threading import Thread
from uuid import uuid4

import pytest

from adapters.readmodels.tokens import BadToken, Token
from adapters.readmodels.views import AnotherHistory, NotThereYet
from domain.ids import OperatorId
from projections.casework import directory, groups, timeline, worklist
from projections.statistics import funnel
from services.answers import Forbidden, Receipt
from services.context import Context, Role
from tests.support.readmodels import Stage
from tests.support.sources import LOG_ID, OPERATOR, RECORDED_AT
from tests.support.stories import JANUARY, path

CASEWORKER = Context(
    actor="account-1",
    role=Role.CASEWORKER,
    operator_id=OPERATOR,
    source="page",
    instant=RECORDED_AT,
    correlation_id=LOG_ID,
)


def test_an_answer_says_where_in_the_log_it_is_true(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    stage.play("casework")
    stage.story.noted(path_id, on=JANUARY)
    answer = stage.answer(timeline.BY_POSITION, timeline.asked(path_id))
    assert (len(answer.rows), answer.at) == (8, Token(LOG_ID, 1, 8))


def test_a_query_that_is_given_a_write_waits_until_it_is_seen(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    runner = Thread(target=stage.play, args=("casework",))
    runner.start()
    answer = stage.views.ask(
        timeline.BY_POSITION, timeline.asked(path_id), at=Token(LOG_ID, 1, 8), timeout=30
    )
    runner.join()
    assert len(answer.rows) == 8


def test_what_is_not_seen_in_time_is_said_with_where_the_view_stands(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    stage.play("casework")
    with pytest.raises(NotThereYet) as refused:
        stage.views.ask(timeline.BY_POSITION, timeline.asked(path_id), at=Token(LOG_ID, 1, 9), timeout=0.01)
    assert (refused.value.position, refused.value.is_halted) == (8, False)


def test_a_view_that_has_read_nothing_is_not_there_yet(stage: Stage) -> None:
    with pytest.raises(NotThereYet) as refused:
        stage.views.ask(groups.LISTED, groups.listed(), at=Token(LOG_ID, 1, 1), timeout=0)
    assert refused.value.position == 0


@pytest.mark.parametrize("token", [Token(uuid4(), 1, 1), Token(LOG_ID, 2, 1), Token(LOG_ID, 0, 1)])
def test_a_token_of_another_history_is_never_waited_for(stage: Stage, token: Token) -> None:
    stage.story.admitted("ana")
    stage.play("casework")
    with pytest.raises(AnotherHistory):
        stage.views.ask(groups.LISTED, groups.listed(), at=token, timeout=3600)


def test_a_halted_view_is_not_waited_for(stage: Stage) -> None:
    stage.story.admitted("ana")
    stage.play("casework")
    stage.rows("update readmodels.positions set state = 'halted'")
    with pytest.raises(NotThereYet) as refused:
        stage.views.ask(groups.LISTED, groups.listed(), at=Token(LOG_ID, 1, 9), timeout=3600)
    assert refused.value.is_halted


def test_a_receipt_s_token_is_read_back() -> None:
    receipt = Receipt(log_id=LOG_ID, epoch=3, position=12, positions=(12,), streams=())
    assert Token.parse(receipt.token) == Token(LOG_ID, 3, 12)
    assert str(Token.parse(receipt.token)) == receipt.token


@pytest.mark.parametrize("text", ["", "1:2", "x:1:1", f"{LOG_ID}:1", f"{LOG_ID}:a:1", f"{LOG_ID}:1:2:3"])
def test_what_is_not_a_token_is_refused(text: str) -> None:
    with pytest.raises(BadToken):
        Token.parse(text)


def test_an_operator_s_people_see_their_operator_whatever_they_ask_for(stage: Stage) -> None:
    stage.story.referred("ana")
    stage.play("casework")
    asked = timeline.asked(path("ana"), operator_id=None)
    mine = stage.views.ask_as(CASEWORKER, timeline.BY_DAY, asked)
    theirs = stage.views.ask_as(replace(CASEWORKER, operator_id=OperatorId(uuid4())), timeline.BY_DAY, asked)
    assert (len(mine.rows), len(theirs.rows)) == (1, 0)


def test_an_account_without_operator_sees_nothing_of_operators(stage: Stage) -> None:
    with pytest.raises(Forbidden):
        stage.views.ask_as(replace(CASEWORKER, operator_id=None), worklist.TASKS, worklist.listed(JANUARY))


def test_a_role_of_the_network_sees_all_operators_or_the_one_it_names(stage: Stage) -> None:
    stage.story.referred("ana")
    stage.play("statistics")
    head = replace(CASEWORKER, role=Role.NETWORK_HEAD, operator_id=None)
    assert stage.views.ask_as(head, funnel.FIGURES, funnel.asked(JANUARY)).rows
    one = stage.views.ask_as(head, funnel.FIGURES, funnel.asked(JANUARY, operator_id=uuid4()))
    assert one.rows == ()


@pytest.mark.parametrize("role", [Role.TRAINER, Role.NETWORK_HEAD, Role.ANALYST, Role.AUDITOR])
def test_names_are_searched_by_those_who_accompany_only(stage: Stage, role: Role) -> None:
    asked = {"parts": ["ana"], "limit": 1}
    with pytest.raises(Forbidden):
        stage.views.ask_as(replace(CASEWORKER, role=role), directory.SEARCH, asked)
