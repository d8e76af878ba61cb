"""Files from a terminal: what operators have goes in, what cannot is told line by line."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from adapters.bootstrap import Integracode
from adapters.cli.opening import opened
from adapters.cli.sampling import NotEmpty, play_sample
from adapters.cli.terminal import Json, print_json, progress, screen, stop
from adapters.files.importing import Importer
from adapters.files.report import Report
from adapters.words import Words
from domain.refusals import Refusal
from services.context import Context


class Kind(StrEnum):
    """What a file holds."""

    REFERRALS = "orientations"
    ATTENDANCE = "emargement"


def import_(
    kind: Annotated[Kind, typer.Argument(help="Ce que contient le fichier.")],
    path: Annotated[Path, typer.Argument(help="Un fichier CSV ou XLSX.", exists=True, dir_okay=False)],
    *,
    account: Annotated[str, typer.Option(help="Identifiant du compte au nom duquel importer.")],
    as_json: Json = False,
) -> None:
    """Importer orientations ou émargements ; deux fois le même fichier ne change rien."""
    words = Words("fr")
    with opened() as system, progress(path.name) as advance:
        importer = Importer(
            desk=system.desk, log=system.log, keyring=system.keyring, new_id=system.new_id, words=words
        )
        context = _context_of(system, account)
        read = importer.referrals if kind is Kind.REFERRALS else importer.attendance
        try:
            report = read(path, lambda: context, advance)
        except Refusal as refusal:
            stop(words.refusal(refusal))
    if as_json:
        print_json(asdict(report))
    else:
        _tell(report)
    if report.refused:
        raise typer.Exit(1)


def sample(*, as_json: Json = False) -> None:
    """Jouer l’année d’exemple dans un journal vide."""
    with opened() as system, progress("Année d’exemple") as advance:
        try:
            play_sample(system, advance)
        except NotEmpty:
            stop("Le journal contient déjà des faits : l’année d’exemple se joue dans un journal vide.")
        head = system.feed.head()
    if as_json:
        print_json({"head": head})
    else:
        screen.print(f"Année d’exemple jouée : {head.position} faits.")


def _context_of(system: Integracode, login: str) -> Context:
    account = next((each for each in system.accounts.everyone() if each.login == login.lower()), None)
    if account is None:
        stop(f"Aucun compte n’a l’identifiant « {login} ».", code=2)
    return Context(
        actor=str(account.id),
        role=account.role,
        operator_id=account.operator_id,
        source="import",
        instant=system.clock(),
        correlation_id=system.new_id(),
    )


def _tell(report: Report) -> None:
    screen.print(
        f"{report.imported} importées, {report.already} déjà importées, {len(report.refused)} refusées."
    )
    if report.refused:
        table = Table("Ligne", "Colonne", "Pourquoi", "Que faire")
        for row in report.refused:
            table.add_row(str(row.line), row.column or "", row.sentence, row.remedy or "")
        screen.print(table)
