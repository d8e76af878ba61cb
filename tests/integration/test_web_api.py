"""The API's manners, on the running system: forms, limits, languages, pages of rows, and the NIR."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.network import Network, operator_of, referral
from tests.support.system import System

A_NIR = "1 85 05 78 006 084 91"


@pytest.fixture
def network(system: System) -> Network:
    """An operator."""
    return operator_of(system)


def test_too_long_a_body_is_refused_while_it_is_read(network: Network) -> None:
    claire = network.caseworker

    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 10_000

    answer = claire.http.post("/v1/learner-paths", content=pieces(), headers=claire.headers)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/body-is-too-large")


def test_an_address_or_a_method_that_is_not_is_a_problem_too(system: System) -> None:
    nowhere = system.http.get("/v1/nowhere")
    assert (nowhere.status_code, nowhere.json()["type"]) == (404, "/problems/no-such-address")
    wrong = system.http.delete("/v1/me")
    assert (wrong.status_code, wrong.json()["type"]) == (405, "/problems/no-such-method")
    assert wrong.headers["Allow"] == "GET"


def test_a_mistake_of_ours_answers_with_a_number_only(system: System, network: Network) -> None:
    with system.inside.owner.transaction() as lent, lent.cursor() as cur:
        cur.execute("alter table accounts.readings rename to unreadable")
    path = f"/v1/learner-paths/{network.caseworker.does('/v1/learner-paths', referral())['id']}"
    answer = network.caseworker.asks(f"{path}/timeline")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/something-broke")
    assert set(answer.json()) == {
        "type",
        "title",
        "status",
        "detail",
        "detail_fr",
        "detail_en",
        "correlation_id",
    }


def test_whoever_asks_in_english_is_answered_in_english(network: Network) -> None:
    claire = network.caseworker
    path = f"/v1/learner-paths/{claire.does('/v1/learner-paths', referral())['id']}"
    claire.headers["Accept-Language"] = "en"
    (received,) = claire.reads(f"{path}/timeline")["rows"]
    assert received["sentence"].startswith("Referral received from: France Travail")


def test_a_long_history_is_read_page_by_page_without_a_gap(network: Network) -> None:
    claire = network.caseworker
    path = f"/v1/learner-paths/{claire.does('/v1/learner-paths', referral())['id']}"
    for number in range(6):
        claire.does(f"{path}/notes", {"on": "2025-01-06", "text": f"Note {number}"})
    whole = claire.reads(f"{path}/timeline")["rows"]

    for order in ("happened", "learnt"):
        read, after = [], ""
        while True:
            more = {"after": after} if after else {}
            page = claire.reads(f"{path}/timeline", order=order, limit=3, **more)
            read += page["rows"]
            if not (after := page["next"]):
                break
        assert read == whole


def test_lists_of_paths_are_read_page_by_page_too(network: Network) -> None:
    claire = network.caseworker
    made = {claire.does("/v1/learner-paths", referral(f"Nom {number}"))["id"] for number in range(5)}
    first = claire.reads("/v1/learner-paths", limit=3)
    rest = claire.reads("/v1/learner-paths", limit=3, after=first["next"])
    assert {row["path_id"] for row in first["rows"] + rest["rows"]} == made
    assert rest["next"] is None


def test_a_creation_says_where_it_is(network: Network) -> None:
    claire = network.caseworker
    answer = claire.sends("/v1/learner-paths", referral())
    assert answer.headers["Location"] == f"/v1/learner-paths/{answer.json()['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert claire.asks(answer.headers["Location"]).headers["ETag"] == '"1"'


def test_saying_the_same_twice_without_a_key_is_nothing_to_do(network: Network) -> None:
    claire = network.caseworker
    path = f"/v1/learner-paths/{claire.does('/v1/learner-paths', referral())['id']}"
    first = claire.does(f"{path}/acceptance", {"on": "2025-01-06"})
    again = claire.does(f"{path}/acceptance", {"on": "2025-01-06"})
    assert not first["nothing_to_do"]
    assert again["nothing_to_do"]
    assert again["positions"] == []


def test_many_people_at_once_are_all_answered(network: Network) -> None:
    claire = network.caseworker

    def refer(number: int) -> int:
        body = referral(f"Nom {number}")
        return claire.http.post("/v1/learner-paths", json=body, headers=claire.headers).status_code

    with ThreadPoolExecutor(30) as pool:
        assert set(pool.map(refer, range(60))) == {201}


def test_the_service_says_whether_it_lives_and_whether_its_log_answers(system: System) -> None:
    assert system.http.get("/livez").json() == {"status": "alive"}
    assert system.http.get("/readyz").json() == {"status": "ready"}


def test_every_answer_forbids_what_no_page_of_ours_does(system: System) -> None:
    for address in ("/livez", "/v1/nowhere", "/docs", "/static/style.css", "/openapi.json"):
        headers = system.http.get(address).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"


def test_nothing_personal_is_kept_by_a_browser(network: Network) -> None:
    claire = network.caseworker
    path = f"/v1/learner-paths/{claire.does('/v1/learner-paths', referral())['id']}"
    assert "no-store" in claire.asks(f"{path}/timeline").headers["Cache-Control"]
    assert "no-store" in claire.asks("/v1/people", name="diallo").headers["Cache-Control"]
