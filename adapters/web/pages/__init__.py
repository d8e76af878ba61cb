"""Pages: French first, for keyboard and screen reader, without anything from another host."""

from fastapi import APIRouter, Depends

from adapters.web.pages import documentation, groups, home, learners, referrals, signing, statistics
from adapters.web.safety import refuse_unfit_address

ROUTERS = (
    signing.router,
    home.router,
    learners.router,
    referrals.router,
    groups.router,
    statistics.router,
    documentation.router,
)


def pages() -> APIRouter:
    """Return every page."""
    router = APIRouter(dependencies=[Depends(refuse_unfit_address)])
    for each in ROUTERS:
        router.include_router(each)
    return router
