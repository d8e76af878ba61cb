"""Groups, their half-days, and the network around them."""

from datetime import timedelta
from uuid import uuid4

from domain.attendance_sheet.sealing import SheetCorrected
from domain.calendar import SubjectMinutes
from domain.funded_group.planning import (
    GroupCompleted,
    GroupOpened,
    GroupResumed,
    GroupSuspended,
    SuspensionReason,
)
from domain.funded_group.sessions import CancellationReason, SessionCancelled
from domain.ids import SessionId
from projections.casework import groups, network, sessions, staff
from tests.support.readmodels import Stage
from tests.support.sources import OPERATOR
from tests.support.stories import GRANT, GROUP, JANUARY, TRAINER, planned, scheduled

OTHER = uuid4()


def test_a_group_is_listed_with_its_operator_seats_and_grant(stage: Stage) -> None:
    stage.story.network()
    stage.story.enrolled("ana")
    ben = stage.story.enrolled("ben")
    [row] = stage.ask(groups.LISTED, groups.listed())
    assert (row.code, row.operator_name, row.state, row.grant_id) == (
        "57-2025-01",
        "Mobil'Est",
        "open",
        GRANT,
    )
    assert (row.seats_taken, row.seats_max, row.at_own_risk) == (2, 12, False)
    stage.story.dropped_out(ben, on=JANUARY)
    [row] = stage.ask(groups.OF_GROUP, {"group_id": GROUP})
    assert row.seats_taken == 1


def test_a_group_s_state_follows_its_facts(stage: Stage) -> None:
    def state() -> str:
        [row] = stage.ask(groups.OF_GROUP, {"group_id": GROUP})
        return row.state

    stage.source.tell(GROUP, planned())
    assert state() == "planned"
    stage.source.tell(GROUP, GroupOpened(occurred_on=JANUARY, at_own_risk=True))
    assert state() == "open"
    stage.source.tell(GROUP, GroupSuspended(occurred_on=JANUARY, reason=SuspensionReason.PREMISES))
    assert state() == "suspended"
    stage.source.tell(GROUP, GroupResumed(occurred_on=JANUARY))
    assert state() == "open"
    stage.source.tell(GROUP, GroupCompleted(occurred_on=JANUARY))
    assert state() == "completed"


def test_groups_are_narrowed_by_state_department_and_operator(stage: Stage) -> None:
    stage.source.tell(GROUP, planned())
    assert stage.ask(groups.LISTED, groups.listed(states=["open"])) == ()
    assert stage.ask(groups.LISTED, groups.listed(department="08")) == ()
    assert stage.ask(groups.LISTED, groups.listed(operator_id=uuid4())) == ()
    assert len(stage.ask(groups.LISTED, groups.listed(operator_id=OPERATOR, department="57"))) == 1


def test_a_half_day_tells_how_far_its_sheet_is(stage: Stage) -> None:
    stage.story.network()
    path_id = stage.story.enrolled("ana")
    sealed = stage.story.half_day(1, [path_id])
    stage.story.open_sheet(2, [path_id])
    third = SessionId(uuid4())
    stage.source.tell(GROUP, scheduled(third, JANUARY + timedelta(days=3)))
    correction = SheetCorrected(
        occurred_on=JANUARY,
        path_id=path_id,
        before=SubjectMinutes(french=165),
        after=SubjectMinutes(),
        approver="account-2",
        decided_on=JANUARY,
        reason=stage.keyring.seal(GROUP, "B", "reason"),  # type: ignore[arg-type]
    )
    stage.source.tell(sealed, correction)
    rows = stage.ask(sessions.OF_GROUP, sessions.listed(group_id=GROUP))
    assert [row.sheet_state for row in rows] == ["sealed", "open", None]
    assert (rows[0].attended_minutes, rows[0].expected, rows[0].corrections) == (180, 1, 1)
    assert (rows[2].planned_minutes, rows[2].mode, rows[2].flags) == (180, "in-person", [])


def test_a_cancelled_half_day_says_why(stage: Stage) -> None:
    stage.story.network()
    session_id = SessionId(uuid4())
    stage.source.tell(
        GROUP,
        scheduled(session_id, JANUARY),
        SessionCancelled(occurred_on=JANUARY, session_id=session_id, reason=CancellationReason.WEATHER),
    )
    [row] = stage.ask(sessions.OF_GROUP, sessions.listed(operator_id=OPERATOR))
    assert row.cancelled == "weather"
    assert stage.ask(sessions.OF_GROUP, sessions.listed(from_day=JANUARY + timedelta(days=1))) == ()
    assert stage.ask(sessions.OF_GROUP, sessions.listed(operator_id=uuid4())) == ()


def test_operators_trainers_and_grants_are_known(stage: Stage) -> None:
    stage.story.network()
    [operator] = stage.ask(network.OPERATORS, {})
    [trainer] = stage.ask(network.TRAINERS, {})
    [grant] = stage.ask(network.GRANTS, {})
    assert (operator.operator_id, operator.name, operator.department) == (OPERATOR, "Mobil'Est", "57")
    assert (trainer.staff_id, trainer.qualification) == (TRAINER, "language-trainer")
    assert (grant.grant_id, grant.amount_cents, grant.rate_bp) == (GRANT, 1_000_000, 8_000)


def test_who_teaches_for_two_operators_has_a_row_with_each(stage: Stage) -> None:
    stage.story.network()
    [joined, qualified] = stage.source.read(0, limit=2)
    stage.source.tell(OTHER, joined.fact, qualified.fact)
    both = {(OPERATOR, TRAINER), (OTHER, TRAINER)}
    assert {(row.operator_id, row.staff_id) for row in stage.ask(network.TRAINERS, {})} == both
    assert {(row.operator_id, row.staff_id) for row in stage.ask(staff.TRAINERS, {})} == both


def test_an_operator_sees_the_grants_that_pay_for_its_groups(stage: Stage) -> None:
    stage.story.network()
    assert len(stage.ask(network.GRANTS, {"operator_id": OPERATOR})) == 1
    assert stage.ask(network.GRANTS, {"operator_id": uuid4()}) == ()
