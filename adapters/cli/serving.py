"""Starting the system: migrations, the sample year on first start, the API and its followers."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from adapters.bootstrap import Integracode, erasing, following, web_application
from adapters.cli.opening import opened, read_settings
from adapters.cli.sampling import ensure_sample
from adapters.cli.terminal import screen, stop
from adapters.logs import configure_logs
from adapters.settings import Settings

GRACE_SECONDS = 10


def run() -> None:
    """Démarrer tout : migrations, année d’exemple au premier démarrage, API et pages."""
    chosen = read_settings()
    configure_logs()
    with stopping_cleanly(), listening(chosen) as listener, opened(chosen) as system:
        sign_ins = ensure_sample(system)
        announce(listener.getsockname(), sign_ins)
        _serve(system, listener)


def serve() -> None:
    """Servir l’API et les pages ; KAFKA_BOOTSTRAP_SERVERS donné, d’autres processus tiennent les vues."""
    chosen = read_settings()
    configure_logs()
    with stopping_cleanly(), listening(chosen) as listener, opened(chosen) as system:
        announce(listener.getsockname(), {})
        _serve(system, listener)


def migrate() -> None:
    """Appliquer les migrations du journal."""
    with opened() as system:
        for name in system.migrated:
            screen.print(name)
        screen.print("Le journal est à jour.")


@contextmanager
def stopping_cleanly() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM leave through every ``finally``, then end without a word.

    uvicorn raises the signal again after its own orderly stop: without this, SIGTERM would end the process
    there, with PostgreSQL still running.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        screen.print("Arrêté.")


@contextmanager
def listening(chosen: Settings) -> Iterator[socket.socket]:
    """Take the port before anything long begins, so that a taken port is said at once."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((chosen.host, chosen.port))
        except OSError:
            stop(f"Le port {chosen.port} de {chosen.host} est pris : choisissez INTEGRACODE_PORT.", code=2)
        yield listener


def announce(address: tuple[str, int], sign_ins: dict[str, str]) -> None:
    """Print the addresses, and a sign-in of each kind."""
    host, port = address
    screen.print(f"Pages        http://{host}:{port}/")
    screen.print(f"API          http://{host}:{port}/v1 (documentation : http://{host}:{port}/docs)")
    for login, words in sign_ins.items():
        screen.print(f"Identifiant  {login:<24} {words}", markup=False)
    screen.print("Ctrl-C pour arrêter.")


def _serve(system: Integracode, listener: socket.socket) -> None:
    config = uvicorn.Config(
        web_application(system),
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    keeping = erasing if system.settings.kafka_bootstrap_servers else following
    with keeping(system):
        uvicorn.Server(config).run(sockets=[listener])
