"""What the desk answers: a receipt, or why it could not."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class StreamVersion:
    """A stream after the command."""

    id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a command stored; the same command asked again gets the same receipt."""

    log_id: UUID
    epoch: int
    position: int
    """Whoever has read the log through here has seen all that the command did."""
    positions: tuple[int, ...]
    """Positions of the command's own facts, in order; empty when there was nothing to do."""
    streams: tuple[StreamVersion, ...]

    @property
    def token(self) -> str:
        """The position in the form that queries take: ``log_id:epoch:position``."""
        return f"{self.log_id}:{self.epoch}:{self.position}"


class Conflict(Exception):
    """A stream that the decision rests on changed meanwhile."""


class TooBusy(Refusal):
    """Too many people are changing the same file at once: try again."""

    TYPE = "too-busy"


class Stale(Refusal):
    """The file changed since you read it: read it again."""

    TYPE = "stale"


class KeyReused(Refusal):
    """This idempotency key was already used for another content."""

    TYPE = "key-reused"


class Forbidden(Refusal):
    """Your role does not allow this."""

    TYPE = "forbidden"


class AlreadyTaken(Refusal):
    """Another file already has this number."""

    TYPE = "already-taken"
    field: ClassVar[str | None] = "number"


class PositionToCome(Refusal):
    """The log has not reached this position: what is known there cannot be told yet."""

    TYPE = "position-to-come"
    field: ClassVar[str | None] = "known_at"


class KeyringUnavailable(Refusal):
    """The keys to personal data cannot be reached: try again."""

    TYPE = "keyring-unavailable"


class PersonalDataErased(Refusal):
    """The personal data that this would record was erased meanwhile: read the file again."""

    TYPE = "personal-data-erased"
