"""The topics of Apache Kafka: made once, by this command, and looked at."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import typer
from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from adapters.cli.opening import read_settings
from adapters.cli.terminal import Json, print_json, screen, stop
from adapters.messaging import topics as messaging
from adapters.messaging.topics import Difference, Topics

ANSWER_MILLISECONDS = 5_000

topics = typer.Typer(no_args_is_help=True, help="Créer ou contrôler les topics d’Apache Kafka.")


@topics.command("apply")
def apply(*, as_json: Json = False) -> None:
    """Créer les topics qui manquent ; ceux qui existent restent comme ils sont."""
    with _administered() as (admin, wanted):
        created = messaging.apply(admin, wanted)
        found = messaging.differences(admin, wanted)
    if as_json:
        print_json({"created": created, "differences": found})
    for name in [] if as_json else created:
        screen.print(f"Créé : {name}", markup=False)
    _conclude(found, as_json=as_json)


@topics.command("check")
def check(*, as_json: Json = False) -> None:
    """Dire ce qui manque, ou qui est autrement qu’il ne doit être."""
    with _administered() as (admin, wanted):
        found = messaging.differences(admin, wanted)
    if as_json:
        print_json({"differences": found})
    _conclude(found, as_json=as_json)


@contextmanager
def _administered() -> Iterator[tuple[KafkaAdminClient, Topics]]:
    """Lend a client of the brokers, and the topics as they must be; brokers that do not answer are told."""
    chosen = read_settings()
    if chosen.kafka_bootstrap_servers is None:
        stop("KAFKA_BOOTSTRAP_SERVERS manque : indiquez les adresses des nœuds Kafka, hôte:port.", code=2)
    servers = chosen.kafka_bootstrap_servers.split(",")
    wanted = messaging.topics(chosen.topic_prefix, replicas=chosen.topic_replicas)
    try:
        asked = KafkaAdminClient(bootstrap_servers=servers, bootstrap_timeout_ms=ANSWER_MILLISECONDS)
        with closing(asked) as admin:
            yield admin, wanted
    except (KafkaError, OSError) as error:
        name = type(error).__name__
        stop(f"Kafka ne répond pas ou refuse ({name}) : vérifiez KAFKA_BOOTSTRAP_SERVERS et ses nœuds.")


def _conclude(found: Sequence[Difference], *, as_json: bool) -> None:
    if found:
        stop("\n".join(each.french for each in found))
    if not as_json:
        screen.print("Les topics sont comme ils doivent être.")
