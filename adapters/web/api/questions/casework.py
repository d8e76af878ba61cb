"""What caseworkers, trainers and coordinators ask every day."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from adapters.web.answers import Rows, TheViews, rows_of
from adapters.web.asking import TheParts
from adapters.web.cursors import after_day, after_path, cursor_of
from adapters.web.languages import words_of
from adapters.web.telling import Teller, Told
from domain.ids import GroupId, PathId
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
from projections.casework.worklist import Task

router = APIRouter(tags=["casework"])

Limit = Annotated[int, Query(ge=1, le=500)]
Days = Annotated[date | None, Query()]
After = Annotated[str | None, Query(max_length=100, description="`next` of the page before.")]


@router.get("/learner-paths/{path_id}/timeline")
def timeline(
    request: Request,
    path_id: PathId,
    ask: TheViews,
    parts: TheParts,
    *,
    order: Literal["happened", "learnt"] = "happened",
    from_day: Annotated[date | None, Query(alias="from")] = None,
    to_day: Annotated[date | None, Query(alias="to")] = None,
    after: After = None,
    limit: Limit = 100,
) -> Rows[Told]:
    """Tell what happened to a learner, in the asker's language; what is personal, to who may read it."""
    ask.one(path_rows.OF_PATH, {"path_id": path_id})
    query = timelines.BY_DAY if order == "happened" else timelines.BY_POSITION
    filters = {"from_day": from_day, "to_day": to_day, "limit": limit, **after_day(after)}
    answer = ask(query, timelines.asked(path_id, **filters))
    told = Teller(parts, ask.context, words_of(request))(path_id, answer.rows)
    return rows_of(answer, told, after=cursor_of(answer.rows, limit, "occurred_on", "position"))


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


@router.get("/learner-paths")
def paths(
    ask: TheViews,
    *,
    group_id: GroupId | None = None,
    stage: Annotated[list[str] | None, Query()] = None,
    department: str | None = None,
    after: After = None,
    limit: Limit = 100,
) -> Rows[PathRow]:
    """List learners' paths, in the order of their referrals."""
    filters = {"group_id": group_id, "stages": stage, "department": department, "limit": limit}
    answer = ask(path_rows.LISTED, path_rows.listed(**filters, **after_path(after)))
    return rows_of(answer, list(answer.rows), after=cursor_of(answer.rows, limit, "referred_on", "path_id"))


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
    ask: TheViews, *, state: Annotated[list[str] | None, Query()] = None, department: str | None = None
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
