"""Minutes per group and month, levels per skill, groups counted."""

from datetime import date
from uuid import uuid4

import pytest

from domain.funded_group.planning import GroupCompleted
from domain.learner_path.assessment import AssessmentCompleted, Moment
from domain.levels import CefrLevel, SkillLevels
from projections.statistics import groups, hours, levels
from projections.statistics.levels import Progress
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import GROUP, JANUARY
from tests.support.stories import levels as same_level


def test_minutes_add_up_by_group_and_month(stage: Stage) -> None:
    stage.story.network()
    paths = [stage.story.enrolled(name) for name in ("ana", "ben")]
    for number in (1, 2, 30):
        stage.story.half_day(number, paths, exceptions=number == 2)
    january, february = stage.ask(hours.HOURS, hours.listed())
    assert (january.month, february.month) == (date(2025, 1, 1), date(2025, 2, 1))
    assert (january.half_days, january.french, january.code, january.attended) == (4, 660, 60, 720)
    assert (january.fundable_french, january.fundable_code, january.fundable) == (330, 30, 360)
    assert (january.group_code, january.operator_id, january.department) == ("57-2025-01", OPERATOR, "57")


def test_a_credit_taken_back_leaves_its_own_month(stage: Stage) -> None:
    stage.story.network()
    path_id = stage.story.enrolled("ana")
    stage.story.half_day(1, [path_id])
    wrong = stage.story.half_day(30, [path_id])
    stage.story.taken_back(path_id, wrong)
    rows = stage.ask(hours.HOURS, hours.listed())
    assert [(row.month.month, row.half_days, row.attended) for row in rows] == [(1, 1, 180), (2, 0, 0)]


def test_hours_are_narrowed_by_group_operator_department_and_month(stage: Stage) -> None:
    stage.story.network()
    stage.story.half_day(1, [stage.story.enrolled("ana")])
    assert len(stage.ask(hours.HOURS, hours.listed(group_id=GROUP, department="57"))) == 1
    assert stage.ask(hours.HOURS, hours.listed(operator_id=uuid4())) == ()
    assert stage.ask(hours.HOURS, hours.listed(from_month=date(2025, 2, 1))) == ()
    assert stage.ask(hours.HOURS, hours.listed(to_month=date(2024, 12, 1))) == ()


def progress(stage: Stage, among: str, skill: str = "reading") -> Progress:
    rows = stage.ask(levels.PROGRESS, levels.asked())
    [found] = [row for row in rows if (row.among, row.skill) == (among, skill)]
    return found


def test_progress_has_both_denominators_and_says_what_is_unknown(stage: Stage) -> None:
    paths = [stage.story.enrolled(name) for name in ("ana", "ben", "eva")]
    stage.story.half_day(1, paths)
    stage.story.completed(paths[0], on=JANUARY, level=CefrLevel.B1)
    stage.story.completed(paths[1], on=JANUARY, level=CefrLevel.A2)
    finishers, enrolled = progress(stage, "finishers"), progress(stage, "enrolled")
    assert (finishers.progressed, finishers.denominator, finishers.unknown) == (1, 2, 0)
    assert (enrolled.progressed, enrolled.denominator, enrolled.unknown) == (1, 3, 1)
    assert (finishers.reached_b1, finishers.below_b1) == (1, 2)


def test_who_was_at_b1_before_did_not_reach_it_and_is_counted_apart(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana", level=CefrLevel.B1)
    stage.story.half_day(1, [path_id])
    stage.story.completed(path_id, on=JANUARY, level=CefrLevel.B2)
    row = progress(stage, "finishers")
    assert (row.progressed, row.reached_b1, row.below_b1, row.already_b1) == (1, 0, 0, 1)


def test_who_never_attended_is_in_no_denominator(stage: Stage) -> None:
    stage.story.enrolled("ana")
    assert stage.ask(levels.PROGRESS, levels.asked()) == ()


def test_an_assessment_at_entry_counts_before_the_positioning(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana", level=CefrLevel.B1)
    stage.story.half_day(1, [path_id])
    stage.source.tell(path_id, assessed(Moment.ENTRY, same_level(CefrLevel.A2)))
    stage.story.completed(path_id, on=JANUARY, level=CefrLevel.B1)
    assert progress(stage, "finishers").reached_b1 == 1


def test_what_was_not_assessed_is_unknown_and_what_lies_between_does_not_count(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    stage.story.half_day(1, [path_id])
    stage.source.tell(path_id, assessed(Moment.MID, same_level(CefrLevel.C2)))
    exit_levels = SkillLevels(listening=CefrLevel.B1, reading=None, speaking=None, writing=None)
    stage.source.tell(path_id, assessed(Moment.EXIT, exit_levels))
    assert progress(stage, "enrolled", "listening").progressed == 1
    reading = progress(stage, "enrolled", "reading")
    assert (reading.progressed, reading.unknown) == (0, 1)
    rows = {row.skill: row for row in stage.ask(levels.PATHS, levels.asked())}
    assert (rows["listening"].entry, rows["listening"].exit, rows["reading"].exit) == ("A2", "B1", None)


@pytest.mark.parametrize("filters", [{"operator_id": uuid4()}, {"department": "08"}, {"group_id": uuid4()}])
def test_levels_are_narrowed(stage: Stage, filters: dict[str, object]) -> None:
    stage.story.half_day(1, [stage.story.enrolled("ana")])
    assert len(stage.ask(levels.PROGRESS, levels.asked(group_id=GROUP))) == 4
    assert stage.ask(levels.PROGRESS, levels.asked(**filters)) == ()


def test_groups_are_counted_by_the_days_that_they_have(stage: Stage) -> None:
    stage.story.network()
    [row] = stage.ask(groups.GROUPS, groups.listed(call_ref="DREETS-GE-2025"))
    assert (row.planned_on, row.opened_on, row.completed_on) == (JANUARY, JANUARY, None)
    stage.source.tell(GROUP, GroupCompleted(occurred_on=date(2025, 6, 30)))
    [row] = stage.ask(groups.GROUPS, groups.listed(department="57"))
    assert row.completed_on == date(2025, 6, 30)
    assert stage.ask(groups.GROUPS, groups.listed(operator_id=uuid4())) == ()


def assessed(moment: Moment, found: SkillLevels) -> AssessmentCompleted:
    return AssessmentCompleted(
        occurred_on=JANUARY, moment=moment, tool="grid", tool_version="1", levels=found
    )
