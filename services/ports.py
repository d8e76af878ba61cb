"""What the use cases need from outside, each as small as they need it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar
from uuid import UUID

from domain.facts import DataClass, Erased, Fact, Recorded, Sealed
from domain.ids import SubjectId
from domain.streams import Stream
from services.answers import Receipt
from services.context import Command, Standing

S = TypeVar("S", bound=Stream)
T = TypeVar("T")

NewId = Callable[[], UUID]
"""Time-ordered ids (UUIDv7)."""
StandingOf = Callable[[str], Standing | None]
"""What an account is, by its id; None when nobody can sign in with it."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A key that must be unique across streams, or that only finds them; lies beside the log."""

    kind: str
    key: str
    owner: str
    unique: bool


@dataclass(frozen=True, kw_only=True)
class Owners:
    """Who held a key when the decision was made: when that changed, decide again."""

    kind: str
    key: str
    seen: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Save:
    """All that one command stores, or nothing of it."""

    events: tuple[Recorded[Fact], ...]
    reads: dict[UUID, int]
    """Every stream that the decision rests on, written or only read, with the version seen."""
    command: Command | None = None
    claims: tuple[Claim, ...] = ()
    released: tuple[Claim, ...] = ()
    owners: tuple[Owners, ...] = field(default=())


class Keyring(Protocol):
    """Data keys per person and class, apart from the log."""

    def seal(self, subject: SubjectId, data_class: DataClass, value: object) -> Sealed[object]:
        """Close a value in an envelope of its own under the subject's data key of this class."""

    def open(self, sealed: Sealed[T], kind: type[T]) -> T | Erased:
        """Give the value back, or Erased; never raises for a destroyed key."""

    def blind(self, purpose: str, text: str) -> str:
        """Return a keyed hash in hexadecimal, the same for the same purpose and text."""

    def is_live(self, sealed: Sealed[object]) -> bool:
        """Whether the envelope's data key still exists."""


class Log(Protocol):
    """Where facts are kept."""

    def load(self, kind: type[S], stream_id: UUID) -> S:
        """Return the state of a stream now; version 0 when nothing happened."""

    def store(self, save: Save) -> Receipt:
        """Store all or nothing.

        Raises:
            Conflict: a stream read, or the owners of a key, changed meanwhile: decide again.
            KeyReused: the command's key was used for another content.
            AlreadyTaken: a unique claim has another owner.
        """

    def earlier(self, command: Command) -> Receipt | None:
        """Return what this command stored when it was asked before.

        Raises:
            KeyReused: the same key was used for another content.
        """

    def owners(self, kind: str, key: str) -> frozenset[str]:
        """Return who holds a key now."""

    def find(self, event_id: UUID) -> Recorded[Fact] | None:
        """Return one recorded fact by its id."""
