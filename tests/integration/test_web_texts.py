"""What cannot be stored is said to whoever sends it, and stops nobody else."""

import json

import pytest

from tests.support.network import operator_of, planned_group, referral
from tests.support.system import Person, System

NOT_KEPT = "/problems/text-cannot-be-stored"


def sent_as_escaped(person: Person, address: str, body: object) -> tuple[int, str]:
    """Send a body whose odd signs are escaped, as a program may, and return what is answered."""
    headers = person.headers | {"Content-Type": "application/json"}
    answer = person.http.post(address, content=json.dumps(body, ensure_ascii=True), headers=headers)
    return answer.status_code, answer.json()["type"]


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_an_odd_sign_in_a_name_or_a_code_is_refused(system: System, sign: str) -> None:
    network = operator_of(system)
    named = referral(f"Dial{sign}lo")
    assert sent_as_escaped(network.caseworker, "/v1/learner-paths", named) == (422, NOT_KEPT)
    coded = planned_group(f"57-2025{sign}")
    assert sent_as_escaped(network.coordinator, "/v1/funded-groups", coded) == (422, NOT_KEPT)
    assert network.caseworker.reads("/v1/people", name="dial")["rows"] == []


def test_an_odd_sign_in_a_question_or_a_sign_in_is_refused(system: System) -> None:
    caseworker = operator_of(system).caseworker
    assert caseworker.asks("/v1/people", name="dia\x00llo").status_code == 422
    assert sent_as_escaped(system.nobody, "/v1/sign-in", {"login": "a\x00", "password": "b"})[0] == 422
