"""Figures, always with their denominator and what is not known; each opens to its list of paths."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from adapters.web.answers import Rows, TheViews
from domain.ids import GroupId
from domain.refusals import Unknown
from projections.statistics import funnel as steps
from projections.statistics import groups as group_days
from projections.statistics import hours as month_hours
from projections.statistics import levels as progress
from projections.statistics.funnel import Figure, Member
from projections.statistics.groups import GroupMilestones
from projections.statistics.hours import HoursRow
from projections.statistics.levels import Progress

router = APIRouter(prefix="/statistics", tags=["statistics"])

By = Literal["network", "operator", "department", "group", "month", "sex", "age-band", "referrer"]


def among(
    *,
    operator_id: UUID | None = None,
    department: str | None = None,
    group_id: GroupId | None = None,
    from_day: Annotated[date | None, Query(alias="from")] = None,
    to_day: Annotated[date | None, Query(alias="to")] = None,
) -> dict[str, object]:
    """Return whose paths are counted; who belongs to an operator counts that one's only."""
    filters: dict[str, object] = {"department": department, "group_id": group_id}
    filters |= {"from_day": from_day, "to_day": to_day}
    return filters if operator_id is None else filters | {"operator_id": operator_id}


def a_figure(figure: str) -> str:
    """Return the name of a figure.

    Raises:
        Unknown: no figure of ours.
    """
    if figure not in steps.figures():
        raise Unknown
    return figure


AFigure = Annotated[str, Depends(a_figure)]
Among = Annotated[dict[str, object], Depends(among)]


@router.get("/funnel")
def funnel(ask: TheViews, those: Among, by: By = "network") -> Rows[Figure]:
    """From the referral to a mobility path engaged: how many, of how many, and what is not known."""
    return ask.rows(steps.FIGURES, _asked(ask, those) | {"by": by})


@router.get("/funnel/{figure}/paths")
def funnel_paths(ask: TheViews, those: Among, figure: AFigure) -> Rows[Member]:
    """List the paths behind a figure: its denominator, and who of them is counted."""
    return ask.rows(steps.MEMBERS, _asked(ask, those) | {"figure": figure})


@router.get("/groups")
def groups(
    ask: TheViews, *, department: str | None = None, call_ref: str | None = None
) -> Rows[GroupMilestones]:
    """List the days on which groups were planned, opened, completed."""
    return ask.rows(group_days.GROUPS, group_days.listed(department=department, call_ref=call_ref))


@router.get("/hours")
def hours(
    ask: TheViews,
    *,
    group_id: GroupId | None = None,
    department: str | None = None,
    from_month: date | None = None,
    to_month: date | None = None,
) -> Rows[HoursRow]:
    """Tell the minutes attended and fundable, by group and month."""
    filters = {"group_id": group_id, "department": department}
    listed = month_hours.listed(**filters, from_month=from_month, to_month=to_month)
    return ask.rows(month_hours.HOURS, listed)


@router.get("/levels")
def levels(ask: TheViews, those: Among) -> Rows[Progress]:
    """Tell the progress in French, skill by skill, with both denominators."""
    return ask.rows(progress.PROGRESS, progress.asked(**those))


def _asked(ask: TheViews, those: dict[str, object]) -> dict[str, object]:
    return steps.asked(ask.context.today, **those)
