"""The funnel, drawn and in numbers."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from adapters.web.drawings import funnel as drawn
from adapters.web.pages.failing import PageRoute
from adapters.web.pages.rendering import page
from adapters.web.pages.visiting import SignedIn
from domain.departments import GRAND_EST
from projections.statistics import funnel

router = APIRouter(include_in_schema=False, route_class=PageRoute)

STEPS = ("referred", "accepted", "positioned", "admitted", "enrolled", "completed", "mobility-engaged")


@router.get("/funnel")
def show(request: Request, visit: SignedIn, department: Annotated[str, Query(max_length=3)] = "") -> Response:
    """Show each step with its numerator, its denominator and what is not known yet."""
    asked = funnel.asked(visit.context.today, department=department or None)
    answer = visit.parts.views(visit.context, funnel.FIGURES, asked, at=None)
    by_name = {row.figure: row for row in answer.rows}
    words = visit.words
    steps = [
        (words.code("Figure", name), row.numerator, row.denominator, row.unknown)
        for name in STEPS
        if (row := by_name.get(name))
    ]
    values = {
        "bars": drawn(steps),
        "figures": [by_name[name] for name in funnel.figures() if name in by_name],
        "rule_set": asked["rule_set"],
        "department": department,
        "departments": list(GRAND_EST.items()),
        "at": answer.at,
    }
    return page(request, visit, "funnel.html", values)
