"""docs/reference/leaf.md is enough: a verifier written from the page alone agrees with the log."""

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.leaf_vectors import FILE, vectors
from tests.support.postgres import execute

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "leaf.md"
VECTORS: list[dict[str, Any]] = json.loads(FILE.read_text())

# --- Written from the page alone: nothing of adapters/ is used between these lines. -------------------


def field(value: bytes | None) -> bytes:
    if value is None:
        return bytes.fromhex("FFFFFFFF")
    return len(value).to_bytes(4, "big") + value


def uuid(text: str) -> bytes:
    return bytes.fromhex(text.replace("-", ""))


def int64(number: int) -> bytes:
    return (number % 2**64).to_bytes(8, "big")


def instant(text: str) -> bytes:
    moment = datetime.fromisoformat(text)
    since = moment - datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    return int64((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds)


def tags(texts: list[str]) -> bytes:
    return b"".join(map(field, sorted(text.encode("utf-8") for text in texts)))


ENCODINGS = {
    "uuid": uuid,
    "int64": int64,
    "text": lambda text: text.encode("utf-8"),
    "day": lambda text: text.encode("ascii"),
    "instant": instant,
    "bytes": bytes.fromhex,
    "tags": tags,
}


def fields_of_the_page() -> list[tuple[str, str, bool]]:
    """Column, encoding, and whether it may be absent, in the page's order."""
    rows = re.findall(r"^\| *(\d+) \| `(\w+)` \| (\w+) \| (yes|no) \|", PAGE.read_text(), flags=re.MULTILINE)
    assert [int(number) for number, *_ in rows] == list(range(1, len(rows) + 1))
    return [(column, encoding, absent == "yes") for _, column, encoding, absent in rows]


def canonical(row: dict[str, Any]) -> bytes:
    written = b"\x01"
    for column, encoding, may_be_absent in fields_of_the_page():
        value = row[column]
        assert value is not None or may_be_absent
        written += field(None if value is None else ENCODINGS[encoding](value))  # type: ignore[operator] # one function an encoding.
    return written


def leaf(row: dict[str, Any]) -> str:
    return hashlib.sha256(b"\x00" + canonical(row)).hexdigest()


# -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_a_verifier_written_from_the_page_makes_every_leaf(vector: dict[str, Any]) -> None:
    assert canonical(vector["row"]).hex() == vector["canonical"]
    assert leaf(vector["row"]) == vector["leaf"]


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
