"""The API's own decisions, without any server."""
