"""Waiting for a state, not for a time."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 30.0
PAUSE_SECONDS = 0.005


def wait_until(holds: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> None:
    """Return once a state holds; fail when patience is over."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(PAUSE_SECONDS)
