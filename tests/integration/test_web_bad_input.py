"""Bad input on the running system: a clear sentence a field, the right status, nothing stored or echoed."""

import json
from datetime import date, time

import httpx
import pytest

from tests.support.network import Network, operator_of, referral
from tests.support.postgres import execute
from tests.support.system import System

A_NIR = "1 85 05 78 006 084 91"


@pytest.fixture
def network(system: System) -> Network:
    """An operator."""
    return operator_of(system)


def test_a_nir_anywhere_in_a_body_is_refused_and_kept_nowhere(
    network: Network, database_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    claire = network.caseworker
    deep = referral() | {"identity": {"family_name": "Diallo", "given_name": A_NIR}}
    free = referral() | {"message": f"Son numéro : {A_NIR.replace(' ', '')}."}
    for body in (deep, free, {"a key": {A_NIR: 1}}):
        answer = claire.sends("/v1/learner-paths", body)
        assert answer.json()["type"] == "/problems/holds-nir"
        assert "185" not in answer.text.replace(" ", "")
    assert claire.asks("/v1/people", name=A_NIR).json()["type"] == "/problems/holds-nir"

    said = capfd.readouterr()
    assert A_NIR not in said.out + said.err
    assert execute(database_url, "select count(*) from log.events where type like 'learner-path.%%'") == [
        (0,)
    ]
    assert execute(database_url, "select count(*) from log.commands") == [(0,)]


def test_a_wrong_form_is_told_by_field_and_nothing_is_echoed(network: Network) -> None:
    body = referral() | {"on": "hier", "nationality": "SECRET"}
    problem = network.caseworker.is_refused("/v1/learner-paths", body)
    assert problem["status"] == 422
    assert {each["field"] for each in problem["errors"]} == {"on", "nationality"}
    assert "SECRET" not in str(problem)
    assert "hier" not in str(problem)


@pytest.mark.parametrize("header", ["Idempotency-Key", "If-Match", "Position"])
def test_a_nir_in_a_header_that_we_keep_is_refused(
    network: Network, database_url: str, header: str, capfd: pytest.CaptureFixture[str]
) -> None:
    problem = network.caseworker.is_refused("/v1/learner-paths", referral(), **{header: A_NIR})
    assert problem["type"] == "/problems/holds-nir"
    said = capfd.readouterr()
    assert A_NIR not in said.out + said.err + str(problem)
    assert execute(database_url, "select count(*) from log.commands") == [(0,)]


def test_a_nir_in_an_address_is_refused(network: Network) -> None:
    for address in (f"/v1/learner-paths/{A_NIR}/timeline", f"/v1/me?x={A_NIR.replace(' ', '')}"):
        answer = network.caseworker.asks(address)
        assert answer.json()["type"] == "/problems/holds-nir"
        assert "185" not in answer.text.replace(" ", "")


@pytest.mark.parametrize("login", [A_NIR, "claire\x00"])
def test_a_login_that_cannot_be_one_is_refused_and_kept_nowhere(
    system: System, database_url: str, login: str
) -> None:
    problem = system.nobody.is_refused("/v1/sign-in", {"login": login, "password": "x"})
    assert problem["status"] in {401, 422}
    assert login not in str(problem)
    assert execute(database_url, "select count(*) from accounts.failures") == [(0,)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_a_nir_cannot_hide_in_another_encoding(network: Network, database_url: str, encoding: str) -> None:
    body = json.dumps(referral() | {"message": f"né {A_NIR}"}, ensure_ascii=False).encode(encoding)
    answer = posted(network, body)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/not-json")
    assert paths_in(database_url) == 0


def test_a_nir_cannot_hide_behind_a_field_sent_twice(network: Network, database_url: str) -> None:
    body = json.dumps(referral()).encode()[:-1] + f', "message": "{A_NIR}", "message": "rien"}}'.encode()
    assert posted(network, body).json()["type"] == "/problems/holds-nir"
    assert paths_in(database_url) == 0


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_what_is_not_said_to_be_json_is_refused_as_such(network: Network, media_type: str) -> None:
    answer = posted(network, json.dumps(referral()).encode(), media_type)
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/not-our-media-type")


@pytest.mark.parametrize(
    "body",
    [b"{SECRET", b"[" * 100_000, b'{"a":' * 40_000, b'{"on":' + b"9" * 100_000 + b"}", b"\xff", b"null\x00"],
    ids=["cut", "deep", "deep objects", "huge number", "no text", "more after it"],
)
def test_what_is_not_json_is_a_problem_and_nothing_is_echoed(network: Network, body: bytes) -> None:
    answer = posted(network, body)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/not-json")
    assert "SECRET" not in answer.text


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"on": "9999-12-31"}, "on", "no-such-year"),
        ({"on": "0001-01-01"}, "on", "no-such-year"),
        ({"on": 10**30}, "on", "not-a-date"),
        ({"department": "5\x00"}, "department", "not-readable"),
        ({"message": "\ud800"}, "message", "not-readable"),
        ({"identity": {"family_name": "a\x00"}}, "identity.family_name", "not-readable"),
        ({"identity": {"family_name": ""}}, "identity.family_name", "blank"),
        ({"identity": {"family_name": "x" * 5000}}, "identity.family_name", "too-long"),
        ({"identity": {"family_name": "a", "birth_date": "2025-01-07"}}, "identity.birth_date", "born-later"),
        ({"identity": {"family_name": "a", "nir": "x"}}, "identity.nir", "unknown-field"),
        ({"referrer": "a friend"}, "referrer", "not-a-choice"),
    ],
)
def test_a_value_that_cannot_be_is_told_by_field_and_nothing_is_stored(
    network: Network, database_url: str, changes: dict[str, object], field: str, code: str
) -> None:
    answer = posted(network, json.dumps(referral() | changes).encode())
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"], error["code"]) == (422, field, code)
    assert error["detail"] == error["detail_fr"] != error["detail_en"]
    assert paths_in(database_url) == 0


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/v1/people?name=ab%00", "name"),
        ("/v1/learner-paths?department=%00", "department"),
        ("/v1/learner-paths?stage=nowhere", "stage"),
        ("/v1/learner-paths?limit=1000000000000000000000000", "limit"),
        ("/v1/learner-paths?after=2025-01-01_1", "after"),
        ("/v1/learner-paths/nobody/timeline", "path_id"),
        ("/v1/funded-groups?state=lost", "state"),
        ("/v1/statistics/funnel?by=mood", "by"),
        ("/v1/statistics/funnel/%00/paths", "figure"),
    ],
)
def test_a_wrong_parameter_is_told_by_name(network: Network, address: str, field: str) -> None:
    answer = network.coordinator.asks(address)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"]) == (422, field)
    assert error["detail_fr"]


def test_a_figure_that_is_none_of_ours_is_unknown(network: Network) -> None:
    answer = network.coordinator.asks("/v1/statistics/funnel/happiness/paths")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/unknown")


def test_tomorrow_begins_at_midnight_in_paris(system: System, network: Network) -> None:
    tomorrow = referral() | {"on": "2025-01-07"}
    system.clock.set_day(date(2025, 1, 6), time(22, 59, 59))
    late = network.caseworker.is_refused("/v1/learner-paths", tomorrow)
    assert (late["status"], late["type"], late["field"]) == (422, "/problems/in-the-future", "on")
    system.clock.set_day(date(2025, 1, 6), time(23))
    network.caseworker.does("/v1/learner-paths", tomorrow)


def test_nothing_happens_on_a_path_before_it_began(network: Network) -> None:
    claire = network.caseworker
    path = f"/v1/learner-paths/{claire.does('/v1/learner-paths', referral())['id']}"
    early = claire.is_refused(f"{path}/acceptance", {"on": "2025-01-05"})
    assert (early["status"], early["type"], early["field"]) == (422, "/problems/before-the-path", "on")
    assert "6 janvier 2025" in early["detail_fr"]


def posted(network: Network, body: bytes, media_type: str = "application/json") -> httpx.Response:
    """Send a referral as these bytes."""
    claire = network.caseworker
    headers = claire.headers | {"Content-Type": media_type}
    return claire.http.post("/v1/learner-paths", content=body, headers=headers)


def paths_in(database_url: str) -> int:
    """Return how many facts of learners' paths are stored."""
    return len(execute(database_url, "select 1 from log.events where type like 'learner-path.%%'"))
