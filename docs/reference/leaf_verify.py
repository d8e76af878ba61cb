"""Make the leaf of each fact again, from leaf.md alone: Python 3.11, no package, nothing of Intégracode.

    python3 leaf_verify.py leaf-vectors.json      the test vectors
    python3 leaf_verify.py facts.ndjson           lines of log.events, as leaf.md says how to export them

Prints the first line whose leaf is another and ends with 1, or tells how many agree and ends with 0.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ABSENT = bytes.fromhex("FFFFFFFF")


def field(value: bytes | None) -> bytes:
    """Write a value with its length before it."""
    return ABSENT if value is None else len(value).to_bytes(4, "big") + value


def uuid(text: str) -> bytes:
    """Return the 16 bytes, in the order in which the text is read."""
    return bytes.fromhex(text.replace("-", ""))


def int64(number: int) -> bytes:
    """Return 8 bytes, most significant first, two's complement."""
    return number.to_bytes(8, "big", signed=True)


def text(characters: str) -> bytes:
    """Return the bytes of a text, or of a day, exactly as stored."""
    return characters.encode("utf-8")


def instant(characters: str) -> bytes:
    """Return the microseconds since 1970 began in UTC."""
    since = datetime.fromisoformat(characters) - EPOCH
    return int64((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds)


def octets(hexadecimal: str) -> bytes:
    """Return bytes told in hexadecimal, with or without PostgreSQL's mark before it."""
    return bytes.fromhex(hexadecimal.removeprefix("\\x"))


def tags(texts: list[str]) -> bytes:
    """Return each tag as a field, in the order of their bytes."""
    return b"".join(field(each) for each in sorted(text(each) for each in texts))


ENCODINGS: dict[str, Callable[[Any], bytes]] = {
    "uuid": uuid,
    "int64": int64,
    "text": text,
    "day": text,
    "instant": instant,
    "bytes": octets,
    "tags": tags,
}
FIELDS = {
    "log_id": "uuid",
    "epoch": "int64",
    "position": "int64",
    "event_id": "uuid",
    "stream": "text",
    "stream_id": "uuid",
    "version": "int64",
    "type": "text",
    "schema_version": "int64",
    "occurred_on": "day",
    "recorded_at": "instant",
    "actor": "text",
    "role": "text",
    "operator_id": "uuid",
    "source": "text",
    "correlation_id": "uuid",
    "causation_id": "uuid",
    "reason": "text",
    "supersedes": "uuid",
    "tags": "tags",
    "command_id": "uuid",
    "payload": "bytes",
    "metadata": "bytes",
}
"""Each column and its encoding, in the page's order."""


def canonical(row: dict[str, Any]) -> bytes:
    """Return the canonical form of a line."""
    written = bytes([row.get("format", 1)])
    for column, encoding in FIELDS.items():
        value = row[column]
        written += field(None if value is None else ENCODINGS[encoding](value))
    return written


def leaf(row: dict[str, Any]) -> bytes:
    """Return the leaf of a line."""
    return hashlib.sha256(b"\x00" + canonical(row)).digest()


def lines(path: Path) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Yield what each line is called, the line, and the leaf that it is said to have."""
    with path.open(encoding="utf-8") as file:
        if path.suffix == ".ndjson":
            for row in map(json.loads, file):
                yield f"position {row['position']}", row, octets(row["leaf"])
        else:
            for vector in json.load(file):
                yield vector["name"], vector["row"], octets(vector["leaf"])


def main(path: Path) -> int:
    """Verify a file."""
    count = 0
    for name, row, said in lines(path):
        if leaf(row) != said:
            print(f"{name}: the leaf is not that of the line")
            return 1
        count += 1
    print(f"{count} leaves agree")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
