"""Receiving, accepting and letting lapse a referral."""

from dataclasses import dataclass

from domain.ids import PathId
from domain.learner_path import referral
from domain.learner_path.path import LearnerPath
from domain.learner_path.referral import Channel, ReferralReceived, ReferrerKind
from domain.personal import ContactDetails, Identity
from services.learner_path.texts import sealed_text
from services.requests import Ask
from services.work import Work


@dataclass(frozen=True, kw_only=True)
class ReceiveReferral(Ask):
    """A person sent by a local integration actor."""

    department: str
    referrer: ReferrerKind
    channel: Channel
    identity: Identity
    contacts: ContactDetails | None = None
    organisation: str | None = None
    message: str | None = None


@dataclass(frozen=True, kw_only=True)
class AcceptReferral(Ask):
    """The operator takes charge of the person."""


@dataclass(frozen=True, kw_only=True)
class ExpireReferral(Ask):
    """Nobody answered in time."""


def receive_referral(work: Work, path_id: PathId, ask: ReceiveReferral) -> None:
    """Begin a learner's path."""
    path = work.begin(LearnerPath, path_id)
    received = ReferralReceived(
        occurred_on=ask.on,
        operator_id=work.operator_id,
        department=ask.department,
        referrer=ask.referrer,
        channel=ask.channel,
        expires_on=referral.last_day(ask.on, valid_days=work.rules.referral_valid_days),
        identity=work.seal(path_id, "B", ask.identity),
        contacts=work.seal(path_id, "A", ask.contacts) if ask.contacts else None,
        organisation=sealed_text(work, path_id, ask.organisation),
        message=sealed_text(work, path_id, ask.message),
    )
    work.record(path, referral.receive(path.referral, received))


def accept_referral(work: Work, path_id: PathId, ask: AcceptReferral) -> None:
    """Take charge of the person."""
    path = work.load(LearnerPath, path_id)
    path.check_open()
    work.record(path, referral.accept(path.referral, on=ask.on))


def expire_referral(work: Work, path_id: PathId, ask: ExpireReferral) -> None:
    """Let the referral lapse."""
    path = work.load(LearnerPath, path_id)
    work.record(path, referral.expire(path.referral, on=ask.on))
