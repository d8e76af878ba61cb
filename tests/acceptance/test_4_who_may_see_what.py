"""Who may see what: roles by routes, another operator's files, and what nobody is ever shown."""

import re
from collections.abc import Iterator

from services.access import ACCESS
from services.context import Role
from tests.support.bodies import smallest_body
from tests.support.network import (
    SIRETS,
    Network,
    group_with_grant,
    operator_of,
    planned_group,
    referral,
    seated_learner,
)
from tests.support.routes import SOMETHING, Route, guarded_routes
from tests.support.system import Person, System

ASKERS = [role for role in Role if role is not Role.PROCESS]
AT = re.compile(r'"position":"[^"]*",')
EMPTY = (200, '{"rows":[],"is_halted":false,"next":null}')
"""A list of what is nowhere."""
OF_AN_OPERATOR = {Role.CASEWORKER, Role.TRAINER, Role.COORDINATOR}


def test_every_role_at_every_route_passes_or_is_refused_as_the_table_says(system: System) -> None:
    network = operator_of(system)
    wrong = list(_decided_otherwise(system, network))
    assert not wrong


def _decided_otherwise(system: System, network: Network) -> Iterator[str]:
    for role in ASKERS:
        operator_id = network.operator_id if role in OF_AN_OPERATOR else None
        person = system.person(f"one-{role}", role, operator_id)
        for route in guarded_routes():
            may = role in ACCESS[route.asks]
            if (status_of(system, person, route) != 403) is not may:
                yield f"{role} at {route}"


def test_nobody_passes_without_signing_in(system: System) -> None:
    for route in guarded_routes():
        assert status_of(system, system.nobody, route) == 401, route


def test_another_operators_ids_answer_exactly_as_ids_that_do_not_exist(system: System) -> None:
    theirs = operator_of(system, "Mobilités 57", SIRETS[0])
    ours = operator_of(system, "Roue Libre 54", SIRETS[1])
    group_id, _ = group_with_grant(theirs)
    path_id = seated_learner(theirs, group_id)
    ours.coordinator.knows_what(theirs.caseworker)
    of_kind = {"path_id": path_id, "group_id": group_id, "operator_id": theirs.operator_id}

    compared = 0
    for route in guarded_routes():
        theirs_id = next((each for kind, each in of_kind.items() if f"{{{kind}}}" in route.path), None)
        if theirs_id is None or Role.COORDINATOR not in ACCESS[route.asks]:
            continue
        there = answered(system, ours.coordinator, route, theirs_id)
        nowhere = answered(system, ours.coordinator, route, SOMETHING)
        assert there == nowhere, route
        assert there[0] == 404 or there == EMPTY, route
        compared += 1
    assert compared > 25


def test_lists_and_searches_show_ones_own_operator_only(system: System) -> None:
    theirs = operator_of(system, "Mobilités 57", SIRETS[0])
    ours = operator_of(system, "Roue Libre 54", SIRETS[1])
    group_id, _ = group_with_grant(theirs)
    seated_learner(theirs, group_id, "Diallo")
    mine = ours.coordinator.does("/v1/funded-groups", planned_group("54-2025-01"))["id"]
    ours.coordinator.knows_what(theirs.caseworker)

    us = ours.coordinator
    assert us.reads("/v1/learner-paths")["rows"] == []
    assert us.reads("/v1/people", name="diallo")["rows"] == []
    assert us.reads("/v1/worklist")["rows"] == []
    assert [row["group_id"] for row in us.reads("/v1/funded-groups")["rows"]] == [mine]
    asked_by_name = us.reads("/v1/statistics/funnel", operator_id=theirs.operator_id)["rows"]
    assert asked_by_name == []


def test_a_group_of_theirs_cannot_be_joined_and_a_code_of_theirs_is_only_taken(system: System) -> None:
    theirs = operator_of(system, "Mobilités 57", SIRETS[0])
    ours = operator_of(system, "Roue Libre 54", SIRETS[1])
    their_group, _ = group_with_grant(theirs)
    our_group, _ = group_with_grant(ours, "54-2025-01")
    path = f"/v1/learner-paths/{seated_learner(ours, our_group)}"

    joined = ours.caseworker.is_refused(f"{path}/enrolments", {"on": "2025-01-06", "group_id": their_group})
    nowhere = ours.caseworker.is_refused(f"{path}/enrolments", {"on": "2025-01-06", "group_id": SOMETHING})
    taken = ours.coordinator.is_refused("/v1/funded-groups", planned_group("57-2025-01"))

    assert joined == nowhere
    assert taken["type"] == "/problems/already-taken"
    assert their_group not in str(taken)


def test_the_network_head_sees_figures_and_no_name(system: System) -> None:
    network = operator_of(system)
    group_id, _ = group_with_grant(network)
    path_id = seated_learner(network, group_id)
    network.head.knows_what(network.caseworker)

    assert network.head.reads("/v1/statistics/funnel")["rows"]
    assert network.head.asks("/v1/people", name="diallo").status_code == 403
    assert network.head.asks(f"/v1/learner-paths/{path_id}/timeline").status_code == 403
    assert "Diallo" not in network.head.asks(f"/v1/funded-groups/{group_id}/replay").text


def test_personal_values_are_shown_to_colleagues_and_each_showing_is_kept(system: System) -> None:
    network = operator_of(system)
    claire = network.caseworker
    path_id = claire.does("/v1/learner-paths", referral())["id"]
    private = {"on": "2025-01-06", "text": "Pour moi seule.", "visibility": "author"}
    claire.does(f"/v1/learner-paths/{path_id}/notes", private)
    network.coordinator.knows_what(claire)

    (received, note) = network.coordinator.reads(f"/v1/learner-paths/{path_id}/timeline")["rows"]
    (_, own) = claire.reads(f"/v1/learner-paths/{path_id}/timeline")["rows"]

    assert received["personal"]["identity"]["value"]["family_name"] == "Diallo"
    assert note["personal"] is None, "a note kept by its author is for nobody else"
    assert own["personal"]["text"]["value"] == "Pour moi seule."
    readers = readings(system, path_id)
    assert readers == [(network.coordinator.id, 1), (claire.id, 2)]


def test_what_was_erased_is_said_to_be_erased(system: System) -> None:
    network = operator_of(system)
    officer = system.person("dpo", Role.DATA_PROTECTION_OFFICER)
    path = f"/v1/learner-paths/{network.caseworker.does('/v1/learner-paths', referral())['id']}"
    officer.does(f"{path}/erasures", {"on": "2025-01-06", "data_classes": ["A", "B"]})
    network.caseworker.knows_what(officer)

    for _ in range(100):
        received = network.caseworker.reads(f"{path}/timeline")["rows"][0]
        if received["personal"]["identity"]["erased"]:
            break
    assert received["personal"]["identity"] == {"value": None, "erased": True}
    assert received["personal"]["message"] == {"value": None, "erased": True}
    assert received["sentence"]


def readings(system: System, path_id: str) -> list[tuple[str, int]]:
    """Return who was shown how many events of a path, in order."""
    with system.inside.database.transaction() as lent, lent.cursor() as cur:
        cur.execute(
            "select account_id::text, cardinality(events) from accounts.readings where path_id = %s"
            " order by cardinality(events)",
            (path_id,),
        )
        return cur.fetchall()


def status_of(system: System, person: Person, route: Route) -> int:
    """Ask about what does not exist."""
    return answered(system, person, route, SOMETHING)[0]


def answered(system: System, person: Person, route: Route, some_id: str) -> tuple[int, str]:
    """Ask a route about an id, and return status and text without the place in the log."""
    address = route.at(some_id)
    if route.method == "POST":
        body = smallest_body(system.description, route)
        answer = person.http.post(address, json=body, headers=person.headers)
    else:
        answer = person.asks(address)
    return answer.status_code, AT.sub("", answer.text)
