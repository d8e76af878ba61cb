"""What an auditor asks from a terminal: the history of a group, and whether the log was altered."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table

from adapters.bootstrap import Integracode
from adapters.cli.opening import opened
from adapters.cli.terminal import Json, print_json, progress, screen, stop
from adapters.words import Words

verify = typer.Typer(no_args_is_help=True, help="Vérifier que rien n’a été altéré.")


def replay(
    group: Annotated[str, typer.Argument(help="Identifiant ou code du groupe : 57-2025-01.")],
    *,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Tel qu’il était ce jour.")
    ] = None,
    known_at: Annotated[
        str | None, typer.Option(help="Tel qu’on le savait : instant ISO 8601 ou position.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Rejouer l’histoire d’un groupe financé : chaque fait, puis ses minutes et son argent."""
    with opened() as system:
        found = system.replay(_group_id(system, group), day=_day(as_of), known_at=_known_at(known_at))
        if as_json:
            print_json(found.as_json())
            return
        words = Words("fr")
        title = f"Groupe {group}, journal jusqu’à la position {found.known_at}"
        table = Table("Position", "Jour", "Su le", "Fait", title=title)
        for row in found.rows(words):
            table.add_row(*row)
        screen.print(table)
        for label, value in found.account_lines(words):
            screen.print(f"{label:<32} {value}", markup=False)


@verify.command("log")
def verify_log(*, as_json: Json = False) -> None:
    """Recalculer positions, versions et empreintes de tout le journal."""
    with opened() as system, progress("journal") as advance:
        verdict = system.verify_log(advance)
    if as_json:
        print_json(verdict)
    elif verdict.is_whole:
        screen.print(f"Journal intact : {verdict.checked} faits vérifiés.")
    if not verdict.is_whole:
        stop(f"Journal altéré à la position {verdict.position} : {verdict.problem}.")


def _group_id(system: Integracode, group: str) -> UUID:
    try:
        return UUID(group)
    except ValueError:
        found = system.find_group(group)
    if found is None:
        stop(f"Aucun groupe n’a le code « {group} ».", code=2)
    return found


def _day(as_of: datetime | None) -> date | None:
    return as_of.date() if as_of else None


def _known_at(text: str | None) -> int | datetime | None:
    if text is None:
        return None
    if text.isdecimal():
        return int(text)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        stop("--known-at attend une position (123) ou un instant (2025-06-30T18:00:00+02:00).", code=2)
    if instant.tzinfo is None:
        stop("--known-at : précisez le fuseau de l’instant (2025-06-30T18:00:00+02:00).", code=2)
    return instant
