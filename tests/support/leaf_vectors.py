"""The test vectors of docs/reference/leaf.md; ``python -m tests.support.leaf_vectors`` writes them.

They are written once and then frozen: when the code gives others, it is wrong, or the format is new.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from adapters.stored.canonical import canonical, leaf_hash
from adapters.stored.rows import StoredFact

FILE = Path(__file__).parents[2] / "docs" / "reference" / "leaf-vectors.json"


def numbered(number: int) -> UUID:
    """Return a UUID whose bytes all differ, so that a wrong byte order shows."""
    return UUID(bytes=bytes((number * 16 + n) % 256 for n in range(16)))


BARE = StoredFact(
    log_id=numbered(0),
    epoch=1,
    position=1,
    event_id=numbered(1),
    stream="funded-group",
    originator_id=numbered(2),
    originator_version=1,
    topic="funded-group.seat-taken",
    schema_version=1,
    occurred_on=date(2025, 3, 3),
    recorded_at=datetime(2025, 3, 3, 8, 0, tzinfo=UTC),
    actor="account-1",
    role="coordinator",
    operator_id=None,
    source="api",
    correlation_id=numbered(3),
    causation_id=None,
    reason=None,
    supersedes=None,
    tags=(),
    command_id=None,
    state=b'{"occurred_on":"2025-03-03","path_id":"20212223-2425-2627-2829-2a2b2c2d2e2f"}',
    metadata=None,
)
WHOLE = replace(
    BARE,
    operator_id=numbered(4),
    causation_id=numbered(5),
    reason="entered-twice",
    supersedes=numbered(6),
    tags=(f"grant:{numbered(8)}", f"group:{numbered(9)}"),
    command_id=numbered(7),
    metadata=b"\x01",
)
SEALED = (
    b'{"occurred_on":"2025-03-03","text":{"subject":"20212223-2425-2627-2829-2a2b2c2d2e2f","data_class":"A",'
    b'"generation":1,"envelope_id":"30313233-3435-3637-3839-3a3b3c3d3e3f","ciphertext":"3q2+7w==","mark":"yv66vg=="}}'
)

ROWS = {
    "all that may be absent is": BARE,
    "all that may be absent is there": WHOLE,
    "empty is not absent": replace(BARE, reason="", metadata=b"", state=b"", actor=""),
    "tags in another order than they stand in, and than UTF-16 gives": replace(
        BARE, tags=("group:\U0001f600", "group:～", "group:é", "group:z", "group", "grant:1")
    ),
    "one accent, written as one character": replace(BARE, reason="caf\u00e9"),
    "the same accent, written as two characters": replace(BARE, reason="cafe\u0301"),
    "the last microsecond of a second": replace(
        BARE,
        recorded_at=datetime(2025, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        occurred_on=date(2026, 1, 1),
    ),
    "numbers beyond 32 bits": replace(BARE, epoch=2**33, position=2**40 + 1, originator_version=2**62 + 3),
    "a payload with ciphertext": replace(BARE, topic="learner-path.note-added", state=SEALED),
    "a payload that is not text, longer than one byte counts": replace(BARE, state=bytes(range(256)) * 2),
}


def vectors() -> list[dict[str, object]]:
    """Return each row with its canonical form and its leaf."""
    return [
        {"name": name, "row": told(row), "canonical": canonical(row).hex(), "leaf": leaf_hash(row).hex()}
        for name, row in ROWS.items()
    ]


def told(row: StoredFact) -> dict[str, object]:
    """Return the columns as the page says that the file holds them."""
    return {
        "log_id": str(row.log_id),
        "epoch": row.epoch,
        "position": row.position,
        "event_id": str(row.event_id),
        "stream": row.stream,
        "stream_id": str(row.originator_id),
        "version": row.originator_version,
        "type": row.topic,
        "schema_version": row.schema_version,
        "occurred_on": row.occurred_on.isoformat(),
        "recorded_at": row.recorded_at.isoformat(timespec="microseconds") if row.recorded_at else None,
        "actor": row.actor,
        "role": row.role,
        "operator_id": _text(row.operator_id),
        "source": row.source,
        "correlation_id": str(row.correlation_id),
        "causation_id": _text(row.causation_id),
        "reason": row.reason,
        "supersedes": _text(row.supersedes),
        "tags": list(row.tags),
        "command_id": _text(row.command_id),
        "payload": row.state.hex(),
        "metadata": None if row.metadata is None else row.metadata.hex(),
    }


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


if __name__ == "__main__":
    FILE.write_text(json.dumps(vectors(), ensure_ascii=True, indent=1) + "\n")
