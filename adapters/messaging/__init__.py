"""The log on Apache Kafka: topics, the records' form, and the relay that writes them."""
