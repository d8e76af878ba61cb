"""For who starts and watches the service."""

from fastapi import APIRouter

from adapters.web.asking import TheParts
from adapters.web.refusals import NotServing

router = APIRouter(tags=["health"])


@router.get("/livez")
def livez() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/readyz")
def readyz(parts: TheParts) -> dict[str, str]:
    """The log answers, too."""
    if not parts.is_ready():
        raise NotServing
    return {"status": "ready"}
