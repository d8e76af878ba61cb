"""The smallest body that a route accepts, made from the API's own description."""

from typing import Any

from tests.support.routes import SOMETHING, Route

TEXTS = {"date": "2025-01-06", "uuid": SOMETHING, "time": "10:00:00"}


def smallest_body(description: dict[str, Any], route: Route) -> Any:  # noqa: ANN401 - whatever JSON holds.
    """Return a body of the right form, about nothing that exists."""
    operation = description["paths"][route.path][route.method.lower()]
    if "requestBody" not in operation:
        return {}
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return _smallest(schema, description["components"]["schemas"])


def _smallest(schema: dict[str, Any], named: dict[str, Any]) -> Any:  # noqa: ANN401 - likewise.
    if "$ref" in schema:
        return _smallest(named[schema["$ref"].rpartition("/")[2]], named)
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return None
    if schema["type"] == "object":
        required = schema.get("required", [])
        return {name: _smallest(schema["properties"][name], named) for name in required}
    of_type = {
        "integer": 1,
        "boolean": False,
        "array": [],
        "string": TEXTS.get(schema.get("format", ""), "57"),
    }
    return of_type[schema["type"]]
