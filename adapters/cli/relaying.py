"""The relay from a terminal: sends the log to Apache Kafka until told to stop."""

from adapters.cli.opening import opened, read_settings
from adapters.cli.signals import asked_to_stop
from adapters.cli.terminal import screen, stop
from adapters.logs import configure_logs
from adapters.messaging.refusals import RelayRefuses
from adapters.relaying import relay_of


def relay() -> None:
    """Envoyer le journal à Apache Kafka, jusqu’à Ctrl-C ; un second relais attend son tour."""
    chosen = read_settings()
    if not chosen.kafka_bootstrap_servers:
        stop("KAFKA_BOOTSTRAP_SERVERS manque : indiquez les adresses des nœuds Kafka, hôte:port.", code=2)
    configure_logs()
    told = asked_to_stop()
    with opened(chosen) as system:
        screen.print(f"Relais : envoie à {chosen.kafka_bootstrap_servers}. Ctrl-C pour arrêter.")
        try:
            relay_of(system).follow(told)
        except RelayRefuses as refusal:
            stop(refusal.french, code=2)
    screen.print("Arrêté.")
