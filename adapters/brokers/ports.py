"""Ports on 127.0.0.1, drawn by the system, and ours until the last restart."""

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

HOST: Final = "127.0.0.1"


@contextmanager
def held_ports(count: int) -> Iterator[list[int]]:
    """Lend free ports, which nobody else is given meanwhile.

    A port that is only looked up may go to another socket before the broker listens, and again while a killed
    broker is away: a client that keeps knocking is even connected to itself. On Linux a socket that is bound
    and does not listen keeps it, and lets a server that reuses addresses (as Java's do) listen beside it.
    """
    with ExitStack() as held:
        sockets = [held.enter_context(_bound()) for _ in range(count)]
        ports = [each.getsockname()[1] for each in sockets]
        if sys.platform != "linux":
            held.close()
        yield ports


def _bound() -> socket.socket:
    drawn = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    drawn.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    drawn.bind((HOST, 0))
    return drawn
