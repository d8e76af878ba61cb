"""Fetches Kafka's jars before they are needed: a step of the Makefile."""

import sys

from adapters.brokers.failed import KafkaFailed
from adapters.brokers.jars import cache_dir, fetched, locked_jars

try:
    fetched(locked_jars(), cache_dir())
except KafkaFailed as failed:
    sys.exit(str(failed))
