"""The API's documentation: its description as a page, without a script and without another host."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from adapters.web.pages.failing import PageRoute
from adapters.web.pages.rendering import page
from adapters.web.pages.visiting import AVisit

router = APIRouter(include_in_schema=False, route_class=PageRoute)

Schema = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """A field of a request, or a parameter."""

    name: str
    form: str
    required: bool
    description: str


@dataclass(frozen=True)
class Operation:
    """A method at an address."""

    id: str
    method: str
    path: str
    summary: str
    roles: list[str]
    parameters: list[Field]
    body: list[Field]
    status: str


@router.get("/docs")
def documentation(request: Request, visit: AVisit) -> Response:
    """Show every operation, by subject; the same for everybody, for it holds no data."""
    described = request.app.openapi()
    subjects: dict[str, list[Operation]] = {}
    for subject, operation in operations(described):
        subjects.setdefault(subject, []).append(operation)
    return page(
        request,
        visit,
        "documentation.html",
        {"subjects": subjects, "base": str(request.base_url).rstrip("/")},
    )


def operations(described: Schema) -> Iterator[tuple[str, Operation]]:
    """Return each operation of a description, after its subject."""
    named = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for method, each in methods.items():
            yield each.get("tags", ["pages"])[0], _operation(path, method, each, named)


def _operation(path: str, method: str, each: Schema, named: Schema) -> Operation:
    body = each.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        id=each["operationId"],
        method=method.upper(),
        path=path,
        summary=str(each.get("description", each["summary"])),
        roles=each.get("x-roles", []),
        parameters=[_parameter(parameter, named) for parameter in each.get("parameters", [])],
        body=list(fields_of(body, named)),
        status=next(iter(each["responses"])),
    )


def _parameter(parameter: Schema, named: Schema) -> Field:
    name = f"{parameter['name']} ({parameter['in']})"
    form = form_of(parameter["schema"], named)
    return Field(name, form, parameter["required"], parameter.get("description", ""))


def fields_of(schema: Schema, named: Schema, inside: str = "") -> Iterator[Field]:
    """Return the fields of a form, those of inner forms after it."""
    whole = _resolved(schema, named)
    for name, each in whole.get("properties", {}).items():
        here = f"{inside}{name}"
        required = name in whole.get("required", [])
        yield Field(here, form_of(each, named), required, each.get("description", ""))
        inner, mark = _inner(each, named)
        yield from fields_of(inner, named, f"{here}{mark}.")


def form_of(schema: Schema, named: Schema) -> str:
    """Return a form in words: a date, one of some codes, several of something."""
    whole = _resolved(schema, named)
    if "enum" in whole:
        return " | ".join(str(value) for value in whole["enum"])
    if "anyOf" in whole:
        return " | ".join(form_of(each, named) for each in whole["anyOf"])
    if whole.get("type") == "array":
        return f"[{form_of(whole.get('items', {}), named)}]"
    return str(whole.get("format", whole.get("const", whole.get("type", ""))))


def _inner(schema: Schema, named: Schema) -> tuple[Schema, str]:
    """Return the form within a field, and the mark of a list."""
    choices = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    one = _resolved(choices[0], named)
    return (_resolved(one.get("items", {}), named), "[]") if one.get("type") == "array" else (one, "")


def _resolved(schema: Schema, named: Schema) -> Schema:
    found: Schema = named[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return found
