"""Kafka itself, started here: it answers, keeps what it acknowledged, loses a broker, and ends when we do."""

from uuid import uuid4

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.admin import NewTopic

from adapters.brokers.cluster import KafkaCluster

SEND_SECONDS = 60


def new_topic(servers: str, copies: int = 1) -> str:
    name = f"test-{uuid4().hex}"
    with KafkaAdminClient(bootstrap_servers=servers) as admin:
        admin.create_topics([NewTopic(name, num_partitions=1, replication_factor=copies)])
    return name


def send(servers: str, topic: str, values: range) -> None:
    """Send records, and return once they are acknowledged."""
    with KafkaProducer(bootstrap_servers=servers, acks="all", enable_idempotence=True) as producer:
        sent = [producer.send(topic, str(value).encode()) for value in values]
        for each in sent:
            each.get(SEND_SECONDS)


def send_together(servers: str, topic: str, values: range) -> None:
    """Send records in one transaction."""
    with KafkaProducer(
        bootstrap_servers=servers, transactional_id=f"writer-of-{topic}", acks="all"
    ) as producer:
        producer.init_transactions()
        producer.begin_transaction()
        for value in values:
            producer.send(topic, str(value).encode())
        producer.commit_transaction()


def read(servers: str, topic: str, count: int) -> list[int]:
    """Read the topic from its beginning until there are ``count`` records, and tell them all."""
    with KafkaConsumer(
        topic,
        bootstrap_servers=servers,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        consumer_timeout_ms=20_000,
    ) as consumer:
        return [int(record.value) for _, record in zip(range(count), consumer, strict=False)]


def test_what_is_sent_in_a_transaction_is_read(kafka_servers: str) -> None:
    topic = new_topic(kafka_servers)
    send_together(kafka_servers, topic, range(100))
    assert read(kafka_servers, topic, 100) == list(range(100))


def test_a_killed_broker_comes_back_with_all_that_was_acknowledged(own_broker: KafkaCluster) -> None:
    topic = new_topic(own_broker.servers)
    send(own_broker.servers, topic, range(3000))
    own_broker.kill()
    own_broker.start()
    assert read(own_broker.servers, topic, 3000) == list(range(3000))
    send(own_broker.servers, topic, range(3000, 3001))
    assert read(own_broker.servers, topic, 3001)[-1] == 3000


def test_three_brokers_go_on_when_one_is_killed_and_take_it_back(three_brokers: KafkaCluster) -> None:
    topic = new_topic(three_brokers.servers, copies=3)
    send(three_brokers.servers, topic, range(10))
    three_brokers.kill(2)
    send(three_brokers.servers, topic, range(10, 20))
    assert read(three_brokers.servers, topic, 20) == list(range(20))
    three_brokers.start(2)
    assert read(three_brokers.servers, topic, 20) == list(range(20))
