"""What makes a row or a cell the same again; a person is told by a keyed hash, useless without the key."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from pydantic import TypeAdapter

from domain.attendance_sheet.filling import Line, whole_session_unless
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.ids import OperatorId, PathId
from domain.personal import person_text
from services.context import Command
from services.learner_path.referral import ReceiveReferral
from services.ports import Keyring, NewId

NAMESPACE = UUID("6f0c7c1e-6d0b-5d0c-9a51-3f0d3a9c57e1")
"""Of the ids of what imports begin; never changes."""
REFERRALS = "import:referrals"
ATTENDANCE = "import:attendance"
"""The routes of the commands; they never change either, since an import's key is good for ever."""

_REFERRAL: TypeAdapter[ReceiveReferral] = TypeAdapter(ReceiveReferral)


def referral_command(
    keyring: Keyring, new_id: NewId, operator_id: OperatorId, ask: ReceiveReferral
) -> Command:
    """Return the command of a row: its key is who was referred when, its digest all that the row says.

    So the same row again is the same command, and the same person of the same day told otherwise is refused.
    """
    natural = f"{operator_id}|{ask.on}|{person_text(ask.identity)}"
    return Command(
        id=new_id(),
        principal=f"operator:{operator_id}",
        route=REFERRALS,
        key=keyring.blind(REFERRALS, natural),
        digest=bytes.fromhex(keyring.blind(f"{REFERRALS}:content", _canonical(_REFERRAL.dump_python, ask))),
    )


def cell_command(new_id: NewId, sheet: AttendanceSheet, line: Line) -> Command:
    """Return the command of a cell: its key is all that it says, so it is never reused."""
    times = whole_session_unless(sheet.register, line.arrived_at, line.left_at)
    said = (
        f"absent {line.absent}" if line.absent else f"{times.starts_at}-{times.ends_at} {line.signed or ''}"
    )
    key = f"{sheet.id}|{line.path_id}|{said}"
    return Command(
        id=new_id(),
        principal=f"operator:{sheet.operator_id}",
        route=ATTENDANCE,
        key=key,
        digest=sha256(key.encode()).digest(),
    )


def path_of(command: Command) -> PathId:
    """Return the id of the path that a row begins."""
    return PathId(uuid5(NAMESPACE, command.key))


def sheet_of(session_id: UUID) -> UUID:
    """Return the id of the sheet that an import opens for a session."""
    return uuid5(NAMESPACE, f"sheet {session_id}")


def _canonical(dump: Callable[..., Any], ask: object) -> str:
    """Leave out what is not said: a field added to requests one day changes no earlier row."""
    return json.dumps(dump(ask, mode="json", exclude_none=True), sort_keys=True)
