"""A process that follows casework in small batches, to be killed; its argument is the database's URL."""

import sys
import time
from collections.abc import Sequence
from threading import Event

from adapters.database import Database
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.runner import Runner
from domain.facts import Fact, Recorded
from tests.support.envelopes import FakeKeyring
from tests.support.sources import Altered, ListSource
from tests.support.stories import Story


def slowly(source: ListSource, after: int, limit: int) -> Sequence[Recorded[Fact]]:
    """Leave time to be killed in."""
    time.sleep(0.002)
    return source.read(after, limit=limit)


if __name__ == "__main__":
    facts = ListSource()
    Story(facts, FakeKeyring()).year(learners=4, half_days=25)
    runner = Runner(Database(sys.argv[1]), Altered(facts, slowly), READ_MODELS["casework"], batch=3)
    runner.follow(Event())
