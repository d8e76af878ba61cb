"""What the environment says: one frozen object, read once."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.postgres import default_state_dir

ADDRESSES = re.compile(r"[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*")
LEGAL_IN_A_TOPIC = re.compile(r"[A-Za-z0-9._-]{0,100}")


class BadSetting(Exception):
    """A variable of the environment cannot be used; the sentence names it and the remedy."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the system keeps its things and where it listens."""

    database_url: str | None
    """libpq URL; None: an embedded PostgreSQL under ``state``."""
    state: Path
    """Folder of the embedded cluster, the keyring and the master key; its path may hold spaces."""
    master_key: str | None
    """64 hexadecimal digits; None: a file in ``state``."""
    host: str
    port: int
    """0: any free port."""
    kafka_bootstrap_servers: str | None = None
    """``host:port``, several between commas; None: everything runs in one process, without Kafka."""
    topic_prefix: str = ""
    """Put before the name of each topic: several installations may share one cluster."""
    topic_replicas: int = 1
    """Brokers that hold each record."""


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of an environment.

    Raises:
        BadSetting: a variable does not have the form that it needs.
    """
    state = environment.get("INTEGRACODE_STATE")
    return Settings(
        database_url=environment.get("DATABASE_URL") or None,
        state=Path(state).expanduser() if state else default_state_dir(),
        master_key=environment.get("INTEGRACODE_MASTER_KEY") or None,
        host=environment.get("INTEGRACODE_HOST", "127.0.0.1"),
        port=_port(environment.get("INTEGRACODE_PORT", "8000")),
        kafka_bootstrap_servers=_servers(environment.get("KAFKA_BOOTSTRAP_SERVERS", "")),
        topic_prefix=_prefix(environment.get("INTEGRACODE_TOPIC_PREFIX", "")),
        topic_replicas=_replicas(environment.get("INTEGRACODE_TOPIC_REPLICAS", "1")),
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:  # noqa: PLR2004 - the last TCP port.
        sentence = f"INTEGRACODE_PORT vaut « {text} » : donnez un port de 0 à 65535."
        raise BadSetting(sentence)
    return int(text)


def _servers(text: str) -> str | None:
    if text and not ADDRESSES.fullmatch(text):
        sentence = f"KAFKA_BOOTSTRAP_SERVERS vaut « {text} » : donnez hôte:port, plusieurs entre virgules."
        raise BadSetting(sentence)
    return text or None


def _prefix(text: str) -> str:
    if not LEGAL_IN_A_TOPIC.fullmatch(text):
        sentence = f"INTEGRACODE_TOPIC_PREFIX vaut « {text} » : lettres sans accent, chiffres, « . _ - »."
        raise BadSetting(sentence)
    return text


def _replicas(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        sentence = f"INTEGRACODE_TOPIC_REPLICAS vaut « {text} » : donnez un nombre de nœuds, à partir de 1."
        raise BadSetting(sentence)
    return int(text)
