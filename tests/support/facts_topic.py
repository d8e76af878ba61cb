"""The public facts' JSON Schemas as files; ``python -m tests.support.facts_topic`` writes them anew."""

import json
from pathlib import Path

from adapters.messaging.public.models import MODELS, PublicFact

FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "facts-topic"


def file_of(model: type[PublicFact]) -> Path:
    """Return where a model's schema lies."""
    return FOLDER / f"{model.TYPE}.v{model.VERSION}.json"


def schema_of(model: type[PublicFact]) -> str:
    """Return a model's schema, as its file has it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:integracode:facts:{model.TYPE}:{model.VERSION}",
        **model.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for each in MODELS:
        file_of(each).write_text(schema_of(each), "utf-8")
