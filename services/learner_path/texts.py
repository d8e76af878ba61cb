"""What people write in their own words: always sealed, class A."""

from domain.facts import Sealed
from domain.ids import PathId
from services.work import Work


def sealed_text(work: Work, path_id: PathId, text: str | None) -> Sealed[str] | None:
    """Close somebody's words under the learner's key; blank is nothing."""
    return work.seal(path_id, "A", text.strip()) if text and text.strip() else None
