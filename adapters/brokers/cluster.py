"""Apache Kafka itself on this machine: one broker or three, started and stopped by us, gone when we are."""

import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Final

from rich.console import Console

from adapters.brokers.failed import KafkaFailed, cause
from adapters.brokers.guarded import Guarded
from adapters.brokers.jars import cache_dir, fetched, locked_jars
from adapters.brokers.java import java
from adapters.brokers.node import Address, Node
from adapters.brokers.ports import held_ports

START_SECONDS: Final = 120
"""A start after a kill -9 first reads its segments again."""
LEAVE_SECONDS: Final = 10
"""What a killed owner's brokers may take to be gone."""
PAUSE_SECONDS: Final = 0.05


class KafkaCluster:
    """The running brokers, numbered from 1."""

    def __init__(self, nodes: Mapping[int, Node], lock: int) -> None:
        self._nodes = nodes
        self._lock = lock
        self._running: dict[int, Guarded] = {}

    @property
    def servers(self) -> str:
        """Bootstrap servers, as clients ask for them."""
        return ",".join(node.address.server for node in self._nodes.values())

    def pid(self, broker: int = 1) -> int:
        return self._running[broker].pid

    def log(self, broker: int = 1) -> Path:
        return self._nodes[broker].log

    def start(self, *brokers: int) -> None:
        """Start brokers that do not run (all, or those named), and return once each knows all the others.

        Raises:
            KafkaFailed: one of them ended, or did not answer in time.
        """
        for broker in brokers or self._nodes:
            if not self._runs(broker):
                self._running[broker] = self._nodes[broker].start(self._lock)
        deadline = time.monotonic() + START_SECONDS
        for broker in list(self._running):
            self._wait_for(broker, deadline)

    def kill(self, broker: int = 1) -> None:
        """End a broker at once, as a failure would; ``start`` brings it back at the same address."""
        self._running.pop(broker).kill()

    def stop(self) -> None:
        """Stop all brokers in order, at the same time: each waits for the quorum that it leaves."""
        with ThreadPoolExecutor() as threads:
            list(threads.map(Guarded.stop, self._running.values()))
        self._running.clear()

    def _runs(self, broker: int) -> bool:
        return broker in self._running and self._running[broker].is_running()

    def _wait_for(self, broker: int, deadline: float) -> None:
        while not self._running.keys() <= self._nodes[broker].known_brokers():
            if not self._runs(broker) or time.monotonic() > deadline:
                self.kill(broker)
                raise self._not_started(self._nodes[broker])
            time.sleep(PAUSE_SECONDS)

    @staticmethod
    def _not_started(node: Node) -> KafkaFailed:
        said = node.last_words()
        french, english = cause(said)
        return KafkaFailed(
            f"Le nœud Kafka {node.address.node} n’a pas démarré dans {node.folder} : {french}.",
            f"The Kafka node {node.address.node} did not start in {node.folder}: {english}.",
            said=said,
        )


@contextmanager
def kafka_cluster(state: Path, *, brokers: int = 1) -> Iterator[KafkaCluster]:
    """Run brokers whose data are kept in ``state``; it is ours alone until we leave.

    Raises:
        KafkaFailed: another process runs them, the data are those of another number of brokers, or no start.
    """
    folder = _made(state.expanduser().resolve() / "kafka")
    with _alone_in(folder) as lock, held_ports(2 * brokers) as ports:
        cluster_id = _cluster_id(folder, brokers)
        nodes = _nodes(folder, ports)
        cluster = KafkaCluster(nodes, lock)
        try:
            with Console(stderr=True).status("Kafka démarre… (Kafka is starting)"):
                _formatted(nodes.values(), cluster_id)
                cluster.start()
            yield cluster
        finally:
            cluster.stop()


@contextmanager
def local_kafka(state: Path, *, brokers: int = 1) -> Iterator[str]:
    """Lend the bootstrap servers of Kafka on this machine (see ``kafka_cluster``)."""
    with kafka_cluster(state, brokers=brokers) as cluster:
        yield cluster.servers


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise KafkaFailed(
            f"Le dossier {folder} ne peut pas être créé : changez INTEGRACODE_STATE ({problem.strerror}).",
            f"The folder {folder} cannot be made: change INTEGRACODE_STATE.",
        ) from problem
    return folder


@contextmanager
def _alone_in(folder: Path) -> Iterator[int]:
    """Hold the folder's lock. Brokers share it: those of a killed owner hold it until they are gone too."""
    deadline = time.monotonic() + LEAVE_SECONDS
    with (folder / "lock").open("w") as lock:
        while True:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
                break
            except BlockingIOError as problem:
                if time.monotonic() > deadline:
                    raise KafkaFailed(
                        f"Kafka tourne déjà dans {folder} : arrêtez l’autre, ou changez INTEGRACODE_STATE.",
                        f"Kafka already runs in {folder}: stop the other, or change INTEGRACODE_STATE.",
                    ) from problem
                time.sleep(PAUSE_SECONDS)
        yield lock.fileno()


def new_cluster_id() -> str:
    """Return a random identity: as Kafka draws them, none that a command line takes for an option."""
    while True:
        made = urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
        if not made.startswith("-"):
            return made


def _cluster_id(folder: Path, brokers: int) -> str:
    """Return the identity that the data bear, made at the first start."""
    file = folder / "cluster.json"
    if not file.exists():
        unfinished = file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps({"id": new_cluster_id(), "brokers": brokers}))
        unfinished.replace(file)
    kept = json.loads(file.read_text())
    if kept["brokers"] != brokers:
        raise KafkaFailed(
            f"{folder} garde les données de {kept['brokers']} nœud(s), pas {brokers} : changez de dossier.",
            f"{folder} keeps the data of {kept['brokers']} broker(s), not {brokers}: take another folder.",
        )
    return str(kept["id"])


def _formatted(nodes: Iterable[Node], cluster_id: str) -> None:
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda node: node.format(cluster_id), nodes))


def _nodes(folder: Path, ports: list[int]) -> dict[int, Node]:
    pairs = enumerate(zip(ports[::2], ports[1::2], strict=True), start=1)
    addresses = [Address(node=node, port=one, controller_port=other) for node, (one, other) in pairs]
    program, jars = java(), fetched(locked_jars(), cache_dir())
    return {
        each.node: Node(
            folder=folder / f"node-{each.node}",
            address=each,
            all_addresses=addresses,
            java=program,
            class_path=jars,
        )
        for each in addresses
    }
