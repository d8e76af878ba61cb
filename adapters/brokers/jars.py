"""Apache Kafka's jars: what ``locks/kafka-jars.txt`` lists, fetched once for each user, never unchecked.

Nothing is resolved: the lock is whole. jgo only says where a coordinate lies and fetches it.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import track

from adapters.brokers.failed import KafkaFailed

LOCK: Final = Path(__file__).parents[2] / "locks" / "kafka-jars.txt"
THREADS: Final = 8
ELSEWHERE_FR: Final = "indiquez par KAFKA_BOOTSTRAP_SERVERS un Kafka qui tourne ailleurs"
ELSEWHERE_EN: Final = "name a Kafka that runs elsewhere by KAFKA_BOOTSTRAP_SERVERS"
LINE: Final = re.compile(r"([\w.-]+):([\w.-]+):([\w.-]+) sha256:([0-9a-f]{64})")
"""Group, artifact, version and hash: whatever could leave the cache folder or name an address is no line."""


@dataclass(frozen=True)
class Jar:
    """A jar by its Maven coordinate, and the only bytes that are taken for it."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def coordinate(self) -> str:
        return f"{self.group}:{self.artifact}:{self.version}"

    @property
    def file_name(self) -> str:
        return f"{self.artifact}-{self.version}-{self.sha256[:12]}.jar"

    def is_in(self, file: Path) -> bool:
        """Tell whether a file is there and holds this jar, all of it and nothing else."""
        try:
            with file.open("rb") as opened:
                return hashlib.file_digest(opened, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


def locked_jars(lock: Path = LOCK) -> list[Jar]:
    """Return the jars of a lock, a line each: ``group:artifact:version sha256:…``.

    Raises:
        KafkaFailed: the lock is absent, or one of its lines is not such a line.
    """
    try:
        lines = lock.read_text().splitlines()
    except FileNotFoundError as problem:
        raise KafkaFailed(
            f"Il manque {lock}, la liste des fichiers de Kafka : partez d’un clone, ou {ELSEWHERE_FR}.",
            f"{lock}, the list of Kafka's jars, is absent: start from a clone, or {ELSEWHERE_EN}.",
        ) from problem
    return [_read(line) for line in lines]


def cache_dir() -> Path:
    """Return the user's folder for jars, shared by all clones: in ``XDG_CACHE_HOME``, else ``~/.cache``."""
    above = os.environ.get("XDG_CACHE_HOME")
    return (Path(above) if above else Path.home() / ".cache") / "integracode" / "jars"


def fetched(jars: Iterable[Jar], cache: Path) -> list[Path]:
    """Return the jars' files in ``cache``, after fetching those that it lacks or holds damaged.

    Raises:
        KafkaFailed: a jar cannot be fetched, or what was fetched is not what the lock says.
    """
    jars = list(jars)
    lacking = [jar for jar in jars if not jar.is_in(cache / jar.file_name)]
    if lacking:
        _make(cache)
        console = Console(stderr=True)
        with ThreadPoolExecutor(THREADS) as threads:
            coming = threads.map(partial(_fetch, cache=cache), lacking)
            for _ in track(coming, "Kafka : téléchargement…", total=len(lacking), console=console):
                pass
    return [cache / jar.file_name for jar in jars]


def _make(cache: Path) -> None:
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise KafkaFailed(
            f"Le dossier {cache} ne peut pas être créé ({problem.strerror}) : changez XDG_CACHE_HOME.",
            f"The folder {cache} cannot be made: change XDG_CACHE_HOME.",
        ) from problem


def _read(line: str) -> Jar:
    found = LINE.fullmatch(line)
    if found is None:
        raise KafkaFailed(
            f"Ligne illisible dans le verrou des fichiers de Kafka : {line!r}.",
            f"Unreadable line in the lock of Kafka's jars: {line!r}.",
        )
    return Jar(*found.groups())


def _fetch(jar: Jar, cache: Path) -> None:
    """Fetch a jar beside its place, and put it there once its hash is right: no half file has its name."""
    with tempfile.TemporaryDirectory(prefix="unfinished-", dir=cache) as beside:
        file = _download(jar, Path(beside))
        if not jar.is_in(file):
            raise KafkaFailed(
                f"Le fichier reçu pour {jar.coordinate} est refusé : son SHA-256 n’est pas celui du verrou.",
                f"The file received for {jar.coordinate} is refused: its SHA-256 is not the lock's.",
            )
        file.replace(cache / jar.file_name)


def _download(jar: Jar, folder: Path) -> Path:
    # Only the development environment has jgo: `make run` starts no Kafka.
    from jgo.maven import MavenContext  # noqa: PLC0415 - see above.

    context = MavenContext(repo_cache=folder)
    try:
        return context.project(jar.group, jar.artifact).at_version(jar.version).artifact().resolve()
    except (OSError, RuntimeError) as problem:
        raise KafkaFailed(
            f"{jar.coordinate} n’a pas pu être téléchargé : vérifiez le réseau et la place sur le disque,"
            f" ou {ELSEWHERE_FR}.",
            f"{jar.coordinate} could not be fetched: check the network and the room on the disk,"
            f" or {ELSEWHERE_EN}.",
            said=str(problem),
        ) from problem
