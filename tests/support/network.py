"""A small network in words: an operator with its people, a learner with a seat, a group with its grant."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from services.context import Role
from tests.support.system import Person, System

SIRETS = ("73282932000074", "55208131766522")
CALL = "DREETS-GE-2025"
A2 = {"listening": "A2", "reading": "A2", "speaking": "A2", "writing": "A2"}


@dataclass
class Network:
    """Who works at an operator, and at the head of the network."""

    head: Person
    operator_id: str
    caseworker: Person
    coordinator: Person
    trainer: Person
    instructor_id: str
    teacher_id: str


def operator_of(system: System, name: str = "Mobilités 57", siret: str = SIRETS[0]) -> Network:
    """Let an operator join, with two qualified trainers and three accounts."""
    slug = name.lower().replace(" ", "-")
    head = system.person(f"head-{slug}", Role.NETWORK_HEAD)
    joined = {"on": "2025-01-06", "name": name, "siret": siret, "department": "57"}
    operator_id = head.does("/v1/operators", joined)["id"]
    instructor_id, teacher_id = str(uuid4()), str(uuid4())
    for staff_id, qualification in ((instructor_id, "driving-instructor"), (teacher_id, "language-trainer")):
        head.does(f"/v1/operators/{operator_id}/trainers", qualified(staff_id, qualification))
    return Network(
        head=head,
        operator_id=operator_id,
        caseworker=system.person(f"caseworker-{slug}", Role.CASEWORKER, operator_id),
        coordinator=system.person(f"coordinator-{slug}", Role.COORDINATOR, operator_id),
        trainer=system.person(f"trainer-{slug}", Role.TRAINER, operator_id),
        instructor_id=instructor_id,
        teacher_id=teacher_id,
    )


def qualified(staff_id: str, qualification: str) -> dict[str, Any]:
    """Return who may teach what since the beginning of the story."""
    identity = {"family_name": "Formateur", "given_name": qualification}
    return {
        "on": "2025-01-06",
        "staff_id": staff_id,
        "qualification": qualification,
        "identity": identity,
    }


def referral(name: str = "Diallo", on: str = "2025-01-06") -> dict[str, Any]:
    """Return a referral by France Travail."""
    return {
        "on": on,
        "department": "57",
        "referrer": "france-travail",
        "channel": "email",
        "identity": {"family_name": name, "given_name": "Aminata", "birth_date": "1992-03-08"},
        "contacts": {"phone": "06 00 00 00 00"},
        "message": "Souhaite passer le permis.",
    }


def planned_group(code: str = "57-2025-01") -> dict[str, Any]:
    """Return the plan of a group of 200 hours and twelve seats."""
    return {
        "on": "2025-01-06",
        "code": code,
        "call_ref": CALL,
        "department": "57",
        "starts_on": "2025-01-13",
        "ends_on": "2025-06-27",
        "planned_minutes": 12_000,
        "seats_min": 6,
        "seats_max": 12,
    }


def granted() -> dict[str, Any]:
    """Return a grant of 20 000 € at 80 %."""
    return {
        "on": "2025-01-06",
        "funder": "dreets-44",
        "line": "bop-104-action-12",
        "call_ref": CALL,
        "legal_commitment_ref": "EJ-2025-0113",
        "amount_cents": 2_000_000,
        "rate_bp": 8_000,
        "eligible_from": "2025-01-01",
        "eligible_until": "2025-12-31",
    }


def group_with_grant(network: Network, code: str = "57-2025-01") -> tuple[str, str]:
    """Plan a group, attach a grant to it, open it; return the ids of both."""
    group_id = network.coordinator.does("/v1/funded-groups", planned_group(code))["id"]
    grant_id = network.head.does("/v1/grants", granted())["id"]
    attached = {"on": "2025-01-06", "grant_id": grant_id, "allotted_cents": 2_000_000}
    network.head.does(f"/v1/funded-groups/{group_id}/grants", attached)
    network.coordinator.does(f"/v1/funded-groups/{group_id}/opening", {"on": "2025-01-06"})
    return group_id, grant_id


def seated_learner(network: Network, group_id: str, name: str = "Diallo") -> str:
    """Take a learner from the referral to a seat; return the path's id."""
    she, day = network.caseworker, {"on": "2025-01-06"}
    path = f"/v1/learner-paths/{she.does('/v1/learner-paths', referral(name))['id']}"
    she.does(f"{path}/acceptance", day)
    she.does(f"{path}/identities", day | {"identity": referral(name)["identity"], "sex": "female"})
    evidence = {"permit_since": "2023-09-01", "in_france_since": "2023-08-15", "cir_signed_on": "2023-10-02"}
    she.does(f"{path}/evidence", day | {"evidence": evidence | {"in_similar_scheme": False}})
    she.does(f"{path}/eligibility-decisions", day | {"call_ref": CALL})
    she.does(f"{path}/positionings", day | {"tool": "ELAO", "tool_version": "3", "levels": A2})
    she.does(f"{path}/admission", day)
    she.does(f"{path}/enrolments", day | {"group_id": group_id})
    return path.rpartition("/")[2]
