"""One read model kept over Apache Kafka, by this process and any number of others of its name."""

from typing import Annotated

import typer

from adapters.cli.opening import opened, read_settings
from adapters.cli.signals import asked_to_stop
from adapters.cli.terminal import screen, stop
from adapters.distributed import Stopped, TopicsDiffer, projecting
from adapters.logs import configure_logs
from adapters.readmodels.registry import READ_MODELS

NAMES = ", ".join(READ_MODELS)


def project(name: Annotated[str, typer.Argument(help=f"Une vue : {NAMES}.")]) -> None:
    """Tenir une vue à jour depuis Apache Kafka, jusqu’à Ctrl-C ; plusieurs peuvent la tenir ensemble."""
    if name not in READ_MODELS:
        stop(f"« {name} » n’est pas une vue. Les vues : {NAMES}.", code=2)
    chosen = read_settings()
    if not chosen.kafka_bootstrap_servers:
        stop("KAFKA_BOOTSTRAP_SERVERS manque : indiquez les adresses des nœuds Kafka, hôte:port.", code=2)
    configure_logs()
    told = asked_to_stop()
    with opened(chosen) as system:
        try:
            with projecting(system, name, told) as consumer:
                screen.print(f"{name} : suit {chosen.kafka_bootstrap_servers}. Ctrl-C pour arrêter.")
                consumer.follow(told)
        except TopicsDiffer as error:
            stop("\n".join(each.french for each in error.differences), code=2)
        except Stopped:
            pass
    screen.print("Arrêté.")
