"""What an auditor asks from a terminal: the history of a group, and whether the log was altered."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.table import Table

from adapters.bootstrap import Integracode
from adapters.cli.opening import opened
from adapters.cli.terminal import Json, print_json, progress, screen, stop
from adapters.eventlog.replay import Replay, Replayed
from adapters.words import Words
from domain.calendar import PARIS
from domain.funded_group.account import Account, evolve
from domain.ids import GroupId
from projections.plain import clear_fields

verify = typer.Typer(no_args_is_help=True, help="Vérifier que rien n’a été altéré.")

AsOf = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Tel qu’il était ce jour-là.")]
KnownAt = Annotated[str | None, typer.Option(help="Tel qu’on le savait : instant ISO 8601, ou position.")]


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
    if not verdict.is_whole:
        stop(f"Journal altéré, position {verdict.position} : {verdict.problem}.")


def replay(
    group: Annotated[str, typer.Argument(help="Code du groupe (57-2025-01) ou son identifiant.")],
    *,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: Json = False,
) -> None:
    """Rejouer l’histoire d’un groupe financé : chaque fait, puis ses minutes et son argent."""
    known = _known_at(known_at)
    with opened() as system:
        group_id = _group_id(system, group)
        found = system.replay.facts(group_id, day=as_of.date() if as_of else None, known_at=known)
        (_print_json if as_json else _print_table)(group_id, found)


def _print_table(group_id: GroupId, found: Replay) -> None:
    words, account = Words("fr"), Account()
    table = Table("Position", "Jour", "Enregistré", "Fait", "Corrigé par")
    for replayed, after in _folded(group_id, found):
        account = after
        table.add_row(*_row(words, replayed))
    screen.print(table)
    day = words.day(found.day) if found.day else "aujourd’hui"
    screen.print(f"Au {day}, tel que connu à la position {found.known_at} :")
    for name, value in _lines(words, account):
        screen.print(f"  {name:<24} {value}", markup=False)


def _print_json(group_id: GroupId, found: Replay) -> None:
    facts, account = [], Account()
    for replayed, after in _folded(group_id, found):
        account = after
        facts.append(_as_json(replayed))
    print_json(
        {
            "group_id": group_id,
            "as_of": found.day,
            "known_at": found.known_at,
            "facts": facts,
            "account": {**asdict(account), "due_cents": account.due_cents},
        }
    )


def _folded(group_id: GroupId, found: Replay) -> Iterator[tuple[Replayed, Account]]:
    account = Account()
    for replayed in found.facts:
        account = evolve(account, replayed.recorded, group_id)
        yield replayed, account


def _row(words: Words, replayed: Replayed) -> tuple[str, ...]:
    recorded = replayed.recorded
    known = recorded.recorded_at.astimezone(PARIS).strftime("%d/%m/%Y %H:%M") if recorded.recorded_at else ""
    sentence = words.fact(recorded.fact.TYPE, clear_fields(recorded.fact))
    corrected = str(replayed.superseded_by or "")
    return (str(recorded.position), words.day(replayed.counts_on), known, sentence, corrected)


def _as_json(replayed: Replayed) -> dict[str, Any]:
    recorded = replayed.recorded
    fact = recorded.fact
    return {
        "position": recorded.position,
        "event_id": recorded.context.event_id,
        "stream": recorded.stream,
        "stream_id": recorded.originator_id,
        "version": recorded.originator_version,
        "type": fact.TYPE,
        "occurred_on": fact.occurred_on,
        "counts_on": replayed.counts_on,
        "recorded_at": recorded.recorded_at,
        "superseded_by": replayed.superseded_by,
        "values": clear_fields(fact),
        "leaf": recorded.leaf.hex(),
    }


def _lines(words: Words, account: Account) -> Iterator[tuple[str, str]]:
    yield "Minutes suivies", words.duration(account.attended_minutes)
    yield "Minutes finançables", words.duration(account.fundable_minutes)
    yield "Accordé", words.money(account.granted_cents)
    yield "Dépensé (éligible)", words.money(account.eligible_cents)
    yield "Dépensé (autre)", words.money(account.other_cents)
    yield "En nature", words.money(account.in_kind_cents)
    yield "Payé", words.money(account.paid_cents)
    yield "Reste dû", words.money(account.due_cents)


def _group_id(system: Integracode, group: str) -> GroupId:
    try:
        return GroupId(UUID(group))
    except ValueError:
        found = system.find_group(group)
    if found is None:
        stop(f"Aucun groupe n’a le code « {group} ».", code=2)
    return found


def _known_at(text: str | None) -> int | datetime | None:
    if text is None or text.isdecimal():
        return None if text is None else int(text)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        stop("--known-at attend une position (123) ou un instant (2025-06-30T18:00:00+02:00).", code=2)
    if instant.tzinfo is None:
        stop("--known-at : précisez le fuseau de l’instant (2025-06-30T18:00:00+02:00).", code=2)
    return instant
