"""Finding a person by name, within one's own operator."""

from typing import Annotated

from fastapi import APIRouter, Query

from adapters.web.answers import Rows, TheViews
from projections.casework import directory
from projections.casework.directory import Person

router = APIRouter(tags=["directory"])


@router.get("/people")
def people(
    ask: TheViews,
    name: Annotated[str, Query(min_length=2, max_length=100, description="Parts of names, in any order.")],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Rows[Person]:
    """Find learners by parts of their names, whatever the accents and capitals."""
    return ask.rows(directory.SEARCH, {"parts": directory.parts_of(name), "limit": limit})
