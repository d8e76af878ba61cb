"""A group's account: a grant at 80 %, expenses, a payment, what is due, and the replay at two dates."""

import json
from datetime import date

import pytest

from services.context import Role
from tests.support.half_days import DAY, countersigned, opened_sheet, signed_by
from tests.support.network import Network, group_with_grant, operator_of, planned_group, seated_learner
from tests.support.system import System


@pytest.fixture
def network(system: System) -> Network:
    """An operator in January."""
    return operator_of(system)


def test_what_is_due_follows_from_the_grant_the_costs_and_the_payments(network: Network) -> None:
    group_id, grant_id = group_with_grant(network)
    spent(network, group_id, "6411", 1_500_000, "FA-1")
    spent(network, group_id, "61", 500_000, "FA-2")
    spent(network, group_id, "65", 30_000, "FA-3", eligible=False)
    spent(network, group_id, "864", 200_000, "BENEVOLAT-1")
    paid(network, grant_id, group_id, 800_000)

    (account,) = network.head.reads("/v1/finance/groups", group_id=group_id)["rows"]

    assert account["eligible_cents"] == 2_000_000
    assert account["other_cents"] == 30_000
    assert account["in_kind_cents"] == 200_000, "shown, and never paid"
    assert account["still_due_cents"] == 2_000_000 * 80 // 100 - 800_000
    lines = network.head.reads(f"/v1/finance/groups/{group_id}/accounts")["rows"]
    assert {line["account"]: line["cents"] for line in lines}["6411"] == 1_500_000


def test_a_voucher_entered_twice_counts_once_and_the_grant_is_never_overspent(network: Network) -> None:
    group_id, grant_id = group_with_grant(network)
    spent(network, group_id, "6411", 1_500_000, "FA-1")
    body = {"on": "2025-01-06", "account": "6411", "cents": 1_500_000, "proof": "FA-1"}
    again = network.coordinator.does(f"/v1/funded-groups/{group_id}/expenses", body)
    assert again["nothing_to_do"]

    second = network.coordinator.does("/v1/funded-groups", planned_group("57-2025-02"))["id"]
    attached = {"on": "2025-01-06", "grant_id": grant_id, "allotted_cents": 1}
    refused = network.head.is_refused(f"/v1/funded-groups/{second}/grants", attached)
    assert refused["type"] == "/problems/more-than-is-left-of-the-grant"
    assert "0,00" in refused["detail_fr"]


def test_a_group_is_replayed_as_it_was_and_as_it_was_known(system: System, network: Network) -> None:
    group_id, _ = group_with_grant(network)
    path_id = seated_learner(network, group_id)
    system.clock.set_day(date(2025, 1, 13))
    sign_in_again(system, network)
    sheet = opened_sheet(network, group_id)
    signed_by(network, sheet, path_id)
    countersigned(network, sheet)
    network.trainer.does(f"{sheet}/seal", {"on": DAY})

    # In February somebody finds that she had left after an hour and a half, and a late invoice comes in.
    system.clock.set_day(date(2025, 2, 10))
    sign_in_again(system, network)
    correction = {
        "on": "2025-02-10",
        "path_id": path_id,
        "times": {"starts_at": "09:00", "ends_at": "10:30"},
        "approver": network.coordinator.id,
        "reason": "Partie à la pause.",
    }
    network.trainer.does(f"{sheet}/corrections", correction)
    spent(network, group_id, "6411", 100_000, "FA-9", on="2025-01-20")

    auditor = system.person("auditor", Role.AUDITOR)
    auditor.knows_what(network.coordinator)
    replay = f"/v1/funded-groups/{group_id}/replay"
    end_of_january = {"as_of": "2025-01-31"}
    as_known_now = auditor.reads(replay, **end_of_january)
    as_known_then = auditor.reads(replay, **end_of_january, known_at="2025-01-31T23:59:59+01:00")

    assert as_known_then["account"]["attended_minutes"] == 180
    assert as_known_now["account"]["attended_minutes"] == 90, "counted on the day of what it corrects"
    assert as_known_then["account"]["eligible_cents"] == 0
    assert as_known_now["account"]["eligible_cents"] == 100_000
    assert as_known_now["as_of"] == end_of_january["as_of"], "answered in the words of the question"
    assert as_known_then["known_at"] < as_known_now["known_at"]
    by_position = auditor.reads(replay, **end_of_january, known_at=as_known_then["known_at"])
    assert by_position == as_known_then, "an instant and its position tell the same"
    first = as_known_now["facts"][0]
    assert first["sentence"], "each fact is told"


def test_a_long_replay_comes_line_by_line(network: Network) -> None:
    group_id, _ = group_with_grant(network)
    head = network.head
    lines = {"Accept": "application/x-ndjson"}
    answer = head.http.get(f"/v1/funded-groups/{group_id}/replay", headers=head.headers | lines)
    told = [json.loads(line) for line in answer.text.splitlines()]
    whole = head.reads(f"/v1/funded-groups/{group_id}/replay")
    assert told[:-1] == whole["facts"]
    assert told[-1] == {name: value for name, value in whole.items() if name != "facts"}


@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
def test_a_replay_at_a_position_to_come_is_refused(network: Network, accept: str) -> None:
    group_id, _ = group_with_grant(network)
    asked = network.head.http.get(
        f"/v1/funded-groups/{group_id}/replay",
        params={"known_at": 20_250_630},
        headers=network.head.headers | {"Accept": accept},
    )
    assert (asked.status_code, asked.json()["type"]) == (422, "/problems/position-to-come")


def spent(network: Network, group_id: str, account: str, cents: int, proof: str, **more: object) -> None:
    """Record a charge, eligible and of the first day unless told otherwise."""
    body = {"on": "2025-01-06", "account": account, "cents": cents, "proof": proof, **more}
    network.coordinator.does(f"/v1/funded-groups/{group_id}/expenses", body)
    network.head.knows_what(network.coordinator)


def paid(network: Network, grant_id: str, group_id: str, cents: int) -> None:
    """Receive an advance, all of it for one group."""
    parts = [{"group_id": group_id, "cents": cents}]
    body = {"on": "2025-01-06", "kind": "advance", "cents": cents, "allotments": parts}
    network.head.does(f"/v1/grants/{grant_id}/payments", body)


def sign_in_again(system: System, network: Network) -> None:
    """After twelve hours every session is over."""
    network.trainer = system.signed_in("trainer-mobilités-57")
    network.coordinator = system.signed_in("coordinator-mobilités-57")
    network.head = system.signed_in("head-mobilités-57")
