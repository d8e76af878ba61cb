"""Pages: French first, for keyboard and screen reader, without anything from another host."""

from fastapi import APIRouter

from adapters.web.pages import groups, home, learners, referrals, signing, statistics

ROUTERS = (signing.router, home.router, learners.router, referrals.router, groups.router, statistics.router)


def pages() -> APIRouter:
    """Return every page."""
    router = APIRouter()
    for each in ROUTERS:
        router.include_router(each)
    return router
