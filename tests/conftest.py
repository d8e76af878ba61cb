"""One PostgreSQL and one Kafka for the whole session, whichever tests ask for them."""

from tests.support.kafka import kafka_servers, own_broker, three_brokers
from tests.support.postgres import database, database_url, postgres_url, template
from tests.support.readmodels import stage

__all__ = [
    "database",
    "database_url",
    "kafka_servers",
    "own_broker",
    "postgres_url",
    "stage",
    "template",
    "three_brokers",
]
