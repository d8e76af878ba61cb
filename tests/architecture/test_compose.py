"""The compose file names only what the application has, and holds no secret."""

import re
from pathlib import Path

import yaml

from adapters.cli.commands import app

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICE = yaml.safe_load(COMPOSE)["services"]["integracode"]
CODE = "".join(path.read_text() for path in (ROOT / "adapters").rglob("*.py"))


def test_the_command_of_the_container_exists() -> None:
    program, command = SERVICE["command"]
    assert program == "integracode"
    assert command in {each.name for each in app.registered_commands}


def test_every_variable_of_the_container_is_read_by_the_application() -> None:
    for variable in SERVICE["environment"]:
        assert f'"{variable}"' in CODE, variable


def test_the_port_is_the_one_of_the_image() -> None:
    exposed = re.search(r"INTEGRACODE_PORT=(\d+)", (ROOT / "Dockerfile").read_text())
    assert exposed
    assert SERVICE["ports"] == [f"127.0.0.1:{exposed[1]}:{exposed[1]}"]


def test_no_secret_stands_in_the_file() -> None:
    for name, value in re.findall(r"(\w*(?:PASSWORD|KEY|SECRET|TOKEN)\w*): (.*)", COMPOSE):
        assert value.startswith("${"), name
