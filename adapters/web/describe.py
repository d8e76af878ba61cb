"""``python -m adapters.web.describe`` writes docs/reference/openapi.json, a file under test."""

import json
from pathlib import Path

from adapters.web.app import application

FILE = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


def description() -> str:
    """Return the API's description as it stands in its file."""
    return json.dumps(application().openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(description(), "utf-8")
