"""What the API and the pages are handed: each part as small as they need it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from domain.facts import Erased, Fact, Recorded
from domain.ids import OperatorId
from projections.changes import Query
from services.access import UseCase
from services.answers import Receipt
from services.context import Context, Role
from services.ports import NewId

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody who may sign in. The id is what facts name as their actor."""

    id: UUID
    login: str
    role: Role
    operator_id: OperatorId | None


@dataclass(frozen=True, kw_only=True)
class Session:
    """An opaque token, kept by the person alone."""

    token: str
    expires_at: datetime
    account: Account


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Personal values of a path that somebody was shown: those of which events."""

    context: Context
    path_id: UUID
    events: tuple[UUID, ...]


class Accounts(Protocol):
    """Who may sign in, who is signed in, and who read what."""

    def sign_in(self, login: str, password: str) -> Session:
        """Open a session.

        Raises:
            WrongSignIn: this login and this password do not go together; which of them is wrong is not told.
            TooManyAttempts: wait before trying again.
        """

    def signed_in(self, token: str) -> Account | None:
        """Return whose token this is; None when it is nobody's, or its time is over."""

    def sign_out(self, token: str) -> None:
        """End a session; nothing when it is over."""

    def logins(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Return the logins of these accounts, by id."""

    def note_reading(self, reading: Reading) -> None:
        """Keep that personal values were shown."""


class Answer(Protocol[R_co]):
    """Rows, and the place in the log at which they are true."""

    @property
    def rows(self) -> tuple[R_co, ...]:
        """As the query types them."""

    @property
    def at(self) -> object | None:
        """Its text is a token; None: nothing was read yet."""

    @property
    def is_halted(self) -> bool:
        """The read model stands still there."""


class Views(Protocol):
    """The read models."""

    def __call__(
        self, context: Context, query: Query[R], params: Mapping[str, Any], *, at: str | None
    ) -> Answer[R]:
        """Ask as somebody.

        Raises:
            Forbidden: the role may not ask this.
            NotThereYet: the place in the log is not reached in time.
        """


class NotThereYet(Exception):
    """A read model has not read through the place that was asked for."""

    def __init__(self, at: str | None, *, is_waiting_useful: bool) -> None:
        """Say where it stands."""
        super().__init__(at)
        self.at = at
        self.is_waiting_useful = is_waiting_useful


class Replayed(Protocol):
    """One fact of a group's history."""

    @property
    def recorded(self) -> Recorded[Fact]:
        """The fact in its envelope."""

    @property
    def counts_on(self) -> date:
        """Its day; of a correction, the day of what it corrects."""

    @property
    def superseded_by(self) -> UUID | None:
        """What corrected it since."""


class Replay(Protocol):
    """A group's history as of a day, as known at a position."""

    @property
    def known_at(self) -> int:
        """The position."""

    @property
    def facts(self) -> Iterator[Replayed]:
        """Once, in order."""


class Replays(Protocol):
    """The histories of groups, read from the log."""

    def facts(self, group_id: UUID, *, as_of: date | None, known_at: int | datetime | None) -> Replay:
        """Return a group's history."""


class Desk(Protocol):
    """The one way in."""

    def __call__(self, use_case: UseCase, *args: Any, context: Context) -> Receipt:  # noqa: ANN401 - each use case has its own arguments.
        """Answer a command, or refuse it."""


class Secrets(Protocol):
    """What opens sealed values, and makes the keyed hash of a command."""

    def personal(self, event_id: UUID) -> Mapping[str, object | Erased]:
        """Return the sealed fields of a recorded fact, opened: plain values by field."""

    def blind(self, purpose: str, text: str) -> str:
        """Return a keyed hash in hexadecimal."""


class Clock(Protocol):
    """The instant now."""

    def __call__(self) -> datetime:
        """In UTC."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Everything outside of the API and the pages."""

    desk: Desk
    views: Views
    replays: Replays
    accounts: Accounts
    secrets: Secrets
    clock: Clock
    new_id: NewId
    is_ready: "Ready"


class Ready(Protocol):
    """Whether the log answers."""

    def __call__(self) -> bool:
        """Never raises."""
