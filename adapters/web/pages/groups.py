"""The funded groups; one group's replay, looked at twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from adapters.web.pages.failing import PageRoute
from adapters.web.pages.rendering import may, page
from adapters.web.pages.visiting import SignedIn, Visit
from adapters.words import Words
from domain.calendar import PARIS
from domain.funded_group.account import Account, evolve
from domain.ids import GroupId
from domain.refusals import Unknown
from projections.casework import groups
from projections.casework.groups import GroupRow
from projections.plain import clear_fields

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@dataclass(frozen=True)
class Asked:
    """One look: as of a day, as known in the evening of a day."""

    as_of: str
    known_at: str


@dataclass(frozen=True)
class Typed:
    """The days of both looks as they were typed; empty: today."""

    as_of_a: str = ""
    known_at_a: str = ""
    as_of_b: str = ""
    known_at_b: str = ""

    @property
    def looks(self) -> dict[str, Asked]:
        """The two looks."""
        return {"a": Asked(self.as_of_a, self.known_at_a), "b": Asked(self.as_of_b, self.known_at_b)}


@dataclass(frozen=True)
class Seen:
    """A fact of one look."""

    side: str
    position: int
    counts_on: date
    recorded_at: datetime | None
    sentence: str
    role: str


@dataclass(frozen=True)
class Look:
    """What one look shows."""

    known_at: int
    account: Account
    facts: dict[int, Seen]


@dataclass(frozen=True)
class Compared:
    """A figure in both looks."""

    label: str
    a: str
    b: str


@router.get("/funded-groups")
def listed(request: Request, visit: SignedIn) -> Response:
    """List the groups that somebody may see."""
    answer = visit.parts.views(visit.context, groups.LISTED, groups.listed(), at=None)
    return page(request, visit, "groups.html", {"groups": answer.rows, "at": answer.at})


@router.get("/funded-groups/{group_id}")
def show(request: Request, visit: SignedIn, group_id: UUID, typed: Annotated[Typed, Depends()]) -> Response:
    """Show a group, and its history at two dates side by side."""
    values: dict[str, object] = {"group": _group(visit, group_id), "may_replay": may(visit, "log.replay")}
    if not values["may_replay"]:
        return page(request, visit, "group.html", values)
    asked, problem = typed.looks, None
    try:
        looks = {side: _look(visit, GroupId(group_id), side, look) for side, look in asked.items()}
    except ValueError:
        problem, asked = visit.words.text("bad-date"), Typed().looks
        looks = {side: _look(visit, GroupId(group_id), side, look) for side, look in asked.items()}
    values |= {
        "problem": problem,
        "asked": asked,
        "looks": looks,
        "said": {side: _said(visit, look) for side, look in asked.items()},
        "figures": list(_compared(visit.words, looks["a"], looks["b"])),
        "differences": _differences(looks["a"], looks["b"]),
    }
    return page(request, visit, "group.html", values, status=422 if problem else 200)


def _group(visit: Visit, group_id: UUID) -> GroupRow:
    found = visit.parts.views(visit.context, groups.OF_GROUP, {"group_id": group_id}, at=None).rows
    if not found:
        raise Unknown(kind="funded-group", id=group_id)
    return found[0]


def _look(visit: Visit, group_id: GroupId, side: str, asked: Asked) -> Look:
    found = visit.parts.replays.facts(group_id, as_of=_day(asked.as_of), known_at=_evening(asked.known_at))
    words, account, facts = visit.words, Account(), {}
    for each in found.facts:
        recorded = each.recorded
        account = evolve(account, recorded, group_id)
        facts[recorded.position] = Seen(
            side=side,
            position=recorded.position,
            counts_on=each.counts_on,
            recorded_at=recorded.recorded_at,
            sentence=words.fact(recorded.fact.TYPE, clear_fields(recorded.fact)),
            role=recorded.context.role,
        )
    return Look(found.known_at, account, facts)


def _said(visit: Visit, asked: Asked) -> str:
    """Return what a look shows, in words: a printed page has no form."""
    days = (_day(typed) or visit.context.today for typed in (asked.as_of, asked.known_at))
    as_of, known_at = map(visit.words.day, days)
    return visit.words.text("look-says", as_of=as_of, known_at=known_at)


def _differences(a: Look, b: Look) -> list[Seen]:
    only = [a.facts[position] for position in a.facts.keys() - b.facts.keys()]
    only += [b.facts[position] for position in b.facts.keys() - a.facts.keys()]
    return sorted(only, key=lambda seen: seen.position)


def _compared(words: Words, a: Look, b: Look) -> Iterator[Compared]:
    one, other = a.account, b.account
    yield Compared("facts", words.number(len(a.facts)), words.number(len(b.facts)))
    for label, name in (("attended-minutes", "attended_minutes"), ("fundable-minutes", "fundable_minutes")):
        yield Compared(label, words.duration(getattr(one, name)), words.duration(getattr(other, name)))
    for label, name in (
        ("granted", "granted_cents"),
        ("eligible", "eligible_cents"),
        ("other", "other_cents"),
        ("in-kind", "in_kind_cents"),
        ("paid", "paid_cents"),
        ("due-cents", "due_cents"),
    ):
        yield Compared(label, words.money(getattr(one, name)), words.money(getattr(other, name)))


def _day(text: str) -> date | None:
    """Return the day typed.

    Raises:
        ValueError: no such day.
    """
    return date.fromisoformat(text) if text else None


def _evening(text: str) -> datetime | None:
    """Return the last instant of a day in Paris.

    Raises:
        ValueError: no such day.
    """
    day = _day(text)
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time.min, PARIS) - timedelta(microseconds=1)
