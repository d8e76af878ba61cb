"""What runs until it is told to stop: Ctrl-C and SIGTERM ask, and the work in hand is finished."""

import signal
from threading import Event


def asked_to_stop() -> Event:
    """Return an event that Ctrl-C and SIGTERM set. In the main thread only."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop
