"""What an auditor asks from a terminal: the history of a group, and whether the log was altered."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer

from adapters.bootstrap import Integracode
from adapters.cli.opening import opened
from adapters.cli.replaying import print_lines, write_json
from adapters.cli.terminal import Json, print_json, progress, screen, stop
from adapters.eventlog.faults import Fault
from adapters.words import Words
from domain.funded_group.group import FundedGroup
from domain.ids import GroupId
from domain.refusals import Unknown
from services.answers import PositionToCome

verify = typer.Typer(no_args_is_help=True, help="Vérifier que rien n’a été altéré.")

AsOf = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Tel qu’il était ce jour-là.")]
KnownAt = Annotated[
    str | None, typer.Option(help="Tel qu’on le savait à un instant (2025-06-30T18:00:00+02:00).")
]
KnownAtPosition = Annotated[
    int | None, typer.Option(min=0, help="Tel qu’on le savait à une position du journal.")
]

FAULTS = {
    Fault.MISSING: "aucun fait ne s’y trouve, alors qu’il devrait y en avoir un",
    Fault.UNREADABLE: "la ligne est illisible",
    Fault.ANOTHER_LOG: "la ligne vient d’un autre journal",
    Fault.EPOCH: "son époque n’est pas celle qui avait commencé",
    Fault.UNKNOWN_FORMAT: "le format de son empreinte est inconnu",
    Fault.LEAF: "l’empreinte n’est pas celle de la ligne",
    Fault.VERSION: "sa version ne suit pas la précédente de son dossier",
    Fault.TIME: "elle est enregistrée avant la précédente",
    Fault.TAGS: "l’index des étiquettes dit autre chose que la ligne",
    Fault.BATCH: "elle n’est dans aucun lot, ou le lot a un autre instant",
    Fault.COMMAND: "la réponse gardée d’une commande ne nomme pas les mêmes faits",
}


@verify.callback()
def verifying() -> None:
    """Vérifier que rien n’a été altéré."""


@verify.command("log")
def verify_log(*, as_json: Json = False) -> None:
    """Recalculer positions, versions et empreintes de tout le journal."""
    with opened() as system, progress("journal") as advance:
        verdict = system.verify_log(advance)
    if as_json:
        print_json({"is_whole": verdict.is_whole, **asdict(verdict)})
    elif verdict.is_whole:
        screen.print(f"Journal intact : {verdict.checked} faits vérifiés. Empreinte {verdict.last_leaf}")
    if verdict.problem is not None:
        stop(f"Journal altéré, position {verdict.position} : {FAULTS[verdict.problem]}.")


def replay(
    group: Annotated[str, typer.Argument(help="Code du groupe (57-2025-01) ou son identifiant.")],
    *,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    known_at_position: KnownAtPosition = None,
    as_json: Json = False,
) -> None:
    """Rejouer l’histoire d’un groupe financé : chaque fait, puis ses minutes et son argent."""
    known = _known(known_at, known_at_position)
    with opened() as system:
        group_id = _group_id(system, group)
        try:
            found = system.replay.facts(group_id, as_of=as_of.date() if as_of else None, known_at=known)
        except PositionToCome as refusal:
            stop(Words("fr").refusal(refusal), code=2)
        (write_json if as_json else print_lines)(group_id, found)


def _group_id(system: Integracode, group: str) -> GroupId:
    found = _id_of(group) or system.find_group(group)
    if found is None or not _is_group(system, found):
        stop(f"Aucun groupe n’a le code ni l’identifiant « {group} ».", code=2)
    return found


def _id_of(text: str) -> GroupId | None:
    try:
        return GroupId(UUID(text))
    except ValueError:
        return None


def _is_group(system: Integracode, group_id: GroupId) -> bool:
    try:
        return system.log.load(FundedGroup, group_id).version > 0
    except Unknown:
        return False


def _known(instant: str | None, position: int | None) -> int | datetime | None:
    if instant is None or position is not None:
        if instant is not None:
            stop("Choisissez --known-at ou --known-at-position, pas les deux.", code=2)
        return position
    try:
        parsed = datetime.fromisoformat(instant)
    except ValueError:
        stop(
            "--known-at attend un instant (2025-06-30T18:00:00+02:00) ; pour une position :"
            " --known-at-position.",
            code=2,
        )
    if parsed.tzinfo is None:
        stop("--known-at : précisez le fuseau de l’instant (2025-06-30T18:00:00+02:00).", code=2)
    return parsed
