"""A learner is referred by a local integration actor; the operator accepts, or the referral expires."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.departments import check_department
from domain.facts import Fact, Sealed
from domain.ids import OperatorId
from domain.personal import ContactDetails, Identity
from domain.refusals import Refusal


class ReferrerKind(StrEnum):
    """Who refers newly arrived people to a mobility operator."""

    OFII = "ofii"
    FRANCE_TRAVAIL = "france-travail"
    LOCAL_MISSION = "mission-locale"
    SOCIAL_SERVICE = "social-service"
    RECEPTION_CENTRE = "reception-centre"
    ASSOCIATION = "association"
    SELF = "self"
    OTHER = "other"


class Channel(StrEnum):
    """How people reached each other."""

    PHONE = "phone"
    EMAIL = "email"
    VISIT = "visit"
    POST = "post"
    PLATFORM = "platform"


@dataclass(frozen=True, kw_only=True)
class ReferralReceived(Fact):
    """A local integration actor sends a person to an operator: the path begins."""

    TYPE = "learner-path.referral-received"
    operator_id: OperatorId
    department: str
    """Code of the department where the person lives: ``57``, ``2A``."""
    referrer: ReferrerKind
    channel: Channel
    expires_on: date
    """Rule 14: the last day on which it can be accepted."""
    identity: Sealed[Identity]
    contacts: Sealed[ContactDetails] | None = None
    organisation: Sealed[str] | None = None
    """Class A: which service referred, and perhaps who there."""
    message: Sealed[str] | None = None
    """Class A: why, in the referrer's words."""


@dataclass(frozen=True, kw_only=True)
class ReferralAccepted(Fact):
    """The operator takes charge of the person."""

    TYPE = "learner-path.referral-accepted"


@dataclass(frozen=True, kw_only=True)
class ReferralExpired(Fact):
    """Nobody answered in time (rule 14)."""

    TYPE = "learner-path.referral-expired"


class ReferralIsNotPending(Refusal):
    """This referral was answered, or has expired."""

    TYPE = "referral-is-not-pending"


class ReferralHasExpired(Refusal):
    """The time to accept this referral is over: ask the referrer to send it again."""

    TYPE = "referral-has-expired"
    field = "on"


class ReferralNotAccepted(Refusal):
    """Accept the referral first."""

    TYPE = "referral-not-accepted"


class ReferralHasNotExpired(Refusal):
    """There is still time to accept this referral."""

    TYPE = "referral-has-not-expired"


class ReferralStatus(StrEnum):
    """Where a referral stands."""

    NONE = "none"
    PENDING = "pending"
    ACCEPTED = "accepted"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class Referral:
    """What the later phases need to know of the referral."""

    status: ReferralStatus = ReferralStatus.NONE
    operator_id: OperatorId | None = None
    expires_on: date = date.min

    @property
    def is_pending(self) -> bool:
        """Nobody answered yet."""
        return self.status is ReferralStatus.PENDING

    @property
    def is_accepted(self) -> bool:
        """The operator took charge of the person."""
        return self.status is ReferralStatus.ACCEPTED


def evolve(referral: Referral, fact: Fact) -> Referral:
    """Return the state after one more fact."""
    match fact:
        case ReferralReceived():
            return Referral(
                status=ReferralStatus.PENDING, operator_id=fact.operator_id, expires_on=fact.expires_on
            )
        case ReferralAccepted():
            return replace(referral, status=ReferralStatus.ACCEPTED)
        case ReferralExpired():
            return replace(referral, status=ReferralStatus.EXPIRED)
        case _:
            return referral


def last_day(received_on: date, *, valid_days: int) -> date:
    """Return the last day on which a referral can be accepted (rule 14)."""
    return received_on + timedelta(days=valid_days)


def receive(referral: Referral, received: ReferralReceived) -> list[Fact]:
    """A path begins with its referral; nothing when it already began."""
    if referral.status is not ReferralStatus.NONE:
        return []
    check_department(received.department)
    return [received]


def accept(referral: Referral, *, on: date) -> list[Fact]:
    """Take charge of the person; nothing when already done."""
    if referral.is_accepted:
        return []
    if not referral.is_pending:
        raise ReferralIsNotPending
    if on > referral.expires_on:
        raise ReferralHasExpired(expires_on=referral.expires_on)
    return [ReferralAccepted(occurred_on=on)]


def expire(referral: Referral, *, on: date) -> list[Fact]:
    """Let a referral lapse once its last day is past; nothing when it was answered or lapsed already."""
    if not referral.is_pending:
        return []
    if on <= referral.expires_on:
        raise ReferralHasNotExpired(expires_on=referral.expires_on)
    return [ReferralExpired(occurred_on=on)]


FACTS = (ReferralReceived, ReferralAccepted, ReferralExpired)
