"""Where a page of rows ends: two values of its last row, in the order of the query."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from fastapi.exceptions import RequestValidationError

SEPARATOR = "_"


def cursor_of(rows: Sequence[object], limit: int, *names: str) -> str | None:
    """Return the end of a full page; None when the page is the last one."""
    if len(rows) < limit:
        return None
    return SEPARATOR.join(str(getattr(rows[-1], name)) for name in names)


def after_day(cursor: str | None) -> dict[str, object]:
    """Return the parameters that continue a timeline.

    Raises:
        RequestValidationError: it is no cursor of ours.
    """
    if cursor is None:
        return {}
    try:
        day, position = cursor.split(SEPARATOR)
        return {"after_day": date.fromisoformat(day), "after_position": int(position)}
    except ValueError:
        raise _wrong() from None


def after_path(cursor: str | None) -> dict[str, object]:
    """Return the parameters that continue a list of paths.

    Raises:
        RequestValidationError: it is no cursor of ours.
    """
    if cursor is None:
        return {}
    try:
        day, path_id = cursor.split(SEPARATOR)
        return {"after_day": date.fromisoformat(day), "after_path": UUID(path_id)}
    except ValueError:
        raise _wrong() from None


def _wrong() -> RequestValidationError:
    return RequestValidationError([{"loc": ("query", "after"), "type": "cursor"}])
