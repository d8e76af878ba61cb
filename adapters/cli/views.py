"""Read models from a terminal: where each stands, and making one again from the log."""

from typing import Annotated

import typer
from rich.table import Table

from adapters.cli.opening import opened
from adapters.cli.terminal import Json, print_json, progress, screen, stop
from adapters.readmodels.registry import READ_MODELS
from adapters.relaying import status_of

NAMES = ", ".join(READ_MODELS)


def status(*, as_json: Json = False) -> None:
    """Dire où en est le journal, et de combien chaque vue le suit."""
    with opened() as system:
        head, models = system.feed.head(), system.status()
        relay = status_of(system) if system.settings.kafka_bootstrap_servers else None
    if as_json:
        print_json({"head": head, "relay": relay, "read_models": models})
        return
    title = f"Journal : {head.position} faits"
    table = Table("Vue", "État", "Position", "Retard (faits)", "Retard (s)", title=title)
    if relay is not None:
        state = f"{relay.state} ({relay.trouble})" if relay.trouble else relay.state
        table.add_row("relais", state, str(relay.position), str(relay.lag_events), f"{relay.lag_seconds:.1f}")
    for it in models:
        seconds = "?" if it.lag_seconds is None else f"{it.lag_seconds:.1f}"
        table.add_row(it.name, it.state, str(it.position), str(it.lag_events), seconds)
    screen.print(table)


def rebuild(
    name: Annotated[str, typer.Argument(help=f"Une vue : {NAMES}.")], *, as_json: Json = False
) -> None:
    """Refaire une vue depuis le premier fait du journal."""
    if name not in READ_MODELS:
        stop(f"« {name} » n’est pas une vue. Les vues : {NAMES}.", code=2)
    with opened() as system, progress(name) as advance:
        result = system.rebuild(name, advance)
    if as_json:
        print_json(result)
        return
    screen.print(f"{name} : refaite jusqu’à la position {result.position}.")
    for table, fingerprint in result.tables.items():
        screen.print(f"  {table:<28} {fingerprint}")
