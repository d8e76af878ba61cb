"""Everything is killed while facts are told: at the end the rows are those of the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil
import pytest

from adapters.bootstrap import Integracode, open_integracode
from adapters.brokers.cluster import KafkaCluster
from adapters.cli.sampling import play_sample
from adapters.readmodels.registry import READ_MODELS
from adapters.settings import Settings
from adapters.supervising import Part, Supervisor, supervised
from tests.support.waiting import wait_until

ACTIONS = 1_500
"""Of the sample year: about one in seven."""
BETWEEN_FAULTS = 100

TOPICS = Part(name="topics", words=("topics", "apply"))
RELAYS = tuple(Part(name=f"relay-{number}", words=("relay",)) for number in (1, 2))
CONSUMERS = tuple(
    Part(name=f"{name}-{number}", words=("project", name)) for name in READ_MODELS for number in (1, 2)
)


class Enough(Exception):
    """The play has gone on for long enough."""


@dataclass
class Storm:
    """Strikes by a seed."""

    seed: int
    kafka: KafkaCluster
    parts: Supervisor
    struck: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311 - a run to be made again, no secret.

    def advance(self, done: int, _total: int) -> None:
        """Strike now and then."""
        self.parts.look()
        if done % BETWEEN_FAULTS == 0:
            strike = self._random.choice([self.kill_relay, self.kill_consumer, self.kill_broker])
            strike()
        if done == ACTIONS:
            raise Enough

    def kill_relay(self) -> None:
        """Whichever of the two it is, active or not."""
        self._kill(self._random.choice(RELAYS))

    def kill_consumer(self) -> None:
        """The other of its read model takes its partitions, and gives some back when it returns."""
        self._kill(self._random.choice(CONSUMERS))

    def kill_broker(self) -> None:
        """It returns with what it acknowledged."""
        self.struck.append("broker")
        self.kafka.kill()
        self.kafka.start()

    def _kill(self, part: Part) -> None:
        pid = self.parts.pid(part.name)
        if pid is not None:
            self.struck.append(part.name)
            psutil.Process(pid).kill()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
def test_whatever_is_killed_the_rows_are_those_of_the_log(
    own_broker: KafkaCluster, database_url: str, tmp_path: Path, seed: int
) -> None:
    chosen = Settings(
        database_url=database_url,
        state=tmp_path / "state",
        master_key=None,
        host="127.0.0.1",
        port=0,
        kafka_bootstrap_servers=own_broker.servers,
    )
    with open_integracode(chosen) as system, running(chosen) as parts:
        storm = Storm(seed, own_broker, parts)
        with pytest.raises(Enough):
            play_sample(system, storm.advance)
        assert {"broker", "relay", "project"} <= {kind(each) for each in storm.struck}, storm.struck
        wait_until(watched(parts, lambda: all(is_level(system).values())), seconds=120)
        for name in READ_MODELS:
            made = system.rebuild(name, lambda _position, _head: None)
            assert made.before == made.tables, f"seed {seed}, {name}, {storm.struck}"


@contextmanager
def running(chosen: Settings) -> Iterator[Supervisor]:
    """Run two relays, and two consumers a read model."""
    told = {
        "DATABASE_URL": chosen.database_url or "",
        "KAFKA_BOOTSTRAP_SERVERS": chosen.kafka_bootstrap_servers or "",
        "INTEGRACODE_STATE": str(chosen.state),
    }
    with supervised(chosen.state, told) as parts:
        parts.run(TOPICS)
        for part in (*RELAYS, *CONSUMERS):
            parts.start(part)
        yield parts


def is_level(system: Integracode) -> dict[str, bool]:
    """Tell of each read model whether it is kept by consumers, and at the head."""
    return {each.name: bool(each.partitions) and each.lag_events == 0 for each in system.status()}


def watched(parts: Supervisor, holds: Callable[[], bool]) -> Callable[[], bool]:
    """Start again what ended, each time one looks."""

    def look() -> bool:
        parts.look()
        return holds()

    return look


def kind(struck: str) -> str:
    """Return what sort of part was struck."""
    name = struck.partition("-")[0]
    return "project" if name in READ_MODELS else name
