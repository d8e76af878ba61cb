"""What a fact is, what keeps personal data closed inside it, and the envelope it is recorded in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Generic, Literal, NewType, TypeVar
from uuid import UUID

from domain.ids import EventId, OperatorId, SubjectId

Tag = NewType("Tag", str)
"""``kind:id``, one of the things a fact concerns: ``group:…``, ``grant:…``, ``sheet:…``."""

DataClass = Literal["A", "B"]
"""A: accompaniment, erased 24 months after the last contact. B: proof, kept as long as the funding asks."""

F_co = TypeVar("F_co", bound="Fact", covariant=True)
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened, stored for ever: never rename a TYPE, never reuse one, never change a meaning.

    ``occurred_on`` is the day it happened, in Paris, as a person told it.
    """

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    occurred_on: date


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Sealed(Generic[T_co]):
    """A personal value that only the keyring can open; it shows no clear text to anyone who prints it.

    Two sealed values are equal when their marks are: the mark is a keyed hash of the clear value under the
    subject's own data key, so that recording the same identity twice is no event.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    subject: SubjectId
    data_class: DataClass
    generation: int
    envelope_id: UUID
    ciphertext: str
    """Base64 of key commitment ‖ AES-GCM ciphertext and tag."""
    mark: str
    """Base64 of the keyed hash of the value."""

    def __eq__(self, other: object) -> bool:
        """Same subject, same class, same clear value."""
        if not isinstance(other, Sealed):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        """As equality."""
        return hash(self._identity)

    def __repr__(self) -> str:
        """Say whose it is, never what it says."""
        return f"Sealed({self.data_class}, {self.subject})"

    @property
    def _identity(self) -> tuple[SubjectId, DataClass, int, str]:
        return (self.subject, self.data_class, self.generation, self.mark)


@dataclass(frozen=True)
class Erased:
    """What opening gives once the data key was destroyed."""

    subject: SubjectId
    data_class: DataClass


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """Who recorded a fact, in which role, from where and why: known before storing."""

    event_id: EventId
    actor: str
    """The account that acted: an opaque id, never a person's name."""
    role: str
    operator_id: OperatorId | None
    source: str
    """``page``, ``api``, ``import`` or ``process``."""
    correlation_id: UUID
    causation_id: UUID | None = None
    reason: str | None = None
    """A code, never free text (free text is sealed in the fact)."""
    supersedes: EventId | None = None
    tags: frozenset[Tag] = frozenset()
    command_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Recorded(Generic[F_co]):
    """A fact in its envelope: what the log keeps.

    ``position``, ``recorded_at``, ``epoch`` and ``leaf`` are given by the log: before storing they are empty.
    """

    originator_id: UUID
    originator_version: int
    stream: str
    fact: F_co
    context: Circumstances
    log_id: UUID | None = None
    epoch: int = 0
    position: int = 0
    recorded_at: datetime | None = None
    leaf: bytes = b""
