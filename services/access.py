"""Which role may ask what. Checked once per use case, by the desk; queries are named by strings."""

from collections.abc import Callable
from typing import Any

from domain.ids import OperatorId
from services.answers import Forbidden
from services.context import Context, Role, Standing

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
APPROVING = frozenset({Role.COORDINATOR, Role.NETWORK_HEAD})
"""Roles that approve a correction: an operator with one coordinator turns to the network head (rule 5)."""
DATA_PROTECTION = frozenset({Role.DATA_PROTECTION_OFFICER, Role.PROCESS})

ACCESS: dict[str, frozenset[Role]] = {
    "learner_path.referral.receive_referral": CASEWORK,
    "learner_path.referral.accept_referral": CASEWORK,
    "learner_path.referral.expire_referral": CASEWORK,
    "learner_path.contact.give_privacy_notice": CASEWORK,
    "learner_path.contact.record_identity": CASEWORK,
    "learner_path.contact.record_contact_details": CASEWORK,
    "learner_path.contact.make_contact": CASEWORK,
    "learner_path.eligibility.check_evidence": CASEWORK,
    "learner_path.eligibility.decide_eligibility": CASEWORK,
    "learner_path.positioning.complete_positioning": CASEWORK | TEACHING,
    "learner_path.positioning.decide_entry_gate": CASEWORK,
    "learner_path.positioning.waive_entry_gate": COORDINATION,
    "learner_path.positioning.redirect_from_gate": CASEWORK,
    "learner_path.enrolment.enrol": CASEWORK,
    "learner_path.enrolment.complete_training": COORDINATION,
    "learner_path.enrolment.drop_out": CASEWORK,
    "learner_path.assessment.complete_assessment": CASEWORK | TEACHING,
    "learner_path.assessment.issue_attestation": CASEWORK,
    "learner_path.licence.enter_driving_school": CASEWORK,
    "learner_path.licence.engage_other_solution": CASEWORK,
    "learner_path.follow_up.record_follow_up": CASEWORK,
    "learner_path.follow_up.add_note": CASEWORK | TEACHING,
    "learner_path.follow_up.close_path": CASEWORK,
    "learner_path.privacy.shred_personal_data": DATA_PROTECTION,
    "funded_group.planning.plan_group": COORDINATION,
    "funded_group.planning.attach_grant": NETWORK,
    "funded_group.planning.open_group": COORDINATION,
    "funded_group.planning.suspend_group": COORDINATION,
    "funded_group.planning.resume_group": COORDINATION,
    "funded_group.planning.complete_group": COORDINATION,
    "funded_group.sessions.schedule_session": COORDINATION,
    "funded_group.sessions.cancel_session": TEACHING,
    "funded_group.money.record_expense": COORDINATION,
    "attendance_sheet.signing.open_sheet": TEACHING,
    "attendance_sheet.signing.record_presence": TEACHING,
    "attendance_sheet.signing.mark_absent": TEACHING,
    "attendance_sheet.signing.sign": TEACHING,
    "attendance_sheet.signing.note_missing_signature": TEACHING,
    "attendance_sheet.signing.countersign": TEACHING,
    "attendance_sheet.signing.fill_register": TEACHING,
    "attendance_sheet.sealing.seal_sheet": TEACHING,
    "attendance_sheet.sealing.correct_sheet": TEACHING | NETWORK,
    "grant.award.award_grant": NETWORK,
    "grant.award.receive_payment": NETWORK,
    "operator.staff.join_operator": NETWORK,
    "operator.staff.qualify_trainer": COORDINATION | NETWORK,
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
    return operator_id is None or _works_for(context, operator_id)


def may_approve(standing: Standing | None, operator_id: OperatorId) -> bool:
    """Whether an account answers for what others correct at an operator."""
    return standing is not None and standing.role in APPROVING and _works_for(standing, operator_id)


def _works_for(somebody: Context | Standing, operator_id: OperatorId) -> bool:
    return somebody.role in NETWORK_WIDE or somebody.operator_id == operator_id


# Queries

ACCESS |= {
    "casework.timeline": CASEWORK | {Role.DATA_PROTECTION_OFFICER},
    "casework.paths": CASEWORK | {Role.DATA_PROTECTION_OFFICER},
    "casework.credits": CASEWORK | {Role.DATA_PROTECTION_OFFICER},
    "casework.worklist": CASEWORK,
    "casework.groups": CASEWORK | TEACHING | {Role.NETWORK_HEAD, Role.AUDITOR},
    "casework.sessions": CASEWORK | TEACHING | {Role.NETWORK_HEAD, Role.AUDITOR},
    "casework.operators": CASEWORK | TEACHING | {Role.NETWORK_HEAD, Role.AUDITOR, Role.ANALYST},
    "casework.trainers": TEACHING | NETWORK,
    "casework.grants": COORDINATION | NETWORK | {Role.AUDITOR},
    "directory.people": CASEWORK,
    "directory.names": CASEWORK | TEACHING,
    "directory.trainers": CASEWORK | TEACHING,
    "statistics.funnel": COORDINATION | NETWORK | {Role.ANALYST},
    "statistics.groups": COORDINATION | NETWORK | {Role.ANALYST},
    "statistics.hours": COORDINATION | NETWORK | {Role.ANALYST},
    "statistics.levels": COORDINATION | NETWORK | {Role.ANALYST},
    "finance.minutes": COORDINATION | NETWORK | {Role.AUDITOR},
    "log.replay": COORDINATION | NETWORK | {Role.AUDITOR},
    "finance.money": COORDINATION | NETWORK | {Role.AUDITOR},
}
