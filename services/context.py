"""Who asks, as what, from where, when and in which command: known before any use case runs."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from domain.calendar import paris_day
from domain.ids import OperatorId

Source = Literal["page", "api", "import", "process"]


class Role(StrEnum):
    """What an account may be; PROCESS is the system itself."""

    CASEWORKER = "caseworker"
    TRAINER = "trainer"
    COORDINATOR = "coordinator"
    NETWORK_HEAD = "network-head"
    AUDITOR = "auditor"
    ANALYST = "analyst"
    DATA_PROTECTION_OFFICER = "data-protection-officer"
    ADMINISTRATOR = "administrator"
    PROCESS = "process"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What an account is, and the operator that it works for, if it works for one."""

    role: Role
    operator_id: OperatorId | None


@dataclass(frozen=True, kw_only=True)
class Command:
    """One asking, so that the same asking twice is done once: a key of the asker's, on one route."""

    id: UUID
    principal: str
    route: str
    key: str
    digest: bytes
    """Keyed hash of what was asked: the same key with other content is refused."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """Everything outside that a use case may rest on. ``instant`` is in UTC."""

    actor: str
    role: Role
    operator_id: OperatorId | None
    source: Source
    instant: datetime
    correlation_id: UUID
    causation_id: UUID | None = None
    command: Command | None = None
    expected: tuple[UUID, int] | None = None
    """From ``If-Match``: a stream, and the version that the asker saw."""

    @property
    def today(self) -> date:
        """The civil day in Paris."""
        return paris_day(self.instant)
