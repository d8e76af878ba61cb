"""The payload of one example of each fact and version, as stored: written once, then frozen for ever."""

from pathlib import Path

from adapters.stored.codec import FactCodec
from domain.catalogue import CATALOGUE
from tests.support.examples import EXAMPLES

FOLDER = Path(__file__).parent


def sample_of(name: str, version: int) -> Path:
    """Return the file of a fact's sample."""
    return FOLDER / f"{name}.v{version}.json"


def write_missing() -> list[Path]:
    """Write the samples that do not exist yet; those that do are never touched."""
    codec = FactCodec(CATALOGUE)
    written = []
    for example in EXAMPLES:
        path = sample_of(example.TYPE, example.VERSION)
        if not path.exists():
            path.write_bytes(codec.encode(example) + b"\n")
            written.append(path)
    return written
