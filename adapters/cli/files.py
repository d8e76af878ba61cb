"""Files from a terminal: what operators have goes in, what cannot is told line by line."""

from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from adapters.bootstrap import Integracode
from adapters.cli.import_report import told
from adapters.cli.kinds import Kind
from adapters.cli.opening import opened
from adapters.cli.sampling import NotEmpty, play_sample
from adapters.cli.terminal import Json, print_json, progress, screen, stop
from adapters.files.importing import Importer
from adapters.files.report import Report
from adapters.words import Words
from domain.attendance_sheet.signing import SignatureMethod
from domain.refusals import Refusal
from services.context import Context

WORDS = Words("fr")
SOME_REFUSED, NOTHING_READ = 1, 2
"""How the command ends, for programs."""


def import_(
    kind: Annotated[Kind, typer.Argument(help="Ce que contient le fichier.")],
    path: Annotated[Path, typer.Argument(help="Un fichier CSV ou XLSX.")],
    *,
    account: Annotated[str, typer.Option(help="Identifiant du compte au nom duquel importer.")],
    unsigned: Annotated[
        bool, typer.Option("--unsigned", help="Émargement : ne noter aucune signature sur papier.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Importer orientations ou émargements ; deux fois le même fichier ne change rien.

    Code de sortie : 0 tout est entré ou l’était déjà, 1 des lignes sont refusées, 2 rien n’a pu être lu.
    """
    with opened() as system, progress(kind.value) as advance:
        context = _context_of(system, account)
        importer = Importer(
            desk=system.desk, log=system.log, keyring=system.keyring, new_id=system.new_id, words=WORDS
        )
        read = (
            importer.referrals
            if kind is Kind.REFERRALS
            else partial(importer.attendance, signed=None if unsigned else SignatureMethod.PAPER)
        )
        try:
            report = read(path, lambda: replace(context, instant=system.clock()), advance)
        except Refusal as refusal:
            _refuse_file(refusal, as_json=as_json)
    if as_json:
        print_json(asdict(report))
    else:
        for sentence in told(report, WORDS):
            screen.print(sentence, markup=False)
    if report.refused:
        raise typer.Exit(SOME_REFUSED)


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


def _refuse_file(refusal: Refusal, *, as_json: bool) -> NoReturn:
    """Say why nothing of the file was read; a program gets it in the form of a refused row."""
    if as_json:
        report = Report(rows=0)
        report.refuse(WORDS, refusal, 0)
        print_json(asdict(report))
    stop(WORDS.refusal(refusal), code=NOTHING_READ)
