"""Every route of the API, with what it asks in the access table."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from fastapi.routing import APIRoute

from adapters.web.access import name_of_endpoint
from adapters.web.api import COMMANDS, HEALTH, QUESTIONS, VERSION, session

OPEN = {"GET /livez", "GET /readyz", "POST /v1/sign-in"}
"""For everybody."""
OF_ALL_SIGNED_IN = {"GET /v1/me", "POST /v1/sign-out"}
"""For whoever is signed in, whatever the role."""
SOMETHING = "00000000-0000-7000-8000-00000000dead"


@dataclass(frozen=True)
class Route:
    """A method at an address."""

    method: str
    path: str
    asks: str
    """Its name in the access table."""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, some_id: UUID | str = SOMETHING) -> str:
        """Return an address of this form, about some id."""
        filled = self.path.replace("{figure}", "referred")
        for part in ("path_id", "group_id", "sheet_id", "grant_id", "operator_id"):
            filled = filled.replace(f"{{{part}}}", str(some_id))
        return filled


def every_route() -> list[Route]:
    """Return all routes under ``/v1``, and those of health."""
    under = [route for each in (session.router, *COMMANDS, *QUESTIONS) for route in _routes(each, VERSION)]
    return [*_routes(HEALTH, ""), *under]


def guarded_routes() -> list[Route]:
    """Return the routes that the access table decides on."""
    return [route for route in every_route() if str(route) not in OPEN | OF_ALL_SIGNED_IN]


def _routes(router: APIRouter, prefix: str) -> Iterator[Route]:
    for each in router.routes:
        assert isinstance(each, APIRoute)
        for method in sorted(each.methods or ()):
            yield Route(method, f"{prefix}{each.path}", name_of_endpoint(each.endpoint))
