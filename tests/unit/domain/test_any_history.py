"""Whatever was recorded, in whatever order, is read back: rules run when deciding, never here (rule 15)."""

from functools import reduce
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.attendance_sheet.sheet import AttendanceSheet
from domain.facts import Circumstances, Fact, Recorded
from domain.funded_group.group import FundedGroup
from domain.grant.grant import Grant
from domain.ids import EventId
from domain.learner_path.path import LearnerPath
from domain.operator.operator import Operator
from domain.streams import Stream
from tests.support.examples import EXAMPLES

NOBODY = UUID(int=0)
OF_ANY_STREAM = {"id", "version", "began_on"}
streams = pytest.mark.parametrize("kind", [LearnerPath, FundedGroup, AttendanceSheet, Grant, Operator])
histories = st.lists(st.sampled_from(EXAMPLES), max_size=12)


def told(state: Stream, fact: Fact) -> Stream:
    """Return the state after one more fact, each under an event of its own."""
    version = state.version + 1
    circumstances = Circumstances(
        event_id=EventId(UUID(int=version)),
        actor="account-1",
        role="coordinator",
        operator_id=None,
        source="api",
        correlation_id=NOBODY,
    )
    return state.evolve(
        Recorded(
            originator_id=state.id,
            originator_version=version,
            stream=state.STREAM,
            fact=fact,
            context=circumstances,
        )
    )


@streams
@settings(max_examples=40, deadline=None)
@given(history=histories)
def test_any_facts_in_any_order_make_a_state(kind: type[Stream], history: list[Fact]) -> None:
    state = reduce(told, history, kind(id=NOBODY))
    assert state.version == len(history)
    assert state.began_on == (history[0].occurred_on if history else None)


@streams
@settings(max_examples=40, deadline=None)
@given(history=histories, data=st.data())
def test_a_fact_of_another_stream_leaves_each_phase_the_very_same(
    kind: type[Stream], history: list[Fact], data: st.DataObject
) -> None:
    before = reduce(told, history, kind(id=NOBODY))
    others = [fact for fact in EXAMPLES if not fact.TYPE.startswith(f"{kind.STREAM}.")]
    after = told(before, data.draw(st.sampled_from(others)))
    for phase in vars(before).keys() - OF_ANY_STREAM:
        assert getattr(after, phase) is getattr(before, phase)
