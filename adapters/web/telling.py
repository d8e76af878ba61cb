"""A learner's history as its reader sees it: sentences, and what is personal to who may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python

from adapters.web.parts import Parts, Reading
from adapters.words import Words
from domain.facts import Erased
from domain.learner_path.follow_up import NoteAdded, NoteVisibility
from projections.casework.timeline import TimelineRow
from services.context import Context, Role

READERS = frozenset({Role.CASEWORKER, Role.COORDINATOR, Role.DATA_PROTECTION_OFFICER})
"""Who may read personal values of the paths that they see."""
NEVER_SHOWN = frozenset({"person_key"})
"""A blind key tells people nothing."""


@dataclass(frozen=True, kw_only=True)
class PersonalValue:
    """A sealed value, opened for who may read it."""

    value: Any
    erased: bool
    """Its key was destroyed: nobody reads it again."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One fact, as told to a person."""

    position: int
    event_id: UUID
    type: str
    sentence: str
    occurred_on: date
    """When it happened, in Paris."""
    recorded_at: datetime
    """When we learnt it."""
    late: bool
    """More than a week lies between."""
    details: dict[str, Any]
    personal: dict[str, PersonalValue] | None
    """None: there is nothing personal, or it is not for the asker."""
    actor: str
    login: str | None
    """Of the actor, for people of the same operator."""
    role: str
    source: str
    stream: str
    stream_id: UUID
    version: int
    group_id: UUID | None
    supersedes: UUID | None
    """The fact that this one corrects."""
    superseded_by: UUID | None
    """The fact that corrects this one."""


class Teller:
    """Tells rows of a timeline to one person, and keeps that personal values were shown."""

    def __init__(self, parts: Parts, context: Context, words: Words) -> None:
        """Take who is told, and in which language."""
        self._parts = parts
        self._context = context
        self._words = words

    def __call__(self, path_id: UUID, rows: Sequence[TimelineRow]) -> list[Told]:
        """Tell some rows of a path, in their order."""
        opened = {row.event_id: self._personal(row) for row in rows if self._may_read(row)}
        if opened:
            self._parts.accounts.note_reading(
                Reading(context=self._context, path_id=path_id, events=tuple(opened))
            )
        logins = self._logins(rows)
        return [self._told(row, opened.get(row.event_id), logins) for row in rows]

    def _told(
        self, row: TimelineRow, personal: dict[str, PersonalValue] | None, logins: Mapping[str, str]
    ) -> Told:
        return Told(
            position=row.position,
            event_id=row.event_id,
            type=row.type,
            sentence=self._words.fact(row.type, row.details),
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            late=row.late,
            details=row.details,
            personal=personal,
            actor=row.actor,
            login=logins.get(row.actor),
            role=row.role,
            source=row.source,
            stream=row.stream,
            stream_id=row.stream_id,
            version=row.version,
            group_id=row.group_id,
            supersedes=row.supersedes,
            superseded_by=row.superseded_by,
        )

    def _may_read(self, row: TimelineRow) -> bool:
        """A note kept by its author is for nobody else."""
        is_own_note = row.actor == self._context.actor
        is_private = row.type == NoteAdded.TYPE and row.details["visibility"] == NoteVisibility.AUTHOR
        return row.has_personal and self._context.role in READERS and (is_own_note or not is_private)

    def _personal(self, row: TimelineRow) -> dict[str, PersonalValue]:
        opened = self._parts.secrets.personal(row.event_id)
        return {name: _shown(value) for name, value in opened.items() if name not in NEVER_SHOWN}

    def _logins(self, rows: Iterable[TimelineRow]) -> Mapping[str, str]:
        """Colleagues are known by their logins; people elsewhere by their role only."""
        here = self._context.operator_id
        actors = {row.actor for row in rows if here is not None and row.operator_id == here}
        return self._parts.accounts.logins(sorted(actors)) if actors else {}


def _shown(value: object) -> PersonalValue:
    is_erased = isinstance(value, Erased)
    return PersonalValue(value=None if is_erased else to_jsonable_python(value), erased=is_erased)
