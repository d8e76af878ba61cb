"""The containers run only what the application has, follow every read model, and hold no secret.

No container engine runs here: what the file says is compared with the code that the containers would run.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from adapters.brokers.jars import locked_jars
from adapters.cli.commands import app
from adapters.readmodels.registry import READ_MODELS

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
OURS = {name: each for name, each in SERVICES.items() if each.get("build")}
SETTINGS = (ROOT / "adapters" / "settings.py").read_text()
NODE = (ROOT / "adapters" / "brokers" / "node.py").read_text()
OF_LIBPQ = {"PGPASSWORD"}
"""Read by PostgreSQL's own library: a password in an URL would have to be encoded for it."""


def words_run() -> list[list[str]]:
    """Return what each container runs: its command, and its health check where that is ours."""
    checks = [each["healthcheck"]["test"][1:] for each in OURS.values() if "healthcheck" in each]
    return [each["command"] for each in OURS.values()] + [it for it in checks if it[0] == "integracode"]


@pytest.mark.parametrize("words", words_run(), ids=" ".join)
def test_each_command_is_read_by_the_application_to_its_last_word(words: list[str]) -> None:
    program, *rest = words
    assert program == "integracode"
    command = typer.main.get_command(app)
    while below := getattr(command, "commands", None):
        name, *rest = rest
        command = below[name]
    command.make_context(command.name, rest)


def test_each_read_model_has_its_consumer_and_the_log_one_relay() -> None:
    commands = [each["command"] for each in OURS.values()]
    consumed = [words[2] for words in commands if words[1] == "project"]
    assert sorted(consumed) == sorted(READ_MODELS)
    assert commands.count(["integracode", "relay"]) == 1


def test_each_variable_is_read_by_the_application() -> None:
    given = {name for each in OURS.values() for name in each["environment"]}
    given |= set(re.findall(r"(INTEGRACODE_\w+)=", DOCKERFILE))
    for variable in given - OF_LIBPQ:
        assert f'"{variable}"' in SETTINGS, variable


def test_each_setting_of_kafka_is_one_that_the_tests_start_it_with() -> None:
    for variable in SERVICES["kafka"]["environment"]:
        setting = variable.removeprefix("KAFKA_").lower().replace("_", ".")
        assert f'"{setting}"' in NODE, variable


def test_the_addresses_are_those_of_the_other_containers() -> None:
    listeners = SERVICES["kafka"]["environment"]["KAFKA_ADVERTISED_LISTENERS"]
    for each in OURS.values():
        assert listeners == f"CLIENTS://{each['environment']['KAFKA_BOOTSTRAP_SERVERS']}"
        assert "@postgres:5432/integracode" in each["environment"]["DATABASE_URL"]
        assert set(each.get("depends_on", ())) <= set(SERVICES)
    assert SERVICES["postgres"]["environment"]["POSTGRES_DB"] == "integracode"


def test_only_the_port_of_the_api_is_open_and_to_this_machine_alone() -> None:
    exposed = re.search(r"INTEGRACODE_PORT=(\d+)", DOCKERFILE)
    assert exposed
    assert {name: each["ports"] for name, each in SERVICES.items() if "ports" in each} == {
        "api": [f"127.0.0.1:{exposed[1]}:{exposed[1]}"]
    }


def test_every_image_has_an_exact_tag_and_kafkas_is_the_one_of_the_tests() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE)
    images = {name: each["image"] for name, each in SERVICES.items() if name not in OURS}
    for image in [*bases, *images.values()]:
        assert re.fullmatch(r"[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z-]+)?(@sha256:[0-9a-f]{64})?", image), image
    (broker,) = [jar for jar in locked_jars() if jar.artifact == "kafka_2.13"]
    assert images["kafka"].startswith(f"apache/kafka:{broker.version}")


def test_no_secret_stands_in_the_file() -> None:
    for each in SERVICES.values():
        for name, value in each["environment"].items():
            if re.search("PASSWORD|MASTER_KEY|SECRET|TOKEN", name):
                assert re.match(r"\$\{\w+:\?", value), name
            assert not re.search(r"://[^/@]*:[^/@]*@|[0-9a-fA-F]{32}", str(value)), name


def test_ours_write_nowhere_but_in_the_state_folder_and_are_not_root() -> None:
    for each in OURS.values():
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert each["volumes"] == ["state:/state"]
    assert re.search(r"^USER [1-9]\d*$", DOCKERFILE, flags=re.MULTILINE)


def test_the_image_copies_what_there_is_and_the_context_lets_in_all_of_it() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"}
    copies = re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, flags=re.MULTILINE)
    copied = {path for line in copies for path in line.split()}
    assert copied == let_in
    for path in copied:
        assert (ROOT / path).exists(), path
