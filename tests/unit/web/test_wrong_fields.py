"""Each wrong field is told in a sentence of its own, in both languages, and nothing of what was sent."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args

import pytest
from pydantic import AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError

from adapters.web.api.questions.casework import GroupState, Stage
from adapters.web.app import application
from adapters.web.wrong_fields import CODES, KINDS, OTHERWISE, code_of, of_validation, sentence, told
from adapters.words import LANGUAGES, Words
from adapters.words.loading import Language, tables
from services.attendance_sheet.signing import FillRegister
from services.fields import WrongField
from services.learner_path.referral import ReceiveReferral

both = pytest.mark.parametrize("language", LANGUAGES)
OF_THE_DESK = {"not-readable", "blank", "too-long", "nir", "too-large", "no-such-year", "born-later"}


class Colour(StrEnum):
    """Two choices."""

    RED = "red"
    BLUE = "blue"


class Sample(BaseModel, extra="forbid"):
    """A field of each kind."""

    day: date
    at: AwareDatetime
    colour: Colour
    by: Literal["week", "month"]
    count: Annotated[int, Field(ge=1, le=5)]
    name: Annotated[str, Field(min_length=2, max_length=4)]
    flag: bool


def wrong(kind: type[Any], value: object) -> list[WrongField]:
    """Return what is wrong with a value."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    return of_validation(refused.value.errors())


def codes(**values: object) -> dict[str, str]:
    """Return the code of each wrong field of a sample."""
    return {str(each.path[0]): each.code for each in wrong(Sample, values) if each.code != "missing"}


def test_each_kind_of_mistake_has_a_code_of_ours() -> None:
    sent = {"day": "hier", "at": "2025-01-06T10:00", "colour": "green", "by": "day"}
    assert codes(**sent, count="x", name=3, flag="?") == {
        "day": "not-a-date",
        "at": "no-time-zone",
        "colour": "not-a-choice",
        "by": "not-a-choice",
        "count": "not-a-number",
        "name": "not-a-text",
        "flag": "not-yes-or-no",
    }
    assert codes(count=0, name="x") == {"count": "too-small", "name": "too-short"}
    assert codes(count=6, name="xxxxx") == {"count": "too-large", "name": "too-long"}
    assert codes(at="x", other=1) == {"at": "not-an-instant", "other": "unknown-field"}
    assert codes(count="9" * 4400, name="\ud800") == {"count": "out-of-range", "name": "not-readable"}
    assert code_of("something_new_in_pydantic") == OTHERWISE


def test_a_sentence_says_the_choices_and_the_limits() -> None:
    found = wrong(Sample, {"colour": "green", "count": 9})
    said = {str(each.path[0]): sentence(each, Words("en")) for each in found}
    assert said["colour"].endswith("take one of these: red, blue.")
    assert said["count"].endswith("give at most 5.")
    assert said["day"] == "day: this field is missing; fill it in."


def test_a_line_of_a_list_is_named_by_its_number() -> None:
    (first, *_) = wrong(FillRegister, {"on": "2025-01-06", "lines": [{"path_id": "x"}]})
    assert first.path == ("lines", 0, "path_id")
    assert sentence(first, Words("fr")).startswith("Parcours (ligne 1)\N{NO-BREAK SPACE}: ")


def test_what_was_sent_is_in_no_sentence() -> None:
    body = {"on": "SECRET", "department": 7, "referrer": "SECRET", "identity": {"birth_date": "SECRET"}}
    for each in wrong(ReceiveReferral, body):
        assert "SECRET" not in str(told(each, "fr"))


def test_the_name_of_an_unknown_field_is_cut_and_never_unreadable() -> None:
    sent = ("x" * 500, "\x00")
    long, odd = of_validation([{"loc": ("body", name), "type": "extra_forbidden"} for name in sent])
    assert long.path == ("x" * 60,)
    assert odd.path == ("…",)


def test_a_parameter_is_named_without_the_forms_that_were_tried() -> None:
    tried = [{"loc": ("query", "known_at", "constrained-int"), "type": "int_parsing"}]
    assert of_validation(tried)[0].path == ("known_at",)


def test_no_body_is_not_a_missing_field() -> None:
    (nothing,) = of_validation([{"loc": ("body",), "type": "missing"}])
    assert sentence(nothing, Words("en")) == "The request: it is empty; send a JSON object."


@both
def test_every_code_has_a_sentence_and_every_sentence_a_code(language: Language) -> None:
    known = {*CODES.values(), *KINDS.values(), OTHERWISE, "empty", *OF_THE_DESK}
    assert tables(language)["wrong"].keys() == known


@both
def test_every_field_that_the_api_takes_has_a_label(language: Language) -> None:
    unlabelled = names_taken() - tables(language)["fields"].keys()
    assert not unlabelled


def test_stages_and_states_that_may_be_asked_for_are_those_that_are_told() -> None:
    codes_said = tables("fr")["codes"]
    for kind, values in {"Stage": get_args(Stage), "GroupState": get_args(GroupState)}.items():
        said = {each.partition(".")[2] for each in codes_said if each.startswith(f"{kind}.")}
        assert said == set(values)


def names_taken() -> set[str]:
    """Return the names of every parameter and of every field of a body."""
    described = application().openapi()
    schemas, names, seen = described["components"]["schemas"], set[str](), set[str]()

    def look(schema: dict[str, Any]) -> None:
        name = schema.get("$ref", "").rpartition("/")[2]
        if name in seen:
            return
        seen.update({name} if name else ())
        whole = schemas[name] if name else schema
        names.update(whole.get("properties", {}))
        inner = [*whole.get("properties", {}).values(), *whole.get("anyOf", []), whole.get("items", {})]
        for each in filter(None, inner):
            look(each)

    for methods in described["paths"].values():
        for operation in methods.values():
            names.update(each["name"] for each in operation.get("parameters", []))
            if "requestBody" in operation:
                look(operation["requestBody"]["content"]["application/json"]["schema"])
    return names
