"""Asking to receive, accept and let lapse a referral."""

from dataclasses import replace
from datetime import date

from domain.ids import OperatorId
from domain.learner_path.path import LearnerPath
from domain.learner_path.referral import (
    Channel,
    ReferralAccepted,
    ReferralExpired,
    ReferralReceived,
    ReferrerKind,
)
from domain.personal import ContactDetails, Identity
from services.context import Role
from services.learner_path.referral import (
    AcceptReferral,
    ExpireReferral,
    ReceiveReferral,
    accept_referral,
    expire_referral,
    receive_referral,
)
from services.settings import Rules
from tests.support.desk import LOG_ID, OPERATOR, TestDesk
from tests.support.envelopes import SOMEONE
from tests.support.examples.ids import PATH
from tests.support.examples.learner_path.follow_up import PATH_CLOSED
from tests.support.examples.learner_path.referral import REFERRAL_RECEIVED
from tests.support.given import happened

AMINA = Identity(family_name="El-Amrani", given_name="Amina", birth_date=date(1993, 4, 2))
PHONE = ContactDetails(phone="06 12 34 56 78")
SENT = ReceiveReferral(
    on=date(2025, 1, 6),
    department="57",
    referrer=ReferrerKind.OFII,
    channel=Channel.EMAIL,
    identity=AMINA,
    contacts=PHONE,
    message="  Souhaite conduire.  ",
)
ACCEPT = AcceptReferral(on=date(2025, 1, 8))


def test_a_referral_begins_the_path_at_the_askers_operator_with_its_words_closed() -> None:
    desk = TestDesk()
    [received] = desk.ask(receive_referral, PATH, SENT)
    assert received == ReferralReceived(
        occurred_on=date(2025, 1, 6),
        operator_id=OPERATOR,
        department="57",
        referrer=ReferrerKind.OFII,
        channel=Channel.EMAIL,
        expires_on=date(2025, 2, 5),
        identity=desk.keyring.seal(SOMEONE, "B", AMINA),
        contacts=desk.keyring.seal(SOMEONE, "A", PHONE),
        message=desk.keyring.seal(SOMEONE, "A", "Souhaite conduire."),
    )


def test_blank_words_are_nothing() -> None:
    [received] = TestDesk().ask(receive_referral, PATH, replace(SENT, message="  ", organisation="\n"))
    assert isinstance(received, ReferralReceived)
    assert received.message is None
    assert received.organisation is None


def test_the_time_to_accept_is_configuration() -> None:
    [received] = TestDesk(Rules(referral_valid_days=15)).ask(receive_referral, PATH, SENT)
    assert isinstance(received, ReferralReceived)
    assert received.expires_on == date(2025, 1, 21)


def test_a_referral_sent_twice_begins_one_path() -> None:
    desk = TestDesk()
    desk.ask(receive_referral, PATH, SENT)
    assert desk.ask(receive_referral, PATH, SENT) == []


def test_a_role_without_an_operator_begins_no_path() -> None:
    refusal = TestDesk().refusal(receive_referral, PATH, SENT, role=Role.PROCESS, operator_id=None)
    assert refusal.TYPE == "forbidden"


def test_a_referral_is_accepted() -> None:
    desk = TestDesk()
    desk.ask(receive_referral, PATH, SENT)
    assert desk.ask(accept_referral, PATH, ACCEPT) == [ReferralAccepted(occurred_on=date(2025, 1, 8))]


def test_a_referral_is_not_accepted_on_a_closed_path() -> None:
    desk = TestDesk()
    happened(desk, LearnerPath, PATH, REFERRAL_RECEIVED, PATH_CLOSED)
    assert desk.refusal(accept_referral, PATH, ACCEPT).TYPE == "path-is-closed"


def test_another_operators_learner_gives_no_sign_of_existing() -> None:
    desk = TestDesk()
    desk.ask(receive_referral, PATH, SENT)
    elsewhere = OperatorId(LOG_ID)
    assert desk.refusal(accept_referral, PATH, ACCEPT, operator_id=elsewhere).TYPE == "unknown"


def test_a_referral_lapses() -> None:
    desk = TestDesk()
    desk.ask(receive_referral, PATH, SENT)
    lapsed = desk.ask(
        expire_referral, PATH, ExpireReferral(on=date(2025, 2, 6)), role=Role.PROCESS, operator_id=None
    )
    assert lapsed == [ReferralExpired(occurred_on=date(2025, 2, 6))]


def test_a_path_of_another_operator_is_not_begun_again() -> None:
    desk = TestDesk()
    desk.ask(receive_referral, PATH, SENT)
    assert desk.refusal(receive_referral, PATH, SENT, operator_id=OperatorId(LOG_ID)).TYPE == "unknown"
