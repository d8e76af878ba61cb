"""Follow-ups, notes, and the end of the path."""

from dataclasses import dataclass

from domain.ids import PathId
from domain.learner_path import follow_up
from domain.learner_path.follow_up import (
    ExitReason,
    FollowUpDone,
    FollowUpMonth,
    NoteAdded,
    NoteVisibility,
    Situation,
)
from domain.learner_path.path import LearnerPath
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class RecordFollowUp(Ask):
    """The person was reached some months after the exit."""

    month: FollowUpMonth
    situation: Situation


@dataclass(frozen=True, kw_only=True)
class AddNote(Ask):
    """A caseworker writes something down."""

    text: str
    visibility: NoteVisibility = NoteVisibility.TEAM


@dataclass(frozen=True, kw_only=True)
class ClosePath(Ask):
    """The path ends."""

    reason: ExitReason


def record_follow_up(work: Work, path_id: PathId, ask: RecordFollowUp) -> None:
    """Keep what became of the person."""
    path = work.load(LearnerPath, path_id)
    done = FollowUpDone(occurred_on=ask.on, month=ask.month, situation=ask.situation)
    work.record(path, follow_up.record_follow_up(path.follow_up, path.training, done))


def add_note(work: Work, path_id: PathId, ask: AddNote) -> None:
    """Keep a note."""
    path = work.load(LearnerPath, path_id)
    note = NoteAdded(occurred_on=ask.on, visibility=ask.visibility, text=work.seal(path_id, "A", ask.text))
    work.record(path, follow_up.add_note(path.follow_up, note))


def close_path(work: Work, path_id: PathId, ask: ClosePath) -> None:
    """End the path."""
    path = work.load(LearnerPath, path_id)
    work.record(path, follow_up.close(path.follow_up, path.training, path.mobility, ask.reason, on=ask.on))
