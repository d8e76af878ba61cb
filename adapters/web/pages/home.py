"""What is to be done, and where to look somebody up."""

from collections.abc import Iterable
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from adapters.web.pages.failing import PageRoute
from adapters.web.pages.rendering import may, page
from adapters.web.pages.visiting import AVisit, Visit
from projections.casework import directory, worklist

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("/")
def home(request: Request, visit: AVisit) -> Response:
    """Show the worklist to those who have one."""
    if visit.account is None:
        return RedirectResponse("/sign-in", status_code=303)
    values: dict[str, object] = {"tasks": None, "names": {}, "name": None}
    if may(visit, "casework.worklist"):
        asked = worklist.listed(visit.context.today)
        answer = visit.parts.views(visit.context, worklist.TASKS, asked, at=None)
        values["tasks"] = answer.rows
        values["names"] = names_of(visit, (row.path_id for row in answer.rows if row.path_id))
    return page(request, visit, "home.html", values | {"may_search": may(visit, "directory.people")})


def names_of(visit: Visit, paths: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of learners, by path, for those who may read them."""
    if not may(visit, "directory.names"):
        return {}
    asked = {"path_ids": sorted(set(paths)), "operator_id": None}
    people = visit.parts.views(visit.context, directory.NAMED, asked, at=None).rows
    return {person.path_id: f"{person.family_name} {person.given_name or ''}".strip() for person in people}
