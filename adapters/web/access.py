"""What each route asks, by its name in the access table of the services."""

from collections.abc import Callable
from typing import Any

HERE = "adapters.web."

ASKED = {
    "api.questions.casework.path": "casework.paths",
    "api.questions.casework.group": "casework.groups",
    "api.questions.casework.timeline": "casework.timeline",
    "api.questions.casework.paths": "casework.paths",
    "api.questions.casework.credits_": "casework.credits",
    "api.questions.casework.worklist": "casework.worklist",
    "api.questions.casework.groups": "casework.groups",
    "api.questions.casework.sessions": "casework.sessions",
    "api.questions.network.operators": "casework.operators",
    "api.questions.network.trainers": "casework.trainers",
    "api.questions.network.grants": "casework.grants",
    "api.questions.directory.people": "directory.people",
    "api.questions.statistics.funnel": "statistics.funnel",
    "api.questions.statistics.funnel_paths": "statistics.funnel",
    "api.questions.statistics.groups": "statistics.groups",
    "api.questions.statistics.hours": "statistics.hours",
    "api.questions.statistics.levels": "statistics.levels",
    "api.questions.finance.money": "finance.money",
    "api.questions.finance.account": "finance.money",
    "api.questions.finance.minutes": "finance.minutes",
    "api.questions.replay.replay": "log.replay",
}
"""Routes that ask a query. A command's route is named as its use case, in a file of the same place."""


def name_of_endpoint(endpoint: Callable[..., Any]) -> str:
    """Return the name in the access table of what a route's function asks."""
    name = f"{endpoint.__module__.removeprefix(HERE)}.{endpoint.__name__}"
    return ASKED.get(name, name.removeprefix("api."))
