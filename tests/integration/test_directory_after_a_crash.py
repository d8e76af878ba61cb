"""PostgreSQL is killed: the directory's tables and position vanish together, and are filled again."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.database import Database
from adapters.eventlog.migrate import migrate
from adapters.postgres import embedded_postgres
from adapters.readmodels.schemas import ensure
from tests.support.readmodels import Stage


@pytest.fixture
def state() -> Iterator[Path]:
    """Lend a folder of a cluster of its own, that any account may enter."""
    folder = Path(tempfile.mkdtemp(prefix="integracode-"))
    folder.chmod(0o711)
    yield folder / "state"
    shutil.rmtree(folder, ignore_errors=True)


def test_after_a_crash_the_directory_begins_again_and_the_others_go_on(state: Path) -> None:
    with embedded_postgres(state) as url:
        migrate(url)
        with closing(Database(url)) as database, closing(Database(url, role=None)) as owner:
            ensure(owner)
            before = Stage(database, owner)
            before.story.year(learners=3, half_days=3)
            before.play()
            names = people(before)
            casework = before.fingerprint("casework")
        os.kill(postmaster(state), signal.SIGKILL)
        with (
            embedded_postgres(state) as again,
            closing(Database(again)) as database,
            closing(Database(again, role=None)) as owner,
        ):
            after = Stage(database, owner)
            after.source, after.keyring = before.source, before.keyring
            assert people(after) == []
            assert after.rows("select * from directory_1_a.positions") == []
            assert after.fingerprint("casework") == casework
            after.play()
            assert people(after) == names
            assert len(names) == 3


def people(stage: Stage) -> list[tuple[object, ...]]:
    return stage.rows("select * from directory_1_a.people order by path_id")


def postmaster(state: Path) -> int:
    return int((state / "cluster" / "postmaster.pid").read_text().split("\n", 1)[0])
