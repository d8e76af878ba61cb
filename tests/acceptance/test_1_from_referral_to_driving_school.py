"""From a referral to a driving school: each step by those whose it is, then the history read back."""

from datetime import date

import pytest

from tests.support.network import A2, group_with_grant, operator_of, referral, seated_learner
from tests.support.system import System


def test_from_a_referral_to_a_driving_school(system: System) -> None:
    network = operator_of(system)
    claire = network.caseworker
    group_id, _ = group_with_grant(network)

    path_id = seated_learner(network, group_id, "Diallo")
    path = f"/v1/learner-paths/{path_id}"
    assert claire.reads(path)["stage"] == "in-training"
    assert claire.reads(path)["funding"] == "fundable"

    # In March she leaves for a job, having entered a driving school.
    system.clock.set_day(date(2025, 3, 3))
    claire = system.signed_in("caseworker-mobilités-57")
    entered = {"on": "2025-02-20", "kind": "associative", "proof": "contract"}
    claire.does(f"{path}/driving-school-entries", entered)
    claire.does(f"{path}/drop-out", {"on": "2025-03-03", "reason": "job"})
    claire.does(f"{path}/closure", {"on": "2025-03-03", "reason": "dropped-out"})

    told = claire.reads(f"{path}/timeline")["rows"]
    assert [row["type"].partition(".")[2] for row in told if row["stream"] == "learner-path"] == [
        "referral-received",
        "referral-accepted",
        "identity-recorded",
        "eligibility-evidence-checked",
        "eligibility-decided",
        "positioning-completed",
        "entry-gate-decided",
        "enrolled-in-group",
        "driving-school-entered",
        "dropped-out",
        "path-closed",
    ]
    entry = next(row for row in told if row["type"].endswith("driving-school-entered"))
    assert entry["sentence"] == "Entrée en auto-école associative (preuve\N{NO-BREAK SPACE}: contrat)."
    assert entry["occurred_on"] == "2025-02-20"
    assert entry["recorded_at"].startswith("2025-03-03")
    assert entry["late"], "told eleven days after it happened: said beside it"
    assert entry["login"] == "caseworker-mobilités-57"

    as_learnt = claire.reads(f"{path}/timeline", order="learnt")["rows"]
    assert [row["position"] for row in as_learnt] == sorted(row["position"] for row in told)


def test_the_person_is_found_by_her_name_and_the_funnel_counts_her(system: System) -> None:
    network = operator_of(system)
    group_id, _ = group_with_grant(network)
    path_id = seated_learner(network, group_id, "N'Guessan")

    (found,) = network.caseworker.reads("/v1/people", name="guess")["rows"]
    assert (found["path_id"], found["family_name"]) == (path_id, "N'Guessan")

    network.coordinator.knows_what(network.caseworker)
    figures = network.coordinator.reads("/v1/statistics/funnel")["rows"]
    admitted = next(row for row in figures if row["figure"] == "admitted")
    assert (admitted["numerator"], admitted["denominator"], admitted["unknown"]) == (1, 1, 0)
    behind = network.coordinator.reads("/v1/statistics/funnel/admitted/paths")["rows"]
    assert [row["path_id"] for row in behind] == [path_id]


def test_what_is_to_be_done_comes_and_goes_with_the_facts(system: System) -> None:
    network = operator_of(system)
    claire = network.caseworker
    path_id = claire.does("/v1/learner-paths", referral())["id"]
    path = f"/v1/learner-paths/{path_id}"
    assert [row["kind"] for row in claire.reads("/v1/worklist")["rows"]] == ["answer-referral"]

    claire.does(f"{path}/acceptance", {"on": "2025-01-06"})
    kinds = {row["kind"] for row in claire.reads("/v1/worklist")["rows"]}
    assert kinds == {"give-privacy-notice", "position"}


@pytest.mark.parametrize(
    ("step", "body", "type_"),
    [
        ("admission", {}, "not-positioned"),
        ("completion", {}, "not-in-training"),
        ("follow-ups", {"month": 3, "situation": "employed"}, "not-out-yet"),
    ],
)
def test_a_step_out_of_order_is_refused_in_a_sentence(
    system: System, step: str, body: dict[str, object], type_: str
) -> None:
    network = operator_of(system)
    claire = network.caseworker if step != "completion" else network.coordinator
    path_id = network.caseworker.does("/v1/learner-paths", referral())["id"]
    network.caseworker.does(f"/v1/learner-paths/{path_id}/acceptance", {"on": "2025-01-06"})

    problem = claire.is_refused(f"/v1/learner-paths/{path_id}/{step}", {"on": "2025-01-06", **body})

    assert problem["type"] == f"/problems/{type_}"
    assert problem["detail"] == problem["detail_fr"] != problem["detail_en"]


def test_below_the_entry_level_only_a_coordinator_lets_in_and_says_why(system: System) -> None:
    network = operator_of(system)
    claire = network.caseworker
    path = f"/v1/learner-paths/{claire.does('/v1/learner-paths', referral())['id']}"
    claire.does(f"{path}/acceptance", {"on": "2025-01-06"})
    levels = A2 | {"writing": "A1"}
    positioned = {"on": "2025-01-06", "tool": "ELAO", "tool_version": "3", "levels": levels}
    claire.does(f"{path}/positionings", positioned)

    refused = claire.is_refused(f"{path}/admission", {"on": "2025-01-06"})
    assert "expression écrite" in refused["detail"]
    waiver = {"on": "2025-01-06", "reason": "Progresse vite à l'écrit."}
    assert claire.is_refused(f"{path}/waiver", waiver)["type"] == "/problems/forbidden"

    network.coordinator.does(f"{path}/waiver", waiver)
    claire.knows_what(network.coordinator)
    assert claire.reads(path)["gate"] == "waiver"
