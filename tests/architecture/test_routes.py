"""Every route is in the access table, or in a short list of open ones; every use case has its route."""

import pytest

from adapters.web.access import ASKED
from services.access import ACCESS
from tests.support.routes import OF_ALL_SIGNED_IN, OPEN, Route, every_route, guarded_routes

NOT_ASKED_OVER_HTTP = {"directory.names", "directory.trainers"}
"""Pages put names to the ids of other answers."""


@pytest.mark.parametrize("route", guarded_routes(), ids=str)
def test_a_route_is_in_the_access_table(route: Route) -> None:
    assert route.asks in ACCESS


def test_the_open_routes_are_these_and_exist() -> None:
    assert {str(route) for route in every_route()} >= OPEN | OF_ALL_SIGNED_IN
    assert len(OPEN) == 3


def test_everything_in_the_access_table_can_be_asked() -> None:
    assert set(ACCESS) == {route.asks for route in guarded_routes()} | NOT_ASKED_OVER_HTTP


def test_every_name_of_a_question_is_that_of_a_route() -> None:
    modules = {name.rpartition(".")[0] for name in ASKED}
    assert {route.asks for route in guarded_routes()} >= set(ASKED.values())
    assert all(module.startswith("api.questions.") for module in modules)
