"""What cannot be stored is refused before anything is decided, whoever brings it."""

from datetime import date
from uuid import uuid4

import pytest

from domain.ids import PathId
from domain.learner_path.referral import Channel, ReferrerKind
from domain.personal import ContactDetails, Identity
from services.learner_path.referral import ReceiveReferral, receive_referral
from services.texts import TextCannotBeStored, check_texts, texts_in
from tests.support.desk import TestDesk


def asking(name: str = "Diallo", email: str = "a@example.org", message: str = "bonjour") -> ReceiveReferral:
    return ReceiveReferral(
        on=date(2025, 3, 3),
        department="57",
        referrer=ReferrerKind.FRANCE_TRAVAIL,
        channel=Channel.EMAIL,
        identity=Identity(family_name=name),
        contacts=ContactDetails(email=email),
        message=message,
    )


UNSTORABLE = [asking(name="D\x00"), asking(email="\x00"), asking(message="a\x00b"), asking(message="\ud83d")]


@pytest.mark.parametrize("asked", UNSTORABLE)
def test_what_no_table_stores_is_refused_wherever_it_stands(asked: ReceiveReferral) -> None:
    desk = TestDesk()
    assert isinstance(desk.refusal(receive_referral, PathId(uuid4()), asked), TextCannotBeStored)


def test_texts_are_found_in_lists_of_parts() -> None:
    assert list(texts_in((asking().identity, ["x", ("y", 3, None)], frozenset({"z"})))) == [
        "Diallo",
        "x",
        "y",
        "z",
    ]


def test_other_signs_that_nobody_sees_are_kept() -> None:
    check_texts(["a\tb\nc", "\u200b", "\u00ad", "\U0001f600", ""])
