"""The history of a funded group on a terminal: a line a fact, then its minutes and its money."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from adapters.cli.terminal import plain, screen
from adapters.eventlog.replay import Replay, Replayed
from adapters.words import Words
from domain.calendar import PARIS
from domain.facts import Recorded
from domain.funded_group.account import Account, evolve
from domain.ids import GroupId
from projections.plain import clear_fields
from services.context import Role

FILES = {
    "learner-path": "parcours",
    "funded-group": "groupe",
    "attendance-sheet": "feuille",
    "grant": "convention",
    "operator": "opérateur",
}
"""What people call each kind of stream; the end of its id tells two of them apart."""
LINE = "{position:>8}  {day:<10}  {known:<16}  {file:<19}  {sentence}"
HEADER = {
    "position": "Position",
    "day": "Jour",
    "known": "Enregistré",
    "file": "Dossier",
    "sentence": "Fait",
}
DAY, MINUTE = "%d/%m/%Y", "%d/%m/%Y %H:%M"


def print_lines(group_id: GroupId, found: Replay) -> None:
    """Print each fact as it is read, then the account."""
    words, account = Words("fr"), Account()
    screen.print(LINE.format_map(HEADER), style="bold", markup=False)
    for replayed, account in _folded(group_id, found):  # noqa: B007 - the last account is told below.
        screen.print(_line(words, replayed), markup=False)
    day = f"Au {words.day(found.as_of)}" if found.as_of else "À ce jour"
    screen.print(f"\n{day}, tel que connu à la position {found.known_at} :", markup=False)
    for name, value in _figures(words, account):
        screen.print(f"  {name:<20} {value}", markup=False)


def write_json(group_id: GroupId, found: Replay) -> None:
    """Write one JSON document, a fact a line, as they are read."""
    account, before = Account(), "\n"
    _write(group_id, '{{"group_id": {}, ')
    _write(found.as_of, '"as_of": {}, ')
    _write(found.known_at, '"known_at": {}, "facts": [')
    for replayed, account in _folded(group_id, found):  # noqa: B007 - the last account is told below.
        _write(_as_json(replayed), before + "{}")
        before = ",\n"
    _write({**asdict(account), "due_cents": account.due_cents}, '\n], "account": {}}}\n')


def _write(value: object, around: str) -> None:
    sys.stdout.write(around.format(json.dumps(value, default=plain, ensure_ascii=False)))


def _folded(group_id: GroupId, found: Replay) -> Iterator[tuple[Replayed, Account]]:
    account = Account()
    for replayed in found.facts:
        account = evolve(account, replayed.recorded, group_id)
        yield replayed, account


def _line(words: Words, replayed: Replayed) -> str:
    recorded = replayed.recorded
    told = words.fact(recorded.fact.TYPE, clear_fields(recorded.fact))
    by = words.code(Role, recorded.context.role)
    corrected = f" → corrigé à la position {replayed.superseded_at}" if replayed.superseded_at else ""
    return LINE.format(
        position=recorded.position,
        day=replayed.counts_on.strftime(DAY),
        known=_in_paris(recorded.recorded_at),
        file=f"{FILES[recorded.stream]} {str(recorded.originator_id)[-6:]}",
        sentence=f"{told} ({by}){corrected}",
    )


def _in_paris(instant: datetime | None) -> str:
    return instant.astimezone(PARIS).strftime(MINUTE) if instant else ""


def _as_json(replayed: Replayed) -> dict[str, Any]:
    recorded = replayed.recorded
    return {
        **_place(recorded),
        "counts_on": replayed.counts_on,
        "superseded_by": replayed.superseded_by,
        "superseded_at": replayed.superseded_at,
        "values": clear_fields(recorded.fact),
        "leaf": recorded.leaf.hex(),
    }


def _place(recorded: Recorded[Any]) -> dict[str, Any]:
    context = recorded.context
    return {
        "position": recorded.position,
        "event_id": context.event_id,
        "stream": recorded.stream,
        "stream_id": recorded.originator_id,
        "version": recorded.originator_version,
        "type": recorded.fact.TYPE,
        "occurred_on": recorded.fact.occurred_on,
        "recorded_at": recorded.recorded_at,
        "actor": context.actor,
        "role": context.role,
        "reason": context.reason,
        "supersedes": context.supersedes,
    }


def _figures(words: Words, account: Account) -> Iterator[tuple[str, str]]:
    yield "Minutes suivies", words.duration(account.attended_minutes)
    yield "Minutes finançables", words.duration(account.fundable_minutes)
    yield "Accordé", words.money(account.granted_cents)
    yield "Dépensé (éligible)", words.money(account.eligible_cents)
    yield "Dépensé (autre)", words.money(account.other_cents)
    yield "En nature", words.money(account.in_kind_cents)
    yield "Payé", words.money(account.paid_cents)
    yield "Reste dû", words.money(account.due_cents)
