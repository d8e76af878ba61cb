"""Starting the system: migrations, the sample year on first start, the API and its followers."""

import socket

import uvicorn

from adapters.bootstrap import Integracode, following, web_application
from adapters.cli.opening import opened, read_settings
from adapters.cli.sampling import ensure_sample
from adapters.cli.terminal import screen, stop
from adapters.logs import configure_logs
from adapters.settings import Settings


def run() -> None:
    """Démarrer tout : migrations, année d’exemple au premier démarrage, API et pages."""
    chosen = read_settings()
    configure_logs()
    listener = _listen(chosen)
    with opened(chosen) as system:
        sign_ins = ensure_sample(system, chosen)
        _announce(listener, sign_ins)
        _serve(system, listener)


def serve() -> None:
    """Servir l’API et les pages, sans année d’exemple."""
    chosen = read_settings()
    configure_logs()
    listener = _listen(chosen)
    with opened(chosen) as system:
        _announce(listener, {})
        _serve(system, listener)


def migrate() -> None:
    """Appliquer les migrations du journal."""
    with opened() as system:
        for name in system.migrated:
            screen.print(name)
        screen.print("Le journal est à jour.")


def _listen(chosen: Settings) -> socket.socket:
    """Take the port before anything long begins, so that a taken port is said at once."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((chosen.host, chosen.port))
    except OSError:
        stop(f"Le port {chosen.port} de {chosen.host} est déjà pris : choisissez INTEGRACODE_PORT.", code=2)
    return listener


def _announce(listener: socket.socket, sign_ins: dict[str, str]) -> None:
    host, port = listener.getsockname()[:2]
    screen.print(f"Pages          http://{host}:{port}/")
    screen.print(f"API            http://{host}:{port}/v1  (documentation : http://{host}:{port}/docs)")
    for login, words in sign_ins.items():
        screen.print(f"Identifiant    {login:<24} {words}", markup=False)
    screen.print("Ctrl-C pour arrêter.")


def _serve(system: Integracode, listener: socket.socket) -> None:
    server = uvicorn.Server(
        uvicorn.Config(
            web_application(system),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=10,
            lifespan="off",
        )
    )
    with following(system):
        server.run(sockets=[listener])
