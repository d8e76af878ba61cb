"""A half-day: a sheet opened, filled, signed, sealed with an exception, corrected by two people."""

from datetime import date, time

import pytest

from tests.support.half_days import DAY, countersigned, opened_sheet, signed_by
from tests.support.network import Network, group_with_grant, operator_of, seated_learner
from tests.support.system import System

MONDAY = date(2025, 1, 13)


@pytest.fixture
def network(system: System) -> Network:
    """An operator, on the evening of the half-day."""
    return operator_of(system)


def test_a_half_day_from_the_sheet_to_a_correction(system: System, network: Network) -> None:
    group_id, _ = group_with_grant(network)
    aminata, bilal, chen = (seated_learner(network, group_id, name) for name in ("Diallo", "Haddad", "Li"))
    evening(system, network)
    sheet = opened_sheet(network, group_id)

    # Aminata signs; Bilal was there and the tablet failed; Chen did not come.
    signed_by(network, sheet, aminata)
    network.trainer.does(f"{sheet}/presences", {"on": DAY, "path_id": bilal, "arrived_at": "09:30"})
    missing = {"on": DAY, "path_id": bilal, "reason": "device-failure"}
    network.trainer.does(f"{sheet}/missing-signatures", missing)
    lacking = network.trainer.is_refused(f"{sheet}/seal", {"on": DAY})
    assert lacking["type"] == "/problems/sheet-is-not-complete"

    network.trainer.does(f"{sheet}/absences", {"on": DAY, "path_id": chen, "code": "appointment"})
    countersigned(network, sheet)
    sealed = network.trainer.does(f"{sheet}/seal", {"on": DAY})
    assert len(sealed["streams"]) == 3, "the sheet, and the paths of the two who were there"

    # Bilal's minutes were followed, and wait for a signature to be paid for.
    network.coordinator.knows_what(network.trainer)
    minutes = network.coordinator.reads("/v1/finance/minutes", group_id=group_id)["rows"][0]
    assert (minutes["attended"], minutes["fundable"]) == (180 + 150, 180)
    (morning,) = network.coordinator.reads(f"/v1/funded-groups/{group_id}/sessions")["rows"]
    assert (morning["sheet_state"], morning["exceptions"]) == ("sealed", 1)

    # Sealed is sealed; a correction takes two people.
    closed = network.trainer.is_refused(f"{sheet}/absences", {"on": DAY, "path_id": bilal, "code": "work"})
    assert closed["type"] == "/problems/sheet-is-sealed"
    correction = {
        "on": DAY,
        "path_id": aminata,
        "times": {"starts_at": "10:30", "ends_at": "12:00"},
        "approver": network.trainer.id,
        "reason": "Arrivée à la seconde partie.",
    }
    alone = network.trainer.is_refused(f"{sheet}/corrections", correction)
    assert alone["type"] == "/problems/approver-is-the-author"
    unheard_of = network.trainer.is_refused(f"{sheet}/corrections", correction | {"approver": "personne"})
    assert (unheard_of["type"], unheard_of["field"]) == ("/problems/not-an-approver", "approver")
    network.trainer.does(f"{sheet}/corrections", correction | {"approver": network.coordinator.id})

    network.coordinator.knows_what(network.trainer)
    after = network.coordinator.reads("/v1/finance/minutes", group_id=group_id)["rows"][0]
    assert (after["attended"], after["fundable"]) == (90 + 150, 90)
    (credit,) = network.coordinator.reads(f"/v1/learner-paths/{aminata}/credits")["rows"]
    assert (credit["french"], credit["code"]) == (90, 0)


def test_the_correction_stands_beside_what_it_corrects(system: System, network: Network) -> None:
    group_id, _ = group_with_grant(network)
    path_id = seated_learner(network, group_id)
    evening(system, network)
    sheet = opened_sheet(network, group_id)
    signed_by(network, sheet, path_id)
    countersigned(network, sheet)
    network.trainer.does(f"{sheet}/seal", {"on": DAY})
    correction = {"on": DAY, "path_id": path_id, "times": None, "approver": network.coordinator.id}
    network.trainer.does(f"{sheet}/corrections", correction | {"reason": "Confondue avec sa sœur."})

    network.caseworker.knows_what(network.trainer)
    told = network.caseworker.reads(f"/v1/learner-paths/{path_id}/timeline", order="learnt")["rows"]
    credited = next(row for row in told if row["type"] == "learner-path.hours-credited")
    taken_back = next(row for row in told if row["type"] == "learner-path.hours-credit-reversed")
    corrected = next(row for row in told if row["type"] == "attendance-sheet.sheet-corrected")
    assert credited["superseded_by"] in {taken_back["event_id"], corrected["event_id"]}
    assert taken_back["supersedes"] == credited["event_id"]
    assert corrected["personal"]["reason"]["value"] == "Confondue avec sa sœur."


def test_one_wrong_line_of_the_grid_refuses_them_all(system: System, network: Network) -> None:
    group_id, _ = group_with_grant(network)
    path_id = seated_learner(network, group_id)
    evening(system, network)
    sheet = opened_sheet(network, group_id)
    stranger = sheet.rpartition("/")[2]
    lines = [{"path_id": path_id, "signed": "paper"}, {"path_id": stranger, "signed": "paper"}]

    refused = network.trainer.is_refused(f"{sheet}/register", {"on": DAY, "lines": lines})
    unsaid = network.trainer.is_refused(f"{sheet}/seal", {"on": DAY})

    assert refused["type"] == "/problems/not-expected"
    assert unsaid["type"] == "/problems/sheet-is-not-complete"


def evening(system: System, network: Network) -> None:
    """Go to the evening of the half-day; sessions of last week are over, so everybody signs in again."""
    system.clock.set_day(MONDAY, time(18))
    network.trainer = system.signed_in("trainer-mobilités-57")
    network.coordinator = system.signed_in("coordinator-mobilités-57")
    network.caseworker = system.signed_in("caseworker-mobilités-57")
    network.head = system.signed_in("head-mobilités-57")
