"""A template, a language, somebody signed in: a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.web.pages.visiting import Visit
from services.access import ACCESS

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Entry:
    """A line of the navigation, for those who may follow it."""

    href: str
    label: str
    access: str


ENTRIES = (
    Entry("/", "home", ""),
    Entry("/learner-paths", "find-learner", "directory.people"),
    Entry("/referrals", "new-referral", "learner_path.referral.receive_referral"),
    Entry("/funded-groups", "groups", "casework.groups"),
    Entry("/funnel", "funnel", "statistics.funnel"),
)


@cache
def environment() -> Environment:
    """Return the templates: everything is escaped, and an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def page(
    request: Request, visit: Visit, template: str, values: Mapping[str, object], *, status: int = 200
) -> HTMLResponse:
    """Render a page as somebody sees it."""
    shared = {
        "language": visit.language,
        "words": visit.words,
        "t": visit.words.text,
        "signed_in": visit.account,
        "entries": [entry for entry in ENTRIES if may(visit, entry.access)],
        "here": request.url.path,
        "at": None,
    }
    html = environment().get_template(template).render({**shared, **values})
    return HTMLResponse(html, status_code=status)


def may(visit: Visit, access: str) -> bool:
    """Whether somebody's role is given this use case or query."""
    if not access or visit.account is None:
        return not access
    return visit.account.role in ACCESS[access]
