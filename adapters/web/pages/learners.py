"""Find a learner, and see the timeline."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from adapters.web.drawings import time_line
from adapters.web.pages.failing import PageRoute
from adapters.web.pages.home import names_of
from adapters.web.pages.rendering import page
from adapters.web.pages.visiting import SignedIn
from adapters.web.telling import Teller, Told
from domain.refusals import Unknown
from projections.casework import directory, paths, timeline

router = APIRouter(include_in_schema=False, route_class=PageRoute)

FOUND_AT_MOST = 50
LANES = ("referral", "positioning", "training", "attendance", "outcome", "follow-up")
LANE_OF = {
    "referral": "referral", "contact": "referral", "privacy": "referral", "identity": "referral",
    "eligibility": "positioning", "positioning": "positioning", "entry": "positioning",
    "assessment": "positioning",
    "enrolled": "training", "training": "training", "dropped": "training", "seat": "training",
    "hours": "attendance", "presence": "attendance", "learner": "attendance", "signature": "attendance",
    "sheet": "attendance", "driving": "outcome", "other": "outcome", "attendance": "outcome",
    "follow": "follow-up", "note": "follow-up", "path": "follow-up", "personal": "follow-up",
}  # fmt: skip
"""The first word of a fact's name → where it is drawn."""


@router.get("/learner-paths")
def find(request: Request, visit: SignedIn, name: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Search the operator's learners by parts of their names."""
    people = None
    if name.strip():
        asked = {"parts": directory.parts_of(name), "limit": FOUND_AT_MOST}
        people = visit.parts.views(visit.context, directory.SEARCH, asked, at=None).rows
    return page(request, visit, "people.html", {"name": name, "people": people})


@router.get("/learner-paths/{path_id}")
def show(
    request: Request,
    visit: SignedIn,
    path_id: UUID,
    order: Literal["day", "position"] = "day",
    at: str | None = None,
) -> Response:
    """Show who it is, where the path stands, and its history."""
    context, views = visit.context, visit.parts.views
    found = views(context, paths.OF_PATH, {"path_id": path_id}, at=at).rows
    if not found:
        raise Unknown(kind="learner-path", id=path_id)
    query = timeline.BY_DAY if order == "day" else timeline.BY_POSITION
    answer = views(context, query, timeline.asked(path_id, limit=2000), at=at)
    words = visit.words
    told = Teller(visit.parts, context, words)(path_id, answer.rows)
    lanes = [(lane, words.text(f"lane-{lane}")) for lane in LANES]
    marks = [
        (row.occurred_on, _lane(row.type), f"{words.day(row.occurred_on)} : {row.sentence}") for row in told
    ]
    values = {
        "path": found[0],
        "full_name": names_of(visit, [path_id]).get(path_id) or words.text("nameless"),
        "rows": told,
        "quoted": quoted,
        "order": order,
        "line": time_line(marks, lanes),
        "at": answer.at,
    }
    return page(request, visit, "path.html", values)


def quoted(told: Told) -> str:
    """Return the free texts of a fact; identities and contacts have their own places."""
    shown = (each.value for each in (told.personal or {}).values() if not each.erased)
    return " ; ".join(value for value in shown if isinstance(value, str))


def _lane(type_: str) -> str:
    return LANE_OF[type_.partition(".")[2].partition("-")[0]]
