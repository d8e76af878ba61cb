"""The API's description is a committed file; its documentation page is made from it."""

from functools import cache
from typing import Any

from adapters.web.app import application
from adapters.web.describe import FILE, description
from adapters.web.pages.documentation import fields_of, form_of, operations


@cache
def described() -> dict[str, Any]:
    """Return what the API says of itself."""
    return application().openapi()


def test_the_committed_description_is_the_applications() -> None:
    assert FILE.read_text("utf-8") == description(), "run: python -m adapters.web.describe"


def test_every_operation_has_a_name_of_its_own_and_tells_of_problems() -> None:
    every = [each for methods in described()["paths"].values() for each in methods.values()]
    assert len({each["operationId"] for each in every}) == len(every)
    for each in every:
        assert each["responses"]["default"] == {"$ref": "#/components/responses/Problem"}
        assert "422" not in each["responses"]


def test_an_operation_says_who_may_ask_it() -> None:
    erasure = described()["paths"]["/v1/learner-paths/{path_id}/erasures"]["post"]
    assert erasure["x-roles"] == ["data-protection-officer", "process"]


def test_unknown_fields_are_refused_by_every_body() -> None:
    schemas = described()["components"]["schemas"]
    bodies = [
        each["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for methods in described()["paths"].values()
        for each in methods.values()
        if "requestBody" in each
    ]
    assert len(bodies) > 40
    assert all(schemas[name]["additionalProperties"] is False for name in bodies)


def test_a_form_is_told_in_words() -> None:
    named = {"Level": {"enum": ["A1", "A2"]}}
    level = {"$ref": "#/components/schemas/Level"}
    assert form_of({"anyOf": [level, {"type": "null"}]}, named) == "A1 | A2 | null"
    assert form_of({"type": "array", "items": level}, named) == "[A1 | A2]"
    assert form_of({"type": "string", "format": "date"}, named) == "date"


def test_fields_within_fields_are_listed_after_them() -> None:
    named = {
        "Line": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
        "Grid": {
            "type": "object",
            "properties": {"lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}}},
        },
    }
    grid = {"$ref": "#/components/schemas/Grid"}
    assert [(each.name, each.required) for each in fields_of(grid, named)] == [
        ("lines", False),
        ("lines[].id", True),
    ]


def test_the_page_shows_every_operation() -> None:
    shown = [operation.id for _, operation in operations(described())]
    assert len(shown) == sum(len(methods) for methods in described()["paths"].values())
