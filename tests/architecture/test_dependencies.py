"""What we depend on is said once, locked by hash, and explained."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PAGE = (ROOT / "docs" / "reference" / "dependencies.md").read_text()
GROUPS = PROJECT["dependency-groups"]
BUILD = GROUPS["build"]
RUN = PROJECT["project"]["dependencies"]
DEV = GROUPS["dev"]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=~!;\[ ]", each)[0] for each in requirements}


def locked(lock: str) -> dict[str, str]:
    """Return name → version of a lock."""
    text = (ROOT / "locks" / f"{lock}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;]+)", text, flags=re.MULTILINE))


def test_every_direct_dependency_is_explained_and_nothing_else_is() -> None:
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, flags=re.MULTILINE))
    assert explained == names(RUN + DEV + BUILD)


def test_each_lock_holds_what_the_project_asks_for() -> None:
    assert names(RUN + BUILD) <= locked("run").keys()
    assert names(RUN + BUILD + DEV) <= locked("dev").keys()


def test_development_runs_on_the_versions_of_production() -> None:
    assert locked("run").items() <= locked("dev").items()


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_every_line_of_a_lock_has_a_hash_and_none_an_address(lock: str) -> None:
    text = (ROOT / "locks" / f"{lock}.txt").read_text()
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked(lock))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|index-url|find-links|trusted-host", text)
