"""What a person is told when Kafka cannot be started here."""


class KafkaFailed(Exception):
    """Kafka could not be started; the message says why and what to do, in French, then in English."""

    def __init__(self, french: str, english: str) -> None:
        super().__init__(f"{french}\n{english}")
