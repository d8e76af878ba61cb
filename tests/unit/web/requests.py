"""Requests made by hand, as a server would hand them over."""

from fastapi import Request


def request(
    method: str = "POST", path: str = "/v1/learner-paths", query: str = "", **headers: str
) -> Request:
    """Return a request; ``accept_language="en"`` is a header."""
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"host", b"integracode.example"), *named],
            "scheme": "https",
            "server": ("integracode.example", 443),
        }
    )
