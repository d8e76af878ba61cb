"""What an auditor reads on a terminal: a group's history to any day, and whether the log was altered."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg2
import pytest
from typer.testing import CliRunner, Result

from adapters.bootstrap import Integracode, open_integracode
from adapters.cli.audit import FAULTS
from adapters.cli.commands import app
from adapters.eventlog.faults import Fault
from adapters.ids import Ids
from adapters.sample.building import SEED, build_one
from adapters.sample.plan import Actor
from adapters.sample.playing import SimulatedClock, account_ids, play
from adapters.settings import Settings
from projections.finance.money import OF_GROUPS, listed
from tests.support.postgres import temporary_database, url_of

CODE = "57-2025-01"
FIGURES = (
    "attended_minutes",
    "fundable_minutes",
    "granted_cents",
    "eligible_cents",
    "paid_cents",
    "due_cents",
)


@dataclass(frozen=True)
class Played:
    """The sample year's first group, in a log of its own."""

    url: str
    state: Path

    @property
    def settings(self) -> Settings:
        return Settings(database_url=self.url, state=self.state, master_key=None, host="127.0.0.1", port=0)

    def asked(self, *words: str) -> Result:
        environment = {"DATABASE_URL": self.url, "INTEGRACODE_STATE": str(self.state)}
        return CliRunner().invoke(app, list(words), env=environment)

    def told(self, *words: str) -> str:
        result = self.asked(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def reads(self, *words: str) -> Any:  # noqa: ANN401 - whatever JSON holds.
        return json.loads(self.told(*words, "--json"))


@pytest.fixture(scope="module")
def played(postgres_url: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with temporary_database(postgres_url, template) as name:
        state = tmp_path_factory.mktemp("state")
        one = Played(url_of(postgres_url, name), state)
        with open_integracode(one.settings) as system:
            plan, clock = build_one(), SimulatedClock()
            new_id = Ids(clock, seed=SEED)
            _, desk = system.at_the_desk(clock, new_id)
            play(plan, desk, clock=clock, new_id=new_id, accounts=account_ids(plan, partial(account, system)))
        yield one


def account(system: Integracode, actor: Actor) -> UUID:
    return system.accounts.create(actor.login, "quatre mots assez longs", actor.role, actor.operator_id).id


def test_a_history_is_told_a_line_a_fact_and_then_its_figures(played: Played) -> None:
    lines = played.told("replay", CODE).splitlines()
    facts = played.reads("replay", CODE)["facts"]
    assert lines[0].split() == ["Position", "Jour", "Enregistré", "Dossier", "Fait"]
    assert [int(line.split()[0]) for line in lines[1 : len(facts) + 1]] == [
        each["position"] for each in facts
    ]
    assert "03/01/2025  03/01/2025 10:30  groupe" in lines[1]
    assert lines[1].endswith("(coordination)")
    account = "\n".join(lines[len(facts) + 1 :])
    assert f"À ce jour, tel que connu à la position {facts[-1]['position']}" in account
    assert "Minutes suivies      1\N{NARROW NO-BREAK SPACE}306 h 45" in account.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_corrected_fact_says_where_its_correction_stands(played: Played) -> None:
    facts = played.reads("replay", CODE)["facts"]
    corrected = next(each for each in facts if each["superseded_by"])
    correction = next(each for each in facts if each["event_id"] == corrected["superseded_by"])
    assert (corrected["superseded_at"], correction["supersedes"]) == (
        correction["position"],
        corrected["event_id"],
    )
    told = played.told("replay", CODE)
    assert f"→ corrigé à la position {correction['position']}\n" in told


def test_as_of_a_day_and_as_known_then_are_asked_together(played: Played) -> None:
    day = ("--as-of", "2025-04-30")
    then = played.reads("replay", CODE, *day, "--known-at", "2025-05-01T00:00:00+02:00")
    now = played.reads("replay", CODE, *day)
    assert (then["as_of"], now["as_of"]) == ("2025-04-30", "2025-04-30")
    assert then["known_at"] < now["known_at"]
    assert then["account"] != now["account"]
    assert max(each["counts_on"] for each in now["facts"]) <= "2025-04-30"
    by_position = played.reads("replay", CODE, *day, "--known-at-position", str(then["known_at"]))
    assert by_position == then
    assert "Au 30 avril 2025, tel que connu" in played.told("replay", CODE, *day)


def test_a_group_is_asked_for_by_its_id_too(played: Played) -> None:
    by_code = played.reads("replay", CODE)
    assert played.reads("replay", by_code["group_id"]) == by_code


def test_figures_of_the_replay_are_those_of_the_finance_read_model(played: Played) -> None:
    account = played.reads("replay", CODE)
    with open_integracode(played.settings) as system:
        system.rebuild("finance", lambda *_: None)
        (money,) = system.views.ask(OF_GROUPS, listed()).rows
    assert str(money.group_id) == account["group_id"]
    assert {name: getattr(money, name) for name in FIGURES} == {
        name: account["account"][name] for name in FIGURES
    }
    assert account["account"]["attended_minutes"] > account["account"]["fundable_minutes"] > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["99-2025-01"], "Aucun groupe n’a le code ni l’identifiant « 99-2025-01 »."),
        ([str(uuid4())], "Aucun groupe"),
        ([CODE, "--known-at", "12"], "--known-at-position"),
        ([CODE, "--known-at", "2025-04-30T18:00:00"], "précisez le fuseau"),
        ([CODE, "--known-at", "2025-04-30T18:00:00Z", "--known-at-position", "3"], "pas les deux"),
        ([CODE, "--as-of", "30/04/2025"], "--as-of"),
        ([CODE, "--known-at-position", "-1"], "--known-at-position"),
        ([CODE, "--known-at-position", "20250630"], "Le journal s’arrête à la position"),
    ],
)
def test_a_question_that_has_no_answer_is_said_in_a_sentence(
    played: Played, words: list[str], said: str
) -> None:
    result = played.asked("replay", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_path_is_no_group(played: Played) -> None:
    path = next(each for each in played.reads("replay", CODE)["facts"] if each["stream"] == "learner-path")
    assert played.asked("replay", path["stream_id"]).exit_code == 2


def test_a_whole_log_ends_with_0_and_its_last_leaf(played: Played) -> None:
    verdict = played.reads("verify", "log")
    assert (verdict["is_whole"], verdict["position"], verdict["problem"]) == (True, None, None)
    told = played.told("verify", "log")
    assert f"Journal intact : {verdict['checked']} faits vérifiés. Empreinte {verdict['last_leaf']}" in told


@pytest.fixture
def altered(played: Played) -> Iterator[Played]:
    """Change one byte as a superuser, and give it back afterwards."""
    flip_a_bit(played.url)
    yield played
    flip_a_bit(played.url)


def flip_a_bit(url: str) -> None:
    with closing(psycopg2.connect(url)) as opened, opened, opened.cursor() as superuser:
        superuser.execute("set local session_replication_role = replica")
        superuser.execute(
            "update log.events set payload = set_byte(payload, 3, get_byte(payload, 3) # 1)"
            " where position = 700"
        )


def test_every_fault_has_words() -> None:
    assert set(FAULTS) == set(Fault)


def test_an_altered_log_ends_with_1_and_names_the_position(altered: Played) -> None:
    result = altered.asked("verify", "log")
    assert result.exit_code == 1
    assert "Journal altéré, position 700" in result.stderr
    assert "l’empreinte" in result.stderr
    as_json = altered.asked("verify", "log", "--json")
    verdict = json.loads(as_json.stdout)
    assert as_json.exit_code == 1
    assert (verdict["is_whole"], verdict["position"], verdict["problem"]) == (
        False,
        700,
        "leaf-does-not-match",
    )
