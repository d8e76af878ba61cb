"""The API's description of itself: forms, problems, and who may ask what."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from adapters.web.access import name_of_endpoint
from adapters.web.api import COMMANDS, QUESTIONS, VERSION
from services.access import ACCESS

Description = dict[str, Any]

PROBLEM: Description = {
    "title": "Problem",
    "description": "RFC 9457: what is the matter and what to do, never what was sent.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "detail_fr", "detail_en"],
    "properties": {
        "type": {"type": "string", "examples": ["/problems/sheet-is-sealed"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "In the language of `Accept-Language`."},
        "detail_fr": {"type": "string"},
        "detail_en": {"type": "string"},
        "field": {"type": "string", "description": "The field of the request to look at."},
        "remedy": {"type": "string", "description": "What a program should do."},
        "errors": {
            "type": "array",
            "description": "Fields that are not of the form described here.",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail", "detail_fr", "detail_en"],
                "properties": {
                    "field": {"type": "string", "examples": ["identity.birth_date", "lines.0.path_id"]},
                    "code": {"type": "string", "examples": ["not-a-date", "unknown-field"]},
                    "detail": {"type": "string", "description": "What is the matter, and what to do."},
                    "detail_fr": {"type": "string"},
                    "detail_en": {"type": "string"},
                },
            },
        },
        "correlation_id": {"type": "string", "description": "To quote when we made a mistake."},
    },
}
NOT_YET: Description = {
    "description": "The position asked for is not reached in time: ask again after `Retry-After` seconds.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {
                    "at": {"type": ["string", "null"], "description": "Where the read model stands."},
                    "is_waiting_useful": {"type": "boolean"},
                },
            }
        }
    },
}
PROBLEM_ANSWER: Description = {
    "description": "A problem.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
OF_FASTAPI = ("HTTPValidationError", "ValidationError")


class Application(FastAPI):
    """A FastAPI application that describes its problems, and who may ask what."""

    def openapi(self) -> Description:
        """Return the description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _described(
                get_openapi(title=self.title, version=self.version, summary=self.summary, routes=self.routes)
            )
        return self.openapi_schema


def _described(description: Description) -> Description:
    schemas = description["components"]["schemas"]
    for name in OF_FASTAPI:
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    description["components"]["responses"] = {"Problem": PROBLEM_ANSWER, "NotYet": NOT_YET}
    for operation in _operations(description):
        operation["responses"].pop("422", None)
        operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
    for (path, method), name in _asked().items():
        operation = description["paths"][path][method]
        operation["x-roles"] = sorted(ACCESS[name])
        if method == "get":
            operation["responses"]["202"] = {"$ref": "#/components/responses/NotYet"}
    return description


def _operations(description: Description) -> Iterator[Description]:
    for methods in description["paths"].values():
        yield from methods.values()


def _asked() -> dict[tuple[str, str], str]:
    """Return what each operation asks, by path and method, as the access table names it."""
    routes = (route for router in (*COMMANDS, *QUESTIONS) for route in router.routes)
    return {
        (f"{VERSION}{route.path}", method.lower()): name_of_endpoint(route.endpoint)
        for route in routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }
