"""Read models from a terminal: where each stands, and making one again from the log."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.table import Table

from adapters.bootstrap import Integracode
from adapters.cli.opening import opened
from adapters.cli.terminal import Json, print_json, progress, screen, stop
from adapters.messaging.relay_status import RelayStatus
from adapters.readmodels.registry import READ_MODELS
from adapters.readmodels.statuses import ReadModelStatus
from adapters.relaying import status_of

NAMES = ", ".join(READ_MODELS)


def status(*, as_json: Json = False) -> None:
    """Dire où en est le journal, et de combien le relais et chaque vue le suivent."""
    with opened() as system:
        head, relay, models = system.feed.head(), relay_of_the_network(system), system.status()
    if as_json:
        print_json({"head": head, "relay": relay, "read_models": models})
        return
    title = f"Journal : {head.position} faits"
    table = Table("Suit le journal", "État", "Position", "Retard (faits)", "Retard (s)", title=title)
    if relay is not None:
        table.add_row("relais", *_row(relay))
    for it in models:
        table.add_row(it.name, *_row(it))
    screen.print(table)
    for sentence in remarks(relay, models):
        screen.print(sentence, markup=False)


def relay_of_the_network(system: Integracode) -> RelayStatus | None:
    """Return how far the relay is; None where there is none: all runs in one process."""
    found = status_of(system)
    return found if system.settings.kafka_bootstrap_servers or found.active else None


def remarks(relay: RelayStatus | None, models: Sequence[ReadModelStatus]) -> Iterator[str]:
    """Say what a figure does not: what is awaited, what stands still, what was not ours."""
    if relay is not None and relay.trouble:
        yield f"relais : attend ({relay.trouble})."
    for it in models:
        if it.error:
            yield f"{it.name} : arrêtée à la position {it.error_position} ({it.error})."
        if it.partitions and not it.members:
            yield f"{it.name} : aucun consommateur ; lancez « integracode project {it.name} »."
        for member in it.members:
            if member.trouble:
                yield f"{it.name} : {member.name} attend ({member.trouble})."
        slow = it.partitions[0] if it.partitions else None
        if slow and slow.lag_events:
            yield f"{it.name} : {slow.topic}[{slow.partition}] est la plus lente, à {slow.position}."
        for each in it.partitions:
            if each.foreign_records:
                yield (
                    f"{it.name} : {each.topic}[{each.partition}] contient {each.foreign_records}"
                    " enregistrement(s) qui ne viennent pas du relais ; ils n’ont rien changé."
                )


def _row(it: RelayStatus | ReadModelStatus) -> tuple[str, str, str, str]:
    seconds = "?" if it.lag_seconds is None else f"{it.lag_seconds:.1f}"
    return (it.state, str(it.position), str(it.lag_events), seconds)


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
