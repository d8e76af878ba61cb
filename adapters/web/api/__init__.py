"""The API: commands in three lines a route, in the order of a learner's path, then questions."""

from fastapi import APIRouter, Depends

from adapters.web.api import health, session
from adapters.web.api.attendance_sheet import sealing, signing
from adapters.web.api.funded_group import money, planning, sessions
from adapters.web.api.grant import award
from adapters.web.api.learner_path import (
    assessment,
    contact,
    eligibility,
    enrolment,
    follow_up,
    licence,
    positioning,
    privacy,
    referral,
)
from adapters.web.api.operator import staff
from adapters.web.api.questions import casework, directory, finance, network, replay, statistics
from adapters.web.safety import refuse_unfit

COMMANDS = (
    referral.router,
    contact.router,
    eligibility.router,
    positioning.router,
    enrolment.router,
    assessment.router,
    licence.router,
    follow_up.router,
    privacy.router,
    planning.router,
    sessions.router,
    money.router,
    signing.router,
    sealing.router,
    award.router,
    staff.router,
)
QUESTIONS = (
    casework.router,
    network.router,
    directory.router,
    statistics.router,
    finance.router,
    replay.router,
)
VERSION = "/v1"


def v1() -> APIRouter:
    """Return all that stands under ``/v1``."""
    router = APIRouter(prefix=VERSION, dependencies=[Depends(refuse_unfit)])
    for each in (session.router, *COMMANDS, *QUESTIONS):
        router.include_router(each)
    return router


HEALTH = health.router
