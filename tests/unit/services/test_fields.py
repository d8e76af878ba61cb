"""What no field of a request may hold, found by the desk for whoever asks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.learner_path.referral import Channel, ReferrerKind
from domain.personal import ContactDetails, Identity
from services.fields import LARGEST, FieldsAreWrong, WrongField, check_fields, wrong_fields
from services.learner_path.referral import ReceiveReferral, receive_referral
from services.requests import Ask
from tests.support.desk import TestDesk
from tests.support.examples.ids import PATH

TODAY = date(2025, 6, 30)
SENT = ReceiveReferral(
    on=date(2025, 1, 6),
    department="57",
    referrer=ReferrerKind.OFII,
    channel=Channel.EMAIL,
    identity=Identity(family_name="Diallo", given_name="Aminata", birth_date=TODAY),
)
UNREADABLE = ("a\x00", "\x1b[31m", "\x9f", "\ud800", "gauche\u202etiord", "\u2066")


def found(value: object) -> list[tuple[tuple[str | int, ...], str]]:
    """Return where something is wrong, and what."""
    return [(each.path, each.code) for each in wrong_fields(value, TODAY)]


def named(name: str) -> ReceiveReferral:
    """Return a referral of somebody."""
    return replace(SENT, identity=Identity(family_name=name))


def test_a_plain_request_has_no_wrong_field() -> None:
    assert found(SENT) == []
    assert found(replace(SENT, message="Première ligne.\r\n\tDeuxième ligne.")) == []
    assert found(named("Нгуен 阮 \u200d N’Guessan")) == []


@pytest.mark.parametrize("text", UNREADABLE)
def test_text_that_nobody_can_read_is_found_wherever_it_stands(text: str) -> None:
    assert found(named(text)) == [(("identity", "family_name"), "not-readable")]
    assert found(replace(SENT, message=text)) == [(("message",), "not-readable")]


def test_a_blank_name_is_no_name() -> None:
    assert found(named(" \N{NO-BREAK SPACE}")) == [(("identity", "family_name"), "blank")]


def test_what_a_blank_free_text_means_is_left_to_its_decision() -> None:
    assert found(replace(SENT, message=" ")) == []


def test_a_text_fits_in_an_index_and_a_free_text_on_a_page() -> None:
    assert found(named("x" * 200)) == []
    assert found(named("x" * 201)) == [(("identity", "family_name"), "too-long")]
    assert found(replace(SENT, message="x" * 4000)) == []
    assert found(replace(SENT, message="x" * 4001)) == [(("message",), "too-long")]


def test_a_nir_that_came_through_any_door_is_found() -> None:
    phone = ContactDetails(phone="1 85 05 78 006 084 91")
    assert found(replace(SENT, contacts=phone)) == [(("contacts", "phone"), "nir")]


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_out_of_this_world_is_found(day: date) -> None:
    assert found(Ask(on=day)) == [(("on",), "no-such-year")]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2199, 12, 31)])
def test_a_planned_day_may_lie_ahead(day: date) -> None:
    assert found(Ask(on=day)) == []


def test_nobody_was_born_tomorrow() -> None:
    born = replace(SENT, identity=Identity(family_name="Diallo", birth_date=TODAY + timedelta(days=1)))
    assert found(born) == [(("identity", "birth_date"), "born-later")]


def test_a_number_that_no_column_takes_is_found_and_a_yes_is_no_number() -> None:
    assert found((LARGEST, -LARGEST, True)) == []
    assert found([1, LARGEST + 1, -LARGEST - 1]) == [((1,), "too-large"), ((2,), "too-large")]


def test_all_wrong_fields_are_told_at_once() -> None:
    with pytest.raises(FieldsAreWrong) as refused:
        check_fields(PATH, replace(named(""), on=date.max), today=TODAY)
    assert [each.path for each in refused.value.wrong] == [("on",), ("identity", "family_name")]
    assert isinstance(refused.value.wrong[0], WrongField)


def test_the_desk_stores_nothing_of_such_a_request() -> None:
    desk = TestDesk()
    assert desk.refusal(receive_referral, PATH, named("a\x00")).TYPE == "fields-are-wrong"
    assert desk.log.facts == []
