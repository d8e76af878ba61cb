"""What caseworkers, trainers and coordinators ask every day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from adapters.web.answers import Rows, TheViews, rows_of
from adapters.web.asking import TheParts
from adapters.web.cursors import after_day, after_path, cursor_of
from adapters.web.languages import words_of
from adapters.web.telling import Teller, Told
from domain.ids import GroupId, PathId
from projections import changes
from projections.casework import credits as half_days
from projections.casework import groups as group_rows
from projections.casework import paths as path_rows
from projections.casework import sessions as session_rows
from projections.casework import timeline as timelines
from projections.casework import worklist as tasks
from projections.casework.credits import Credit
from projections.casework.groups import GroupRow
from projections.casework.paths import PathRow
from projections.casework.sessions import SessionRow
from projections.casework.timeline import TimelineRow
from projections.casework.worklist import Task

router = APIRouter(tags=["casework"])

Stage = Literal[
    "pending", "accepted", "expired", "positioned", "admitted", "redirected", "in-training", "completed",
    "dropped-out", "closed",
]  # fmt: skip
"""Where a path may stand."""
GroupState = Literal["planned", "open", "suspended", "completed"]
Limit = Annotated[int, Query(ge=1, le=500)]
After = Annotated[str | None, Query(max_length=100, description="`next` of the page before.")]


@dataclass(frozen=True)
class Span:
    """Which part of a history, in which order."""

    order: Annotated[Literal["happened", "learnt"], Query()] = "happened"
    from_day: Annotated[date | None, Query(alias="from")] = None
    to_day: Annotated[date | None, Query(alias="to")] = None
    after: After = None
    limit: Limit = 100

    @property
    def query(self) -> changes.Query[TimelineRow]:
        """The query of this order."""
        return timelines.BY_DAY if self.order == "happened" else timelines.BY_POSITION

    @property
    def filters(self) -> dict[str, object]:
        """Its parameters."""
        days = {"from_day": self.from_day, "to_day": self.to_day}
        return {**days, "limit": self.limit, **after_day(self.after)}


def teller_of(request: Request, ask: TheViews, parts: TheParts) -> Teller:
    """Return who tells a history in the asker's language."""
    return Teller(parts, ask.context, words_of(request))


@router.get("/learner-paths/{path_id}/timeline")
def timeline(
    path_id: PathId,
    ask: TheViews,
    span: Annotated[Span, Depends()],
    tell: Annotated[Teller, Depends(teller_of)],
) -> Rows[Told]:
    """Tell what happened to a learner, in the asker's language; what is personal, to who may read it."""
    ask.one(path_rows.OF_PATH, {"path_id": path_id})
    answer = ask(span.query, timelines.asked(path_id, **span.filters))
    after = cursor_of(answer.rows, span.limit, "occurred_on", "position")
    return rows_of(answer, tell(path_id, answer.rows), after=after)


@router.get("/learner-paths/{path_id}")
def path(path_id: PathId, ask: TheViews, response: Response) -> PathRow:
    """Tell where a learner's path stands; `ETag` is what `If-Match` takes."""
    row = ask.one(path_rows.OF_PATH, {"path_id": path_id})
    response.headers["ETag"] = f'"{row.version}"'
    return row


@router.get("/learner-paths/{path_id}/credits")
def credits_(path_id: PathId, ask: TheViews) -> Rows[Credit]:
    """List the half-days that a learner followed, as credited by sealed sheets."""
    ask.one(path_rows.OF_PATH, {"path_id": path_id})
    return ask.rows(half_days.OF_PATH, {"path_id": path_id})


@dataclass(frozen=True)
class SomePaths:
    """Which paths."""

    group_id: GroupId | None = None
    stage: Annotated[list[Stage] | None, Query()] = None
    department: str | None = None
    after: After = None
    limit: Limit = 100

    @property
    def filters(self) -> dict[str, object]:
        """The parameters of the query."""
        where = {"group_id": self.group_id, "stages": self.stage, "department": self.department}
        return {**where, "limit": self.limit, **after_path(self.after)}


@router.get("/learner-paths")
def paths(ask: TheViews, some: Annotated[SomePaths, Depends()]) -> Rows[PathRow]:
    """List learners' paths, in the order of their referrals."""
    answer = ask(path_rows.LISTED, path_rows.listed(**some.filters))
    after = cursor_of(answer.rows, some.limit, "referred_on", "path_id")
    return rows_of(answer, list(answer.rows), after=after)


@router.get("/worklist")
def worklist(
    ask: TheViews,
    *,
    kind: Annotated[list[str] | None, Query()] = None,
    group_id: GroupId | None = None,
    until: date | None = None,
    limit: Limit = 500,
) -> Rows[Task]:
    """List what there is to do, the most urgent first."""
    filters = {"kinds": kind, "group_id": group_id, "until": until, "limit": limit}
    return ask.rows(tasks.TASKS, tasks.listed(ask.context.today, **filters))


@router.get("/funded-groups")
def groups(
    ask: TheViews, *, state: Annotated[list[GroupState] | None, Query()] = None, department: str | None = None
) -> Rows[GroupRow]:
    """List the groups."""
    return ask.rows(group_rows.LISTED, group_rows.listed(states=state, department=department))


@router.get("/funded-groups/{group_id}")
def group(group_id: GroupId, ask: TheViews) -> GroupRow:
    """Tell where a group stands."""
    return ask.one(group_rows.OF_GROUP, {"group_id": group_id})


@router.get("/funded-groups/{group_id}/sessions")
def sessions(
    group_id: GroupId, ask: TheViews, *, from_day: date | None = None, to_day: date | None = None
) -> Rows[SessionRow]:
    """List the half-days of a group, with how far each one's sheet is."""
    filters = {"group_id": group_id, "from_day": from_day, "to_day": to_day}
    return ask.rows(session_rows.OF_GROUP, session_rows.listed(**filters))
