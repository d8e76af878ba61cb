"""The same command twice, in parallel, with another content; a stale version; a position that waits."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.network import Network, operator_of, referral
from tests.support.system import System


@pytest.fixture
def network(system: System) -> Network:
    """An operator."""
    return operator_of(system)


def test_the_same_command_asked_again_gets_the_same_answer(network: Network) -> None:
    claire = network.caseworker
    first = claire.sends("/v1/learner-paths", referral(), Idempotency_Key="r-1")
    again = claire.sends("/v1/learner-paths", referral(), Idempotency_Key="r-1")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.headers["Location"] == again.headers["Location"]
    assert len(claire.reads("/v1/learner-paths")["rows"]) == 1


def test_a_retry_in_another_writing_is_the_same_command(network: Network) -> None:
    claire = network.caseworker
    first = claire.does("/v1/learner-paths", referral(), Idempotency_Key="r-1")
    reordered = dict(reversed(referral().items()))
    assert claire.does("/v1/learner-paths", reordered, Idempotency_Key="r-1") == first


def test_asked_by_ten_at_once_it_is_done_once(network: Network) -> None:
    claire = network.caseworker

    def send(_: int) -> tuple[int, str]:
        answer = claire.http.post(
            "/v1/learner-paths", json=referral(), headers=claire.headers | {"Idempotency-Key": "r-1"}
        )
        return answer.status_code, answer.text

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(send, range(10)))

    ((status, body),) = answers
    assert status == 201
    claire.seen = json.loads(body)["position"]
    assert len(claire.reads("/v1/learner-paths")["rows"]) == 1


def test_a_key_is_not_used_again_for_something_else(network: Network) -> None:
    claire = network.caseworker
    claire.does("/v1/learner-paths", referral("Diallo"), Idempotency_Key="r-1")
    problem = claire.is_refused("/v1/learner-paths", referral("Haddad"), Idempotency_Key="r-1")
    assert (problem["status"], problem["type"]) == (422, "/problems/key-reused")
    assert "remedy" in problem


def test_a_key_belongs_to_who_used_it(network: Network) -> None:
    one = network.caseworker.does("/v1/learner-paths", referral(), Idempotency_Key="r-1")
    other = network.coordinator.does("/v1/learner-paths", referral(), Idempotency_Key="r-1")
    assert one["id"] != other["id"]


def test_what_changed_since_it_was_read_is_not_overwritten(network: Network) -> None:
    claire = network.caseworker
    path = f"/v1/learner-paths/{claire.does('/v1/learner-paths', referral())['id']}"
    seen = claire.asks(path).headers["ETag"]
    network.coordinator.does(f"{path}/acceptance", {"on": "2025-01-06"})

    note = {"on": "2025-01-06", "text": "À rappeler."}
    stale = claire.is_refused(f"{path}/notes", note, If_Match=seen)
    assert (stale["status"], stale["type"]) == (412, "/problems/stale")

    claire.knows_what(network.coordinator)
    fresh = claire.asks(path).headers["ETag"]
    done = claire.sends(f"{path}/notes", note, If_Match=fresh)
    assert done.status_code == 201
    assert done.headers["ETag"] > fresh


def test_a_question_waits_until_it_has_seen_the_command(network: Network) -> None:
    claire = network.caseworker
    path_id = claire.does("/v1/learner-paths", referral())["id"]
    answer = claire.asks(f"/v1/learner-paths/{path_id}")
    assert answer.status_code == 200
    assert position(answer.headers["Position"]) >= position(claire.seen or "")


def test_a_position_not_reached_in_time_is_said_and_never_answered_with_less(network: Network) -> None:
    claire = network.caseworker
    claire.does("/v1/learner-paths", referral())
    log, epoch, seen = (claire.seen or "").split(":")
    claire.seen = f"{log}:{epoch}:{int(seen) + 1_000}"

    answer = claire.asks("/v1/learner-paths")

    assert answer.status_code == 202
    assert position(answer.json()["at"]) <= int(seen)
    assert answer.json()["is_waiting_useful"]
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize(
    ("token", "type_"),
    [
        ("not a token", "/problems/not-a-position"),
        ("00000000-0000-7000-8000-000000000000:1:1", "/problems/another-history"),
    ],
)
def test_a_position_of_elsewhere_is_refused(network: Network, token: str, type_: str) -> None:
    network.caseworker.does("/v1/learner-paths", referral())
    network.caseworker.reads("/v1/learner-paths")
    answer = network.caseworker.http.get(
        "/v1/learner-paths", params={"at": token}, headers=network.caseworker.headers
    )
    assert answer.json()["type"] == type_


def position(token: str) -> int:
    """Return the last part of a token."""
    return int(token.rpartition(":")[2])
