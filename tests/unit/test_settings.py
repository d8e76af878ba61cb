"""What the environment may say of Kafka, and the sentence where it cannot be used."""

import pytest

from adapters.settings import BadSetting, settings


def test_without_kafka_everything_runs_in_one_process() -> None:
    for environment in ({}, {"KAFKA_BOOTSTRAP_SERVERS": ""}):
        chosen = settings(environment)
        assert chosen.kafka_bootstrap_servers is None
        assert (chosen.topic_prefix, chosen.topic_replicas) == ("", 1)


def test_the_network_names_its_brokers() -> None:
    chosen = settings(
        {
            "KAFKA_BOOTSTRAP_SERVERS": "kafka-1:9092,127.0.0.1:19092",
            "INTEGRACODE_TOPIC_PREFIX": "essai-1.",
            "INTEGRACODE_TOPIC_REPLICAS": "3",
        }
    )
    assert chosen.kafka_bootstrap_servers == "kafka-1:9092,127.0.0.1:19092"
    assert (chosen.topic_prefix, chosen.topic_replicas) == ("essai-1.", 3)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("KAFKA_BOOTSTRAP_SERVERS", "kafka"),
        ("KAFKA_BOOTSTRAP_SERVERS", "kafka:neuf"),
        ("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092, other:9092"),
        ("INTEGRACODE_TOPIC_PREFIX", "réseau."),
        ("INTEGRACODE_TOPIC_PREFIX", "a/b"),
        ("INTEGRACODE_TOPIC_PREFIX", "a" * 101),
        ("INTEGRACODE_TOPIC_REPLICAS", "0"),
        ("INTEGRACODE_TOPIC_REPLICAS", "trois"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(name: str, text: str) -> None:
    with pytest.raises(BadSetting, match=f"{name} vaut « {text} »"):
        settings({name: text})
