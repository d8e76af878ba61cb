"""Groups through the desk: one code each in the network, and no more of a grant than there is."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.funded_group.planning import (
    GrantAttached,
    GroupCompleted,
    GroupOpened,
    GroupPlanned,
    GroupResumed,
    GroupSuspended,
    MoreThanIsLeftOfTheGrant,
    SuspensionReason,
)
from domain.grant.grant import Grant
from domain.ids import GrantId
from domain.refusals import Unknown
from services.answers import AlreadyTaken, Forbidden
from services.context import Role
from services.funded_group.planning import (
    AttachGrant,
    CompleteGroup,
    OpenGroup,
    PlanGroup,
    ResumeGroup,
    SuspendGroup,
    attach_grant,
    complete_group,
    open_group,
    plan_group,
    resume_group,
    suspend_group,
)
from tests.support.desk import OPERATOR, TestDesk
from tests.support.examples.grant.award import GRANT_AWARDED
from tests.support.examples.ids import GRANT, GROUP, OTHER_GROUP
from tests.support.given import happened

ON = date(2025, 2, 20)
PLAN = PlanGroup(
    on=date(2025, 1, 6),
    code="57-2025-01",
    call_ref="DREETS-GE-2025",
    department="57",
    starts_on=date(2025, 2, 4),
    ends_on=date(2025, 6, 27),
    planned_minutes=12_000,
    seats_min=6,
    seats_max=12,
)
ATTACH = AttachGrant(on=ON, grant_id=GRANT, allotted_cents=2_000_000)
OTHER_GRANT = GrantId(UUID("00000000-0000-7000-8000-00000000e002"))


@pytest.fixture
def desk() -> TestDesk:
    """Two groups, and a grant of 32 000 € for both."""
    desk = TestDesk()
    happened(desk, Grant, GRANT, GRANT_AWARDED)
    desk.ask(plan_group, GROUP, PLAN)
    desk.ask(plan_group, OTHER_GROUP, replace(PLAN, code="57-2025-02"))
    return desk


def test_a_group_is_planned_for_the_askers_operator() -> None:
    (planned,) = TestDesk().ask(plan_group, GROUP, PLAN)
    assert isinstance(planned, GroupPlanned)
    assert (planned.operator_id, planned.code, planned.seats_max) == (OPERATOR, "57-2025-01", 12)


def test_a_groups_code_is_its_own(desk: TestDesk) -> None:
    third = UUID("00000000-0000-7000-8000-00000000b003")
    assert isinstance(desk.refusal(plan_group, third, PLAN), AlreadyTaken)


def test_a_role_of_the_whole_network_plans_no_group() -> None:
    refusal = TestDesk().refusal(plan_group, GROUP, PLAN, role=Role.PROCESS, operator_id=None)
    assert isinstance(refusal, Forbidden)


def test_an_attached_grant_brings_its_rate_and_period(desk: TestDesk) -> None:
    facts = desk.ask(attach_grant, GROUP, ATTACH, role=Role.NETWORK_HEAD, operator_id=None)
    assert facts == [
        GrantAttached(
            occurred_on=ON,
            grant_id=GRANT,
            allotted_cents=2_000_000,
            rate_bp=8_000,
            eligible_from=date(2025, 1, 1),
            eligible_until=date(2025, 12, 31),
        )
    ]


def test_an_attached_grant_is_found_under_the_grant_and_the_group(desk: TestDesk) -> None:
    desk.ask(attach_grant, GROUP, ATTACH, role=Role.NETWORK_HEAD)
    assert desk.log.recorded[-1].context.tags == {f"grant:{GRANT}", f"group:{GROUP}"}


def test_groups_have_no_more_of_a_grant_than_there_is(desk: TestDesk) -> None:
    desk.ask(attach_grant, GROUP, ATTACH, role=Role.NETWORK_HEAD)
    too_much = replace(ATTACH, allotted_cents=1_200_001)
    refusal = desk.refusal(attach_grant, OTHER_GROUP, too_much, role=Role.NETWORK_HEAD)
    assert isinstance(refusal, MoreThanIsLeftOfTheGrant)
    assert refusal.values == {"left_cents": 1_200_000}


def test_the_last_cent_of_a_grant_may_be_allotted(desk: TestDesk) -> None:
    desk.ask(attach_grant, GROUP, ATTACH, role=Role.NETWORK_HEAD)
    rest = replace(ATTACH, allotted_cents=1_200_000)
    assert len(desk.ask(attach_grant, OTHER_GROUP, rest, role=Role.NETWORK_HEAD)) == 1


def test_attaching_the_same_part_again_takes_nothing_more(desk: TestDesk) -> None:
    desk.ask(attach_grant, GROUP, ATTACH, role=Role.NETWORK_HEAD)
    assert desk.ask(attach_grant, GROUP, ATTACH, role=Role.NETWORK_HEAD) == []


def test_a_grant_that_was_not_awarded_pays_for_nothing(desk: TestDesk) -> None:
    unknown = replace(ATTACH, grant_id=OTHER_GRANT)
    assert isinstance(desk.refusal(attach_grant, GROUP, unknown, role=Role.NETWORK_HEAD), Unknown)


def test_a_coordinator_attaches_no_grant(desk: TestDesk) -> None:
    assert isinstance(desk.refusal(attach_grant, GROUP, ATTACH), Forbidden)


def test_a_group_goes_from_opening_to_completion(desk: TestDesk) -> None:
    suspend = SuspendGroup(on=ON, reason=SuspensionReason.PREMISES)
    facts = [
        *desk.ask(open_group, GROUP, OpenGroup(on=ON)),
        *desk.ask(suspend_group, GROUP, suspend),
        *desk.ask(resume_group, GROUP, ResumeGroup(on=ON)),
        *desk.ask(complete_group, GROUP, CompleteGroup(on=ON)),
    ]
    assert [type(fact) for fact in facts] == [GroupOpened, GroupSuspended, GroupResumed, GroupCompleted]
