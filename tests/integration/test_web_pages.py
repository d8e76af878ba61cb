"""Pages, as a browser without a script sees them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from uuid import uuid4

import httpx
import pytest

from services.context import Role
from tests.support.network import Network, group_with_grant, operator_of, referral, seated_learner
from tests.support.system import PASSWORD, System

A_NIR = "1 85 05 78 006 084 91"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def network(system: System) -> Network:
    """An operator."""
    return operator_of(system)


@pytest.fixture
def browser(system: System) -> Iterator[httpx.Client]:
    """A browser that keeps cookies and follows what it is told."""
    with httpx.Client(
        base_url=system.http.base_url, follow_redirects=True, headers=SAME_SITE, timeout=20
    ) as opened:
        yield opened


def sign_in(browser: httpx.Client, login: str) -> httpx.Response:
    """Fill in the form."""
    return browser.post("/sign-in", data={"login": login, "password": PASSWORD})


def form(**changes: str) -> dict[str, str]:
    """Return a referral as typed."""
    return {
        "key": str(uuid4()),
        "family_name": "Diallo",
        "given_name": "Aminata",
        "birth_date": "1992-03-08",
        "phone": "06 00 00 00 00",
        "on": "2025-01-06",
        "department": "57",
        "referrer": "ofii",
        "channel": "email",
        "message": "Souhaite passer le permis.",
    } | changes


def test_who_is_not_signed_in_is_shown_the_door(browser: httpx.Client) -> None:
    for address in ("/", "/learner-paths", "/referrals", "/funded-groups", "/funnel"):
        answer = browser.get(address)
        assert answer.url.path == "/sign-in", address
        assert "Se connecter" in answer.text


def test_the_cookie_is_for_our_pages_alone(system: System, network: Network) -> None:
    data = {"login": "caseworker-mobilités-57", "password": PASSWORD}
    answer = system.http.post("/sign-in", data=data, headers=SAME_SITE)
    cookie = answer.headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert network.caseworker.id


def test_an_unknown_login_and_a_wrong_password_look_the_same(browser: httpx.Client, network: Network) -> None:
    wrong = browser.post("/sign-in", data={"login": "caseworker-mobilités-57", "password": "x"})
    unknown = browser.post("/sign-in", data={"login": "nobody", "password": "x"})
    assert wrong.status_code == unknown.status_code == 401
    assert network.caseworker.id
    assert wrong.text.replace("caseworker-mobilités-57", "nobody") == unknown.text


def test_a_referral_goes_from_the_form_to_the_timeline(browser: httpx.Client, network: Network) -> None:
    sign_in(browser, "caseworker-mobilités-57")
    shown = browser.post("/referrals", data=form())
    assert re.fullmatch(r"/learner-paths/[0-9a-f-]{36}", shown.url.path)
    assert "Orientation reçue de" in shown.text
    assert "Diallo Aminata" in shown.text
    assert "caseworker-mobilités-57" in shown.text
    assert network.operator_id


def test_a_form_sent_twice_is_one_referral(browser: httpx.Client, network: Network) -> None:
    sign_in(browser, "caseworker-mobilités-57")
    typed = form()
    first, again = browser.post("/referrals", data=typed), browser.post("/referrals", data=typed)
    assert first.url.path == again.url.path
    assert len(network.caseworker.reads("/v1/learner-paths")["rows"]) == 1


def test_a_nir_in_the_form_is_refused_and_the_rest_is_kept(browser: httpx.Client, network: Network) -> None:
    sign_in(browser, "caseworker-mobilités-57")
    answer = browser.post("/referrals", data=form(message=f"Numéro {A_NIR}"))
    assert answer.status_code == 422
    assert "sécurité sociale" in answer.text
    assert A_NIR not in answer.text
    assert 'value="Diallo"' in answer.text
    assert browser.get("/learner-paths", params={"name": A_NIR}).status_code == 422
    assert network.caseworker.reads("/v1/learner-paths")["rows"] == []


def test_everything_wrong_in_the_form_is_told_at_once(browser: httpx.Client, network: Network) -> None:
    sign_in(browser, "caseworker-mobilités-57")
    answer = browser.post("/referrals", data=form(family_name=" ", phone=A_NIR))
    assert answer.status_code == 422
    assert {"family_name-wrong", "phone-wrong"} <= set(re.findall('aria-describedby="([^"]+)"', answer.text))
    assert network.caseworker.reads("/v1/worklist")["rows"] == []


def test_a_browser_at_no_page_of_ours_is_told_so_by_a_page(browser: httpx.Client) -> None:
    answer = browser.get("/nowhere", headers={"Accept": "text/html,*/*"})
    assert (answer.status_code, Seen(answer.text).language) == (404, "fr")
    for address, accept in (("/nowhere", "application/json"), ("/v1/nowhere", "text/html")):
        assert browser.get(address, headers={"Accept": accept}).json()["type"] == "/problems/no-such-address"


def test_too_many_guesses_on_the_page_are_told_as_such(browser: httpx.Client) -> None:
    for _ in range(6):
        browser.post("/sign-in", data={"login": "x", "password": "y"})
    assert browser.post("/sign-in", data={"login": "x", "password": "y"}).status_code == 429


def test_another_sites_page_changes_nothing_with_our_cookie(browser: httpx.Client, network: Network) -> None:
    sign_in(browser, "caseworker-mobilités-57")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        bare = {"Sec-Fetch-Site": ""} if "Origin" in headers else {}
        assert browser.post("/referrals", data=form(), headers=bare | headers).status_code == 403
        answer = browser.post("/v1/learner-paths", json=referral(), headers=bare | headers)
        assert answer.json()["type"] == "/problems/from-another-site"
    assert network.caseworker.reads("/v1/learner-paths")["rows"] == []


def test_a_page_of_another_operators_learner_is_a_page_of_nobody(
    system: System, browser: httpx.Client, network: Network
) -> None:
    path_id = network.caseworker.does("/v1/learner-paths", referral())["id"]
    system.person("elsewhere", Role.CASEWORKER, uuid4())
    sign_in(browser, "elsewhere")
    theirs, nobodys = browser.get(f"/learner-paths/{path_id}"), browser.get(f"/learner-paths/{uuid4()}")
    assert theirs.status_code == nobodys.status_code == 404
    assert body_of(theirs) == body_of(nobodys)


def test_who_signs_out_is_out(browser: httpx.Client, network: Network) -> None:
    sign_in(browser, "caseworker-mobilités-57")
    assert browser.get("/").url.path == "/"
    kept = dict(browser.cookies)
    browser.post("/sign-out")
    browser.cookies.update(kept)
    assert browser.get("/").url.path == "/sign-in", "the token itself is over, not only the cookie"
    assert network.operator_id


def test_every_page_can_be_used_by_keyboard_and_screen_reader_in_both_languages(
    browser: httpx.Client, network: Network
) -> None:
    group_id, _ = group_with_grant(network)
    path_id = seated_learner(network, group_id)
    network.caseworker.reads(f"/v1/learner-paths/{path_id}")
    addresses = (
        "/sign-in",
        "/",
        "/learner-paths?name=diallo",
        f"/learner-paths/{path_id}",
        "/referrals",
        "/funded-groups",
        f"/funded-groups/{group_id}",
        "/funnel",
        "/docs",
        "/learner-paths/00000000-0000-7000-8000-000000000000",
    )
    for language in ("fr", "en"):
        sign_in(browser, "coordinator-mobilités-57")
        browser.post("/language", data={"language": language, "back": "/"})
        for address in addresses:
            seen = Seen(browser.get(address).text)
            assert seen.language == language, address
            assert seen.headings == 1, address
            assert seen.has_skip_link, address
            assert not seen.unlabelled, (address, seen.unlabelled)
            assert not seen.from_elsewhere, (address, seen.from_elsewhere)
            assert not seen.scripts, address


def test_going_back_after_choosing_a_language_stays_on_our_pages(browser: httpx.Client) -> None:
    for back in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"):
        answer = browser.post("/language", data={"language": "en", "back": back}, follow_redirects=False)
        assert answer.headers["Location"] == "/"


class Seen(HTMLParser):
    """What a screen reader would stumble over."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language: str | None = None
        self.headings = 0
        self.has_skip_link = False
        self.scripts = 0
        self.fields: dict[str, str] = {}
        self.labels: set[str | None] = set()
        self.from_elsewhere: list[str] = []
        self._in_label = 0
        self.feed(html)
        self.unlabelled = [name for name, told in self.fields.items() if told not in self.labels]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.language = given.get("lang") if tag == "html" else self.language
        self.headings += tag == "h1"
        self.scripts += tag == "script"
        self._in_label += tag == "label"
        self.has_skip_link |= tag == "a" and given.get("href") == "#main"
        self.labels |= {given.get("for")} if tag == "label" else set()
        if tag in {"input", "select", "textarea"} and given.get("type") != "hidden" and not self._in_label:
            self.fields[str(given.get("name"))] = str(given.get("id"))
        outside = [given[name] for name in ("href", "src", "action") if "//" in (given.get(name) or "")]
        self.from_elsewhere += [str(each) for each in outside]

    def handle_endtag(self, tag: str) -> None:
        self._in_label -= tag == "label"


def body_of(answer: httpx.Response) -> str:
    """Return a page without the address that it was asked at."""
    return re.sub(r"[0-9a-f-]{36}", "", answer.text)
