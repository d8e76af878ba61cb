"""The topics: what they are called, how many partitions they have, and what they must never do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType

JOURNAL_LEARNER_PATH = "integracode.journal.learner-path.v1"
JOURNAL_FUNDED_GROUP = "integracode.journal.funded-group.v1"
JOURNAL_NETWORK = "integracode.journal.network.v1"
FACTS_LEARNER_PATH = "integracode.facts.learner-path.v1"

MAX_MESSAGE_BYTES = 1_200_000
"""Above the log's largest payload, with room for the rest of the row in headers (held by a test)."""
FOR_EVER = "-1"
LONGEST_MILLISECONDS = str(2**63 - 1)

CONFIG: Mapping[str, str] = {
    "cleanup.policy": "delete",
    "retention.ms": FOR_EVER,
    "retention.bytes": FOR_EVER,
    "message.timestamp.type": "CreateTime",
    # A record bears the instant of its fact. Unless told otherwise, brokers refuse instants an hour ahead of
    # their own clock: a log whose clock once ran ahead could then never be relayed again.
    "message.timestamp.after.max.ms": LONGEST_MILLISECONDS,
    # By the records' instants: a year relayed in a minute would else be cut into a file a week and partition.
    "segment.ms": LONGEST_MILLISECONDS,
    "unclean.leader.election.enable": "false",
    "max.message.bytes": str(MAX_MESSAGE_BYTES),
}
AT_LEAST = frozenset({"max.message.bytes", "min.insync.replicas"})
"""More than was asked does no harm."""

MISSING, PARTITIONS, REPLICAS = "missing", "partitions", "replicas"


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic as it must be; its partition count is fixed at its creation."""

    name: str
    partitions: int
    config: Mapping[str, str]
    replicas: int = 1


@dataclass(frozen=True, kw_only=True)
class Topics:
    """The topics of one installation."""

    learner_path: Topic
    funded_group: Topic
    """Groups and their attendance sheets."""
    network: Topic
    """Grants and operators."""
    facts_learner_path: Topic
    """Public."""

    @property
    def journal(self) -> tuple[Topic, ...]:
        """Those that carry the log, row by row: private."""
        return (self.learner_path, self.funded_group, self.network)

    @property
    def all(self) -> tuple[Topic, ...]:
        """Every topic."""
        return (*self.journal, self.facts_learner_path)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a topic is not, or is otherwise than it must be."""

    topic: str
    setting: str
    """``missing``, ``partitions``, ``replicas`` or the name of a configuration."""
    expected: str
    found: str

    @property
    def french(self) -> str:
        """A sentence with its remedy."""
        if self.setting == MISSING:
            return f"Le topic {self.topic} n’existe pas : lancez « integracode topics apply »."
        return (
            f"Le topic {self.topic} a {self.setting} = {self.found}, attendu {self.expected} :"
            " rétablissez-le ou choisissez un autre INTEGRACODE_TOPIC_PREFIX."
        )

    @property
    def english(self) -> str:
        """A sentence with its remedy."""
        if self.setting == MISSING:
            return f"Topic {self.topic} does not exist: run `integracode topics apply`."
        return (
            f"Topic {self.topic} has {self.setting} = {self.found}, expected {self.expected}:"
            " set it right or choose another INTEGRACODE_TOPIC_PREFIX."
        )


def topics(prefix: str = "", *, replicas: int = 1) -> Topics:
    """Return the topics of an installation.

    Args:
        prefix: put before each name, for several installations on one cluster.
        replicas: brokers that hold each record; a write waits for the greater half of them.
    """
    config = {**CONFIG, "min.insync.replicas": str(replicas // 2 + 1)}

    def topic(name: str, partitions: int) -> Topic:
        return Topic(name=prefix + name, partitions=partitions, config=config, replicas=replicas)

    return Topics(
        learner_path=topic(JOURNAL_LEARNER_PATH, 6),
        funded_group=topic(JOURNAL_FUNDED_GROUP, 6),
        network=topic(JOURNAL_NETWORK, 1),
        facts_learner_path=topic(FACTS_LEARNER_PATH, 6),
    )


def apply(admin: KafkaAdminClient, wanted: Topics) -> list[str]:
    """Create the topics that are missing and return their names; what exists is left as it is."""
    found = _described(admin, wanted.all)
    missing = {
        topic.name: {
            "num_partitions": topic.partitions,
            "replication_factor": topic.replicas,
            "configs": dict(topic.config),
        }
        for topic in wanted.all
        if topic.name not in found
    }
    if missing:
        admin.create_topics(missing, wait_for_metadata=True)
    return list(missing)


def differences(admin: KafkaAdminClient, wanted: Topics) -> list[Difference]:
    """Return all that is not as it must be; nothing: the topics are right."""
    found = _described(admin, wanted.all)
    configs = _configs(admin, [topic for topic in wanted.all if topic.name in found])
    return [
        Difference(topic=topic.name, setting=setting, expected=expected, found=actual)
        for topic in wanted.all
        for setting, expected, actual in _compared(topic, found.get(topic.name), configs.get(topic.name, {}))
        if not _is_enough(setting, expected, actual)
    ]


def _compared(
    topic: Topic, partitions: Sequence[Mapping[str, Any]] | None, config: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Return what to compare: each setting, as expected and as found."""
    if partitions is None:
        return [(MISSING, topic.name, "")]
    replicas = min(len(partition["replica_nodes"]) for partition in partitions)
    return [
        (PARTITIONS, str(topic.partitions), str(len(partitions))),
        (REPLICAS, str(topic.replicas), str(replicas)),
        *((name, value, config.get(name, "")) for name, value in topic.config.items()),
    ]


def _is_enough(setting: str, expected: str, found: str) -> bool:
    if setting in AT_LEAST or setting == REPLICAS:
        return found.isdecimal() and int(found) >= int(expected)
    return found == expected


def _described(admin: KafkaAdminClient, wanted: Sequence[Topic]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Return the partitions of those that exist, by name."""
    described = admin.describe_topics([topic.name for topic in wanted])
    return {topic["name"]: topic["partitions"] for topic in described if topic["partitions"]}


def _configs(admin: KafkaAdminClient, existing: Sequence[Topic]) -> dict[str, dict[str, str]]:
    if not existing:
        return {}
    asked = [ConfigResource(ConfigResourceType.TOPIC, topic.name) for topic in existing]
    answered = admin.describe_configs(asked, config_filter="all")["topic"]
    return {
        name: {setting: str(entry["value"]) for setting, entry in entries.items()}
        for name, entries in answered.items()
    }
