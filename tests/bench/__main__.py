"""``python -m tests.bench``: every measurement of this release, with its conditions."""

from tests.bench import conditions, sample_year, starting, through_kafka

conditions.show()
sample_year.show()
starting.show()
through_kafka.show()
