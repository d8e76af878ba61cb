"""The application: routes, problems, safety; everything outside is an argument."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig

from adapters.web.api import HEALTH, v1
from adapters.web.openapi import Application
from adapters.web.pages import pages
from adapters.web.pages.failing import answer_pages
from adapters.web.parts import Parts
from adapters.web.problems import answer_problems
from adapters.web.safety import Safety

NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
STATIC = Path(__file__).parent / "static"


def create_app(parts: Parts) -> FastAPI:
    """Return the API and the pages over their parts."""
    app = application()
    app.state.parts = parts
    app.add_middleware(Safety, new_id=parts.new_id)
    return app


def application() -> FastAPI:
    """Return what can be asked, without anything to ask it of."""
    app = Application(
        title="Intégracode",
        version="1",
        summary="Learners' paths, funded groups and their proofs.",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=name_of_route,
        telemetry=NO_TELEMETRY,
    )
    app.include_router(HEALTH)
    app.include_router(v1())
    app.include_router(pages())
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    answer_problems(app)
    answer_pages(app)
    return app


def name_of_route(route: APIRoute) -> str:
    """Return a route's name in the API's description: that of its function, after its subject."""
    return f"{route.tags[0]}.{route.name}" if route.tags else route.name
