"""Where each topic begins: where it was left, or at the first fact when it holds nothing of this log."""

from collections.abc import Mapping
from uuid import UUID

import structlog
from kafka import KafkaAdminClient

from adapters.messaging import refusals
from adapters.messaging.log import Head, Log
from adapters.messaging.sent import Sent, empty
from adapters.messaging.topics import Topics, differences

log = structlog.get_logger()


def ids_of(admin: KafkaAdminClient, topics: Topics) -> dict[str, UUID]:
    """Return the id of each topic: one made again under its name has another.

    Raises:
        RelayRefuses: a topic is missing, or is not as it must be.
        KafkaError, OSError: the brokers do not answer.
    """
    found = differences(admin, topics)
    if found:
        raise refusals.topics_differ(found)
    described = admin.describe_topics([topic.name for topic in topics.all])
    return {each["name"]: UUID(str(each["topic_id"])) for each in described}


def places(
    rows: Log, topics: Topics, topic_ids: Mapping[str, UUID], saved: Mapping[str, Sent]
) -> dict[str, Sent]:
    """Return how far each topic is.

    Raises:
        RelayRefuses: what a topic holds is not the beginning of this log.
    """
    head, found = rows.head(), {}
    for topic in topics.all:
        known = saved.get(topic.name)
        if known is not None and known.topic_id == topic_ids[topic.name]:
            _check_history(rows, known, head)
            found[topic.name] = known
            continue
        if known is not None:
            log.warning("topic_filled_again", topic=topic.name)
        found[topic.name] = empty(
            topic,
            topic_ids[topic.name],
            log_id=head.log_id,
            epoch=head.epoch,
            saves=known.saves if known else 0,
        )
    return found


def _check_history(rows: Log, known: Sent, head: Head) -> None:
    row = next(iter(rows.stored(known.position - 1, limit=1)), None)
    if (known.log_id, known.epoch) != (head.log_id, head.epoch) or row is None or row.leaf != known.leaf:
        raise refusals.another_history()
