"""The tree drawn in the README is the tree, and who may import whom is who does."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
OURS = ("domain", "services", "projections", "adapters")


def drawn() -> dict[str, set[str]]:
    """Return folder → what it may import, from the README's table of the tree."""
    rows = re.findall(r"^\| `([a-z_/]+)/` \|[^|]*\| (.*) \|$", README, flags=re.MULTILINE)
    return {folder: set(re.findall(r"`([a-z_./]+?)/?`", may)) for folder, may in rows}


def folders() -> Iterator[str]:
    """Return the top folders of code and the folders of adapters."""
    yield from OURS
    yield from (f"adapters/{each.parent.name}" for each in (ROOT / "adapters").glob("*/__init__.py"))


def imported_by(path: Path) -> set[str]:
    """Return the names of our modules that a file imports, as paths."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.replace(".", "/") for name in names if name.split(".")[0] in OURS}


def folder_of(module: str) -> str:
    """Return the drawn folder that a module lies in."""
    inside = [folder for folder in drawn() if module == folder or module.startswith(f"{folder}/")]
    return max(inside, key=len)


def test_every_folder_of_code_is_drawn_and_every_drawn_one_exists() -> None:
    assert set(drawn()) == set(folders())


@pytest.mark.parametrize("folder", sorted(folders()))
def test_a_folder_imports_only_what_the_drawing_allows(folder: str) -> None:
    allowed = drawn()[folder] | {folder}
    for path in (ROOT / folder).rglob("*.py"):
        if folder_of(str(path.relative_to(ROOT).with_suffix(""))) != folder:
            continue
        for module in imported_by(path):
            assert folder_of(module) in allowed, f"{path.relative_to(ROOT)} imports {module}"


def test_the_customers_top_level_is_there() -> None:
    for name in ("pyproject.toml", "docker-compose.yml", "README.md", "tests"):
        assert (ROOT / name).exists(), name
