"""A half-day of a group, from its planning to a sheet that could be sealed."""

from typing import Any
from uuid import uuid4

from tests.support.network import Network

DAY = "2025-01-13"
"""A Monday."""


def scheduled_session(network: Network, group_id: str, day: str = DAY) -> str:
    """Plan a morning of two parts, code then French; return the session's id."""
    session_id = str(uuid4())
    segments = [
        segment("09:00", "10:30", "code", network.instructor_id),
        segment("10:30", "12:00", "french", network.teacher_id),
    ]
    session = {"session_id": session_id, "session_on": day, "half_day": "AM", "mode": "in-person"}
    body = {"on": "2025-01-06", **session, "segments": segments}
    network.coordinator.does(f"/v1/funded-groups/{group_id}/sessions", body)
    return session_id


def segment(starts_at: str, ends_at: str, subject: str, trainer_id: str) -> dict[str, Any]:
    """Return a part of a session."""
    return {
        "times": {"starts_at": starts_at, "ends_at": ends_at},
        "subject": subject,
        "trainer_id": trainer_id,
    }


def opened_sheet(network: Network, group_id: str, day: str = DAY) -> str:
    """Open the sheet of a morning; return its address."""
    session_id = scheduled_session(network, group_id, day)
    sheet = {"on": day, "group_id": group_id, "session_id": session_id}
    return f"/v1/attendance-sheets/{network.trainer.does('/v1/attendance-sheets', sheet)['id']}"


def countersigned(network: Network, sheet: str, day: str = DAY) -> None:
    """Let both trainers confirm their parts."""
    for number, trainer_id in enumerate((network.instructor_id, network.teacher_id)):
        body = {"on": day, "segment": number, "trainer_id": trainer_id}
        network.trainer.does(f"{sheet}/countersignatures", body)


def signed_by(network: Network, sheet: str, *paths: str, day: str = DAY) -> None:
    """Write that these learners were there and signed on the tablet."""
    lines = [{"path_id": path_id, "signed": "tablet"} for path_id in paths]
    network.trainer.does(f"{sheet}/register", {"on": day, "lines": lines})
