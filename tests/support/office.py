"""An operator's office: a real log where a group is under way, an account, and the command line."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

import adapters
from adapters.bootstrap import open_integracode
from adapters.cli.commands import app
from adapters.settings import Settings
from services.context import Role
from tests.support.attended import example_group
from tests.support.examples.ids import OPERATOR
from tests.support.make_import_examples import Rows, as_csv, write_xlsx
from tests.support.postgres import execute, temporary_database, url_of

ROOT = Path(adapters.__file__).parents[1]
LOGIN = "accueil-57"
FORMS = ("csv", "xlsx")


@dataclass(frozen=True)
class Office:
    """Asks as people at a terminal do."""

    url: str
    state: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url, "INTEGRACODE_STATE": str(self.state)}

    def says(self, *words: str) -> Result:
        """Run a command in this process."""
        return CliRunner().invoke(app, list(words), env=self.environment)

    def imports(self, kind: str, path: Path, *words: str) -> Result:
        """Import a file."""
        return self.says("import", kind, str(path), "--account", LOGIN, *words)

    def counts(self, kind: str, path: Path) -> tuple[int, int, int]:
        """Import a file, and return what was new, what was there, and how many were refused."""
        report = json.loads(self.imports(kind, path, "--json").stdout)
        return report["imported"], report["already"], len(report["refused"])

    def dies_importing(self, kind: str, path: Path, moment: str, saves: int) -> None:
        """Import a file in a process of its own, which is killed on the way."""
        command = (sys.executable, "-m", "tests.support.doomed_import", moment, str(saves))
        died = subprocess.run(
            [*command, "import", kind, str(path), "--account", LOGIN],
            cwd=ROOT,
            env=os.environ | self.environment,
            capture_output=True,
            check=False,
        )
        assert died.returncode < 0, died.stderr

    def facts(self) -> list[tuple[Any, ...]]:
        """Return what the log holds, but for the ids that differ between two keyrings and two days."""
        return execute(
            self.url, "select position, stream, version, type, occurred_on from log.events order by 1"
        )


@dataclass(frozen=True)
class Begun:
    """An office on its first morning, of which each test has a copy."""

    server: str
    database: str
    state: Path

    @contextmanager
    def copied(self, folder: Path) -> Iterator[Office]:
        """Lend an office with a database and keys of its own."""
        shutil.copytree(self.state, folder / "state")
        with temporary_database(self.server, self.database) as name:
            yield Office(url_of(self.server, name), folder / "state")


@contextmanager
def begun_office(server: str, template: str, folder: Path) -> Iterator[Begun]:
    """Make an office where the example's group is under way, with an account to import as."""
    with temporary_database(server, template) as name:
        begun = Begun(server, name, folder / "state")
        settings = Settings(
            database_url=url_of(server, name), state=begun.state, master_key=None, host="127.0.0.1", port=0
        )
        with open_integracode(settings) as system:
            example_group(system)
            system.accounts.create(LOGIN, "quatre mots assez longs", Role.COORDINATOR, OPERATOR)
        yield begun


def written(path: Path, rows: Rows) -> Path:
    """Write rows as the name's ending says."""
    if path.suffix == ".csv":
        path.write_bytes(as_csv(rows).encode("utf-8-sig"))
    else:
        write_xlsx(path, rows)
    return path
