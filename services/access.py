"""Which role may ask what. Checked once per use case, by the desk; queries are named by strings."""

from collections.abc import Callable
from typing import Any

from domain.ids import OperatorId
from services.answers import Forbidden
from services.context import Context, Role

UseCase = Callable[..., None]

NETWORK_WIDE = frozenset(
    {
        Role.NETWORK_HEAD,
        Role.AUDITOR,
        Role.ANALYST,
        Role.DATA_PROTECTION_OFFICER,
        Role.ADMINISTRATOR,
        Role.PROCESS,
    }
)
"""Roles that belong to no operator."""

CASEWORK = frozenset({Role.CASEWORKER, Role.COORDINATOR, Role.PROCESS})
TEACHING = frozenset({Role.TRAINER, Role.COORDINATOR, Role.PROCESS})
COORDINATION = frozenset({Role.COORDINATOR, Role.PROCESS})
NETWORK = frozenset({Role.NETWORK_HEAD, Role.PROCESS})

ACCESS: dict[str, frozenset[Role]] = {
    "learner_path.referral.receive_referral": CASEWORK,
    "learner_path.referral.accept_referral": CASEWORK,
    "learner_path.referral.expire_referral": CASEWORK,
}
"""Use case (``folder.file.function`` under services) or query (``read-model.question``) → roles."""


def name_of(use_case: Callable[..., Any]) -> str:
    """Return a use case's name in the access table."""
    return f"{use_case.__module__.removeprefix('services.')}.{use_case.__name__}"


def check_access(name: str, role: Role) -> None:
    """Let the role pass, or refuse.

    Raises:
        Forbidden: the table does not give this to the role.
    """
    if role not in ACCESS.get(name, frozenset()):
        raise Forbidden(role=role)


def sees_operator(context: Context, operator_id: OperatorId | None) -> bool:
    """Whether the asker may see a file of this operator; what belongs to nobody is seen by all."""
    return operator_id is None or context.role in NETWORK_WIDE or context.operator_id == operator_id


# Queries

ACCESS |= {
    "casework.timeline": CASEWORK | {Role.DATA_PROTECTION_OFFICER},
    "casework.paths": CASEWORK | {Role.DATA_PROTECTION_OFFICER},
    "casework.worklist": CASEWORK,
    "casework.groups": CASEWORK | TEACHING | {Role.NETWORK_HEAD, Role.AUDITOR},
    "casework.sessions": CASEWORK | TEACHING | {Role.NETWORK_HEAD, Role.AUDITOR},
    "casework.operators": CASEWORK | TEACHING | {Role.NETWORK_HEAD, Role.AUDITOR, Role.ANALYST},
    "casework.trainers": TEACHING | NETWORK,
    "casework.grants": COORDINATION | NETWORK | {Role.AUDITOR},
    "directory.people": CASEWORK,
    "directory.names": CASEWORK | TEACHING,
    "directory.trainers": CASEWORK | TEACHING,
}
