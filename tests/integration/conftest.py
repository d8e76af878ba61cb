"""The running system, for what is asked over HTTP."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.system import System, running_system

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)


@pytest.fixture
def system(database_url: str, tmp_path: Path) -> Iterator[System]:
    """Log, read models and HTTP in one process."""
    with running_system(database_url, tmp_path / "state", NOW) as running:
        yield running
