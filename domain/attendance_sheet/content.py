"""A sealed sheet's content in one documented form, so that anyone can hash it again."""

import json
from hashlib import sha256

from domain.attendance_sheet.register import Mark, Register
from domain.attendance_sheet.signing import LearnerSigned, SignatureMissing
from domain.ids import PathId, SheetId

FORM = "attendance-sheet/1"


def content_hash(sheet_id: SheetId, register: Register) -> str:
    """Return the SHA-256, in lower-case hexadecimal, of the sheet's content.

    The content is one JSON object in ASCII, keys in alphabetical order, no space. Ids are UUIDs in
    lower case, days ``YYYY-MM-DD``, times ``HH:MM:SS``; what nobody wrote is null:

    - ``form``: ``attendance-sheet/1``; ``sheet``, ``group``, ``session``: ids; ``day``; ``half_day``
    - ``segments``: in order, each ``starts_at``, ``ends_at``, ``subject``, ``trainer``
    - ``learners``: by id, each ``learner``, ``arrived_at``, ``left_at``, ``signed``, ``missing``, ``absent``
    - ``countersigned``: by segment, each ``segment``, ``trainer``, ``qualified``
    """
    return sha256(_canonical(_content(sheet_id, register))).hexdigest()


def _canonical(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _content(sheet_id: SheetId, register: Register) -> dict[str, object]:
    opening = register.opening
    return {
        "form": FORM,
        "sheet": str(sheet_id),
        "group": str(opening.group_id),
        "session": str(opening.session_id),
        "day": opening.occurred_on.isoformat(),
        "half_day": opening.half_day,
        "segments": _segments(register),
        "learners": [_learner(each, register.mark(each)) for each in sorted(opening.expected)],
        "countersigned": _countersigned(register),
    }


def _segments(register: Register) -> list[dict[str, object]]:
    return [
        {
            "starts_at": segment.times.starts_at.isoformat("seconds"),
            "ends_at": segment.times.ends_at.isoformat("seconds"),
            "subject": segment.subject,
            "trainer": str(segment.trainer_id),
        }
        for segment in register.segments
    ]


def _learner(path_id: PathId, mark: Mark) -> dict[str, object]:
    times, signature = mark.times, mark.signature
    return {
        "learner": str(path_id),
        "arrived_at": times.starts_at.isoformat("seconds") if times else None,
        "left_at": times.ends_at.isoformat("seconds") if times else None,
        "signed": signature.method if isinstance(signature, LearnerSigned) else None,
        "missing": signature.reason if isinstance(signature, SignatureMissing) else None,
        "absent": mark.absence.code if mark.absence else None,
    }


def _countersigned(register: Register) -> list[dict[str, object]]:
    return [
        {"segment": index, "trainer": str(each.trainer_id), "qualified": each.qualified}
        for index, each in sorted(register.countersigned.items())
    ]
