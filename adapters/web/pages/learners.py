"""Find a learner, and see the timeline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from adapters.web.drawings import time_line
from adapters.web.pages.home import names_of
from adapters.web.pages.rendering import page
from adapters.web.pages.visiting import SignedIn, Visit
from adapters.web.parts import Reading
from domain.facts import Erased
from domain.refusals import Unknown
from projections.casework import directory, paths, timeline
from projections.casework.timeline import TimelineRow

router = APIRouter(include_in_schema=False)

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


@dataclass(frozen=True)
class Told:
    """A fact as the page shows it."""

    position: int
    occurred_on: date
    recorded_at: datetime
    sentence: str
    opened: str
    role: str
    late: bool
    supersedes: UUID | None
    superseded_by: UUID | None


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
    told = [_told(visit, row) for row in answer.rows]
    lanes = [(lane, words.text(f"lane-{lane}")) for lane in LANES]
    marks = [
        (row.occurred_on, _lane(row.type), f"{words.say('', row.occurred_on)} : {told[index].sentence}")
        for index, row in enumerate(answer.rows)
    ]
    _note_reading(visit, path_id, answer.rows)
    values = {
        "path": found[0],
        "full_name": names_of(visit, [path_id]).get(path_id) or words.text("nameless"),
        "rows": told,
        "order": order,
        "line": time_line(marks, lanes),
        "at": answer.at,
    }
    return page(request, visit, "path.html", values)


def _told(visit: Visit, row: TimelineRow) -> Told:
    words = visit.words
    opened = visit.parts.secrets.personal(row.event_id) if row.has_personal else {}
    return Told(
        position=row.position,
        occurred_on=row.occurred_on,
        recorded_at=row.recorded_at,
        sentence=words.fact(row.type, row.details),
        opened=_texts(opened, words.text("nameless")),
        role=row.role,
        late=row.late,
        supersedes=row.supersedes,
        superseded_by=row.superseded_by,
    )


def _texts(opened: Mapping[str, Any], erased: str) -> str:
    """Return what is free text among opened values; identities and contacts have their own places."""
    shown = [erased if isinstance(value, Erased) else value for value in opened.values()]
    return " ; ".join(value for value in shown if isinstance(value, str) and not _is_a_key(value))


def _is_a_key(value: str) -> bool:
    return len(value) == 64 and not value.strip("0123456789abcdef")  # noqa: PLR2004 - the blind key's hexadecimal digits.


def _note_reading(visit: Visit, path_id: UUID, rows: tuple[TimelineRow, ...]) -> None:
    opened = tuple(row.event_id for row in rows if row.has_personal)
    visit.parts.accounts.note_reading(Reading(context=visit.context, path_id=path_id, events=opened))


def _lane(type_: str) -> str:
    return LANE_OF[type_.partition(".")[2].partition("-")[0]]
