"""What an auditor asks from a terminal: the history of a group, and whether the log was altered."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer
from rich.table import Table

from adapters.cli.opening import opened
from adapters.cli.terminal import Json, print_json, progress, screen, stop

verify = typer.Typer(no_args_is_help=True, help="Vérifier que rien n’a été altéré.")


def replay(
    group: Annotated[str, typer.Argument(help="Identifiant ou code du groupe : 57-2025-01.")],
    *,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Tel qu’il était ce jour.")] = None,
    known_at: Annotated[str | None, typer.Option(help="Tel qu’on le savait : instant ISO 8601 ou position.")] = None,
    as_json: Json = False,
) -> None:
    """Rejouer l’histoire d’un groupe financé, ses minutes et son argent."""
