"""Where each learner's path stands."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.learner_path.contact import ContactMade
from domain.learner_path.enrolment import DropOutReason
from domain.learner_path.follow_up import ExitReason, FollowUpDone, FollowUpMonth, PathClosed, Situation
from domain.learner_path.licence import (
    DrivingSchoolEntered,
    DrivingSchoolKind,
    EntryProof,
    MobilitySolution,
    OtherMobilitySolutionEngaged,
)
from domain.learner_path.positioning import EntryGateDecided, GateOutcome
from domain.learner_path.referral import Channel, ReferralAccepted, ReferralExpired
from domain.levels import CefrLevel, Skill
from projections.casework import credits as half_days
from projections.casework import paths
from projections.casework.paths import PathRow
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import GROUP, JANUARY, path, positioned


def head_of(stage: Stage, name: str) -> PathRow:
    [row] = stage.ask(paths.OF_PATH, {"path_id": path(name)})
    return row


def test_the_stage_follows_the_path(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    assert head_of(stage, "ana").stage == "pending"
    stage.source.tell(path_id, ReferralAccepted(occurred_on=JANUARY))
    assert head_of(stage, "ana").stage == "accepted"
    stage.source.tell(path_id, positioned())
    assert head_of(stage, "ana").stage == "positioned"
    gate = EntryGateDecided(
        occurred_on=JANUARY, outcome=GateOutcome.REDIRECTED, rule_set="a2/1", lacking=(Skill.READING,)
    )
    stage.source.tell(path_id, gate)
    assert head_of(stage, "ana").stage == "redirected"
    closed = PathClosed(
        occurred_on=JANUARY, reason=ExitReason.REDIRECTED, positive_exit=False, rule_set="mobility-engaged/1"
    )
    stage.source.tell(path_id, closed)
    row = head_of(stage, "ana")
    assert (row.stage, row.exit_reason, row.positive_exit) == ("closed", "redirected", False)


def test_a_referral_that_nobody_answered_is_expired(stage: Stage) -> None:
    path_id = stage.story.referred("ana")
    stage.source.tell(path_id, ReferralExpired(occurred_on=JANUARY + timedelta(days=31)))
    assert head_of(stage, "ana").stage == "expired"


def test_the_head_tells_group_levels_eligibility_and_coarse_codes(stage: Stage) -> None:
    stage.story.network()
    stage.story.enrolled("ana", level=CefrLevel.A2)
    row = head_of(stage, "ana")
    assert (row.stage, row.group_id, row.group_code) == ("in-training", GROUP, "57-2025-01")
    assert (row.listening, row.reading, row.speaking, row.writing) == ("A2",) * 4
    assert (row.eligibility, row.gate, row.funding) == ("eligible", "admitted", "fundable")
    assert (row.sex, row.age_band, row.notice_on) == ("female", "35-44", JANUARY)
    assert row.version == 9


def test_who_is_positioned_again_during_the_training_is_still_in_training(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    stage.source.tell(path_id, positioned(level=CefrLevel.B1))
    row = head_of(stage, "ana")
    assert (row.stage, row.listening) == ("in-training", "B1")


def test_minutes_are_those_of_the_credits_that_stand(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    stage.story.half_day(1, [path_id])
    stage.story.half_day(2, [path_id], exceptions=True)
    wrong = stage.story.half_day(3, [path_id])
    assert head_of(stage, "ana").attended_minutes == 540
    stage.story.taken_back(path_id, wrong)
    row = head_of(stage, "ana")
    assert (row.attended_minutes, row.attended_french, row.attended_code) == (360, 330, 30)
    assert (row.fundable_minutes, row.half_days, row.planned_minutes) == (180, 2, 12_000)
    assert len(stage.ask(half_days.OF_PATH, {"path_id": path_id})) == 2


def test_the_last_contact_is_the_latest_day_whatever_the_order_of_recording(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    late = JANUARY + timedelta(days=40)
    stage.source.tell(
        path_id,
        ContactMade(occurred_on=late, channel=Channel.PHONE),
        ContactMade(occurred_on=JANUARY + timedelta(days=5), channel=Channel.PHONE),
    )
    assert head_of(stage, "ana").last_contact_on == late


def test_a_presence_is_a_contact_until_it_is_taken_back(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    sheet = stage.story.half_day(7, [path_id])
    assert head_of(stage, "ana").last_contact_on == JANUARY + timedelta(days=7)
    stage.story.taken_back(path_id, sheet)
    assert head_of(stage, "ana").last_contact_on == JANUARY


def test_a_follow_up_is_a_contact(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    on = JANUARY + timedelta(days=200)
    stage.source.tell(
        path_id, FollowUpDone(occurred_on=on, month=FollowUpMonth.SIX, situation=Situation.EMPLOYED)
    )
    assert head_of(stage, "ana").last_contact_on == on


def test_what_came_of_it_stands_at_the_head(stage: Stage) -> None:
    path_id = stage.story.enrolled("ana")
    stage.source.tell(
        path_id,
        DrivingSchoolEntered(
            occurred_on=JANUARY, kind=DrivingSchoolKind.ASSOCIATIVE, proof=EntryProof.CONTRACT
        ),
        OtherMobilitySolutionEngaged(occurred_on=JANUARY, kind=MobilitySolution.OWN_VEHICLE),
    )
    row = head_of(stage, "ana")
    assert (row.driving_school, row.driving_school_on) == ("associative", JANUARY)
    assert (row.other_solution, row.other_solution_on) == ("own-vehicle", JANUARY)


@pytest.mark.parametrize(("end", "stage_name"), [("completed", "completed"), ("dropped", "dropped-out")])
def test_the_end_of_the_training_is_a_stage(stage: Stage, end: str, stage_name: str) -> None:
    path_id = stage.story.enrolled("ana")
    if end == "completed":
        stage.story.completed(path_id, on=JANUARY)
    else:
        stage.story.dropped_out(path_id, on=JANUARY, reason=DropOutReason.MOVED)
    assert head_of(stage, "ana").stage == stage_name


def test_the_board_is_narrowed_by_group_stage_and_operator_and_paged(stage: Stage) -> None:
    stage.story.network()
    for number in range(3):
        stage.story.enrolled(f"in {number}")
    stage.story.referred("out")
    board = stage.ask(paths.LISTED, paths.listed(group_id=GROUP))
    assert len(board) == 3
    assert [row.path_id for row in stage.ask(paths.LISTED, paths.listed(stages=["pending"]))] == [path("out")]
    assert len(stage.ask(paths.LISTED, paths.listed(operator_id=OPERATOR, department="57"))) == 4
    assert stage.ask(paths.LISTED, paths.listed(operator_id=uuid4())) == ()
    first = stage.ask(paths.LISTED, paths.listed(limit=2))
    after = {"after_day": first[-1].referred_on, "after_path": first[-1].path_id}
    second = stage.ask(paths.LISTED, paths.listed(limit=2, **after))
    assert len({row.path_id for row in first + second}) == 4
