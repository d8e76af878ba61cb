"""One Kafka node, broker and controller at once (KRaft), in a folder of its own."""

import os
import shutil
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from adapters.brokers.failed import KafkaFailed, cause
from adapters.brokers.guarded import Guarded, start_guarded
from adapters.brokers.java import environment_of_java
from adapters.brokers.ports import HOST

SWIFT_START: Final = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
SERVER: Final = ("-Xmx384m", "-XX:+ExitOnOutOfMemoryError", "-Dlog4j2.configurationFile=log4j2.properties")
LOG_SETTINGS: Final = Path(__file__).with_name("log4j2.properties")
TOLD_LINES: Final = 12
ANSWER_SECONDS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a node listens: clients and brokers at one port, controllers at the other."""

    node: int
    port: int
    controller_port: int

    @property
    def server(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def voter(self) -> str:
        return f"{self.node}@{HOST}:{self.controller_port}"


@dataclass(frozen=True, kw_only=True)
class Node:
    """A node's folder, and what it needs to start there."""

    folder: Path
    address: Address
    all_addresses: Sequence[Address]
    java: Path
    class_path: Sequence[Path]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "kafka.log"

    def format(self, cluster_id: str) -> None:
        """Make the storage where there is none; one that was left half made is made again."""
        if self.data.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        settings = self._write("format.properties", data=unfinished.name)
        words = ["kafka.tools.StorageTool", "format", "--cluster-id", cluster_id, "--config", settings]
        made = subprocess.run(  # noqa: S603 - our Java, and words of this module.
            self._java(*words),
            cwd=self.folder,
            env=environment_of_java(),
            check=False,
            capture_output=True,
            text=True,
        )
        if made.returncode:
            french, english = cause(made.stderr)
            raise KafkaFailed(
                f"Le stockage de Kafka n’a pas pu être préparé dans {self.folder} : {french}.",
                f"Kafka's storage could not be made in {self.folder}: {english}.",
                said=made.stderr,
            )
        unfinished.rename(self.data)

    def start(self, lock: int) -> Guarded:
        """Start the node, which keeps the cluster's lock for as long as it lives."""
        shutil.copyfile(LOG_SETTINGS, self.folder / LOG_SETTINGS.name)
        with suppress(FileNotFoundError):  # What it says next is not mistaken for what it said before.
            self.log.replace(self.log.with_suffix(".before.log"))
        settings = self._write("server.properties", data=self.data.name)
        with (self.folder / "console.log").open("wb") as output:
            return start_guarded(
                self._java(*SERVER, "kafka.Kafka", settings),
                folder=self.folder,
                environment=environment_of_java(),
                output=output,
                lock=lock,
            )

    def known_brokers(self) -> set[int]:
        """Return the brokers that this one tells its clients of; none while it does not answer."""
        try:
            # Asked first: the client would go on knocking, and warn, while nobody listens yet.
            socket.create_connection((HOST, self.address.port), timeout=ANSWER_SECONDS).close()
            with KafkaAdminClient(
                bootstrap_servers=self.address.server, bootstrap_timeout_ms=1000 * ANSWER_SECONDS
            ) as admin:
                return {each["broker_id"] for each in admin.describe_cluster()["brokers"]}
        except (OSError, KafkaError):
            return set()

    def last_words(self) -> str:
        """Return the end of the node's log and of what Java printed, without where in the code it was."""
        files = (self.log, self.folder / "console.log")
        return "\n".join(line for file in files if file.exists() for line in _end(file))

    def _java(self, *words: str) -> list[str]:
        class_path = os.pathsep.join(str(jar) for jar in self.class_path)
        return [str(self.java), *SWIFT_START, "-cp", class_path, *words]

    def _write(self, name: str, *, data: str) -> str:
        lines = [f"{key}={value}\n" for key, value in self._settings(data).items()]
        (self.folder / name).write_text("".join(lines))
        return name

    def _settings(self, data: str) -> dict[str, str]:
        """Return the node's settings; its folder is the process's, so no path with a comma is cut in two."""
        nodes = len(self.all_addresses)
        copies, in_sync = str(min(nodes, 3)), str(min(nodes, 2))
        return {
            "process.roles": "broker,controller",
            "node.id": str(self.address.node),
            # Given at each start, as ports are drawn then; a quorum kept in the data would hold the old ones.
            "controller.quorum.voters": ",".join(each.voter for each in self.all_addresses),
            "listeners": f"CLIENTS://{self.address.server},CONTROLLERS://{HOST}:{self.address.controller_port}",
            "advertised.listeners": f"CLIENTS://{self.address.server}",
            "listener.security.protocol.map": "CLIENTS:PLAINTEXT,CONTROLLERS:PLAINTEXT",
            "inter.broker.listener.name": "CLIENTS",
            "controller.listener.names": "CONTROLLERS",
            # A killed broker is let in again once its session has ended: by default, 9 s later.
            "broker.session.timeout.ms": "5000",
            "broker.heartbeat.interval.ms": "1000",
            "log.dirs": data,
            "auto.create.topics.enable": "false",
            "default.replication.factor": copies,
            "min.insync.replicas": in_sync,
            "offsets.topic.replication.factor": copies,
            "transaction.state.log.replication.factor": copies,
            "transaction.state.log.min.isr": in_sync,
            # Small: one machine, few groups and few producers.
            "offsets.topic.num.partitions": "4",
            "transaction.state.log.num.partitions": "4",
            "log.cleaner.dedupe.buffer.size": str(8 * 2**20),
            "num.network.threads": "2",
            "num.io.threads": "4",
            "group.initial.rebalance.delay.ms": "0",
        }


def _end(file: Path) -> list[str]:
    lines = file.read_text(errors="replace").splitlines()
    return [line for line in lines if not line.startswith("\tat ")][-TOLD_LINES:]
