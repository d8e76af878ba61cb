"""The running system that every story is told to."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.over_kafka import assert_same_rows_from_the_log, running_over_kafka
from tests.support.system import System, running_system

NOW = datetime(2025, 1, 6, 12, tzinfo=UTC)


@pytest.fixture(params=["embedded", "kafka"])
def system(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[System]:
    """The running system: all in one process, or with Apache Kafka between the log and the read models."""
    if request.param == "embedded":
        with running_system(database_url, tmp_path / "state", NOW) as running:
            yield running
        return
    servers = request.getfixturevalue("kafka_servers")
    with running_over_kafka(database_url, tmp_path / "state", NOW, servers) as running:
        yield running
        assert_same_rows_from_the_log(running.inside)
