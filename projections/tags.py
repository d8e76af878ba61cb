"""The group that a fact concerns, read from its tags."""

from typing import Any
from uuid import UUID

from domain.facts import Recorded

GROUP = "group:"


def group_of(it: Recorded[Any]) -> UUID | None:
    """Return the one group of the tags; None when there is none, or more than one."""
    found = sorted(tag for tag in it.context.tags if tag.startswith(GROUP))
    return UUID(found[0].removeprefix(GROUP)) if len(found) == 1 else None
