"""From referral to a mobility path engaged: numerators, denominators, and what is not known yet."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from domain.ids import OperatorId, PathId
from domain.learner_path.enrolment import DropOutReason
from domain.learner_path.follow_up import ExitReason, PathClosed
from domain.learner_path.licence import (
    DrivingSchoolEntered,
    DrivingSchoolKind,
    EntryProof,
    MobilitySolution,
    OtherMobilitySolutionEngaged,
)
from domain.learner_path.referral import ReferralAccepted, ReferralExpired
from projections.statistics import funnel
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import GROUP, JANUARY, enrolled, path

LEFT = date(2025, 3, 31)
SIX_MONTHS_LATER = date(2025, 9, 30)


def figures(stage: Stage, *, today: date = LEFT, **filters: object) -> dict[str, tuple[int, int, int]]:
    rows = stage.ask(funnel.FIGURES, funnel.asked(today, **filters))
    return {row.figure: (row.numerator, row.denominator, row.unknown) for row in rows}


def entered(on: date, kind: DrivingSchoolKind = DrivingSchoolKind.CLASSIC) -> DrivingSchoolEntered:
    return DrivingSchoolEntered(occurred_on=on, kind=kind, proof=EntryProof.CONTRACT)


def finished(stage: Stage, name: str) -> PathId:
    """Somebody who attended one half-day and completed on LEFT."""
    path_id = stage.story.enrolled(name)
    stage.story.half_day(len(stage.source.read(0, limit=10_000)), [path_id])
    stage.story.completed(path_id, on=LEFT)
    return path_id


def test_each_step_counts_among_those_who_passed_the_one_before(stage: Stage) -> None:
    stage.story.referred("pending")
    lapsed = stage.story.referred("lapsed")
    stage.source.tell(lapsed, ReferralExpired(occurred_on=JANUARY))
    taken = stage.story.referred("accepted")
    stage.source.tell(taken, ReferralAccepted(occurred_on=JANUARY))
    stage.story.admitted("admitted")
    present = stage.story.enrolled("present")
    stage.story.half_day(1, [present])
    seen = figures(stage)
    assert seen["referred"] == (5, 5, 0)
    assert seen["accepted"] == (3, 5, 1)
    assert seen["positioned"] == (2, 3, 1)
    assert seen["admitted"] == (2, 2, 0)
    assert seen["enrolled"] == (1, 2, 1)
    assert seen["completed"] == (0, 1, 1)


def test_enrolled_is_who_attended_a_half_day_that_stands(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    assert figures(stage)["enrolled"] == (0, 1, 1)
    sheet = stage.story.half_day(1, [path_id])
    assert figures(stage)["enrolled"] == (1, 1, 0)
    stage.story.taken_back(path_id, sheet)
    assert figures(stage)["enrolled"] == (0, 1, 1)


def test_drop_outs_are_told_by_reason(stage: Stage) -> None:
    paths = [stage.story.enrolled(name) for name in ("ana", "ben", "eva")]
    stage.story.half_day(1, paths)
    stage.story.dropped_out(paths[0], on=LEFT, reason=DropOutReason.JOB)
    stage.story.dropped_out(paths[1], on=LEFT, reason=DropOutReason.SCHEDULE)
    seen = figures(stage)
    assert seen["dropped-out"] == (2, 3, 1)
    assert seen["dropped-out:job"] == (1, 3, 1)
    assert seen["dropped-out:moved"] == (0, 3, 1)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [(MobilitySolution.OWN_VEHICLE, 1), (MobilitySolution.PUBLIC_TRANSPORT, 0)],
)
def test_a_rule_set_says_which_solutions_count(stage: Stage, kind: MobilitySolution, counts: int) -> None:
    path_id = finished(stage, "ana")
    stage.source.tell(path_id, OtherMobilitySolutionEngaged(occurred_on=LEFT, kind=kind))
    seen = figures(stage, today=SIX_MONTHS_LATER + timedelta(days=1))
    assert seen["mobility-engaged"] == (counts, 1, 0)
    assert seen[f"other-solution:{kind}"] == (1, 1, 0)


@pytest.mark.parametrize(
    ("on", "engaged", "before"),
    [
        (JANUARY - timedelta(days=1), 0, 1),
        (JANUARY, 1, 0),
        (SIX_MONTHS_LATER, 1, 0),
        (SIX_MONTHS_LATER + timedelta(days=1), 0, 0),
    ],
)
def test_an_entry_counts_from_enrolment_to_six_months_after_the_exit(
    stage: Stage, on: date, engaged: int, before: int
) -> None:
    path_id = finished(stage, "ana")
    stage.source.tell(path_id, entered(on))
    seen = figures(stage, today=date(2026, 1, 1))
    assert seen["mobility-engaged"] == (engaged, 1, 0)
    assert seen["driving-school:classic"] == (engaged, 1, 0)
    assert seen["engaged-before-enrolment"] == (before, 1, 0)


@pytest.mark.parametrize(("today", "unknown"), [(SIX_MONTHS_LATER, 1), (date(2025, 10, 1), 0)])
def test_until_six_months_after_the_exit_nobody_knows(stage: Stage, today: date, unknown: int) -> None:
    finished(stage, "ana")
    assert figures(stage, today=today)["mobility-engaged"] == (0, 1, unknown)


def test_a_new_training_reopens_what_was_known(stage: Stage) -> None:
    path_id = finished(stage, "ana")
    stage.source.tell(path_id, enrolled(on=LEFT))
    seen = figures(stage, today=date(2026, 6, 1))
    assert seen["completed"] == (0, 1, 1)
    assert seen["mobility-engaged"] == (0, 1, 1)


def test_what_a_closed_path_did_not_reach_is_known(stage: Stage) -> None:
    path_id = stage.story.admitted("ana")
    closed = PathClosed(occurred_on=LEFT, reason=ExitReason.REDIRECTED, positive_exit=False, rule_set="x/1")
    stage.source.tell(path_id, closed)
    assert figures(stage)["enrolled"] == (0, 1, 0)


def test_every_figure_opens_to_its_paths(stage: Stage) -> None:
    paths = [stage.story.enrolled(name) for name in ("ana", "ben", "eva")]
    stage.story.half_day(1, paths)
    stage.story.dropped_out(paths[0], on=LEFT)
    stage.source.tell(paths[1], entered(LEFT))
    stage.story.referred("new")
    for figure, (numerator, denominator, unknown) in figures(stage).items():
        members = stage.ask(funnel.MEMBERS, funnel.asked(LEFT, figure=figure))
        assert len(members) == denominator, figure
        assert sum(member.counted for member in members) == numerator, figure
        assert sum(member.unknown for member in members) == unknown, figure


def test_all_figures_are_named_in_the_order_of_the_path(stage: Stage) -> None:
    finished(stage, "ana")
    assert sorted(figures(stage)) == sorted(funnel.figures())


def test_figures_are_told_apart_by_what_one_asks_for(stage: Stage) -> None:
    other = OperatorId(uuid4())
    stage.story.enrolled("ana")
    stage.story.referred("ben", on=date(2025, 2, 3), operator_id=other)

    def parts(by: str) -> set[str]:
        rows = stage.ask(funnel.FIGURES, funnel.asked(LEFT, by=by))
        return {row.part for row in rows}

    assert parts("network") == {""}
    assert parts("operator") == {str(OPERATOR), str(other)}
    assert parts("department") == {"57"}
    assert parts("group") == {str(GROUP), ""}
    assert parts("month") == {"2025-01", "2025-02"}
    assert parts("sex") == {"female", "unknown"}
    assert parts("age-band") == {"35-44", "unknown"}
    assert parts("referrer") == {"ofii"}


def test_operator_group_department_and_period_narrow_what_is_counted(stage: Stage) -> None:
    stage.story.enrolled("ana")
    stage.story.referred("ben", on=date(2025, 2, 3))
    assert figures(stage, group_id=GROUP)["referred"] == (1, 1, 0)
    assert figures(stage, from_day=date(2025, 2, 1))["referred"] == (1, 1, 0)
    assert figures(stage, to_day=date(2025, 2, 1))["referred"] == (1, 1, 0)
    assert figures(stage, department="08") == {}
    assert figures(stage, operator_id=uuid4()) == {}


def test_the_rule_set_stands_beside_each_figure(stage: Stage) -> None:
    stage.story.referred("ana")
    rows = stage.ask(funnel.FIGURES, funnel.asked(LEFT))
    assert {row.rule_set for row in rows} == {"mobility-engaged/1"}
    assert [row.path_id for row in stage.ask(funnel.MEMBERS, funnel.asked(LEFT, figure="referred"))] == [
        path("ana")
    ]
