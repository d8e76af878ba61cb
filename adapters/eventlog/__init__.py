"""The event log on PostgreSQL: append, feed, replay, verification, migrations."""
