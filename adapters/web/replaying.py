"""A group's history told from the log: each fact in a sentence, then its minutes and its money."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from adapters.web.parts import Parts, Replay, Replayed
from adapters.words import Words
from domain.funded_group import account
from domain.funded_group.account import Account
from domain.ids import GroupId
from projections.plain import clear_fields

KnownAt = int | datetime | None


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """One fact of a group's history."""

    position: int
    event_id: UUID
    stream: str
    stream_id: UUID
    type: str
    sentence: str
    occurred_on: date
    counts_on: date
    """Of a correction: the day of what it corrects."""
    recorded_at: datetime | None
    role: str
    source: str
    supersedes: UUID | None
    superseded_by: UUID | None


@dataclass(frozen=True, kw_only=True)
class AccountNow:
    """Minutes in both ledgers, money in cents."""

    attended_minutes: int
    fundable_minutes: int
    granted_cents: int
    rate_bp: int
    eligible_cents: int
    other_cents: int
    in_kind_cents: int
    paid_cents: int
    due_cents: int
    """What the funder owes; negative means a refund."""


@dataclass(frozen=True, kw_only=True)
class History:
    """A group's history as of a day, as known at a position of the log, and its account there."""

    group_id: UUID
    as_of: date | None
    known_at: int
    facts: list[HistoryLine]
    account: AccountNow


class Historian:
    """Replays a group, fact by fact."""

    def __init__(self, parts: Parts, words: Words) -> None:
        """Take the log to read and the language to tell in."""
        self._replays = parts.replays
        self._words = words

    def history(self, group_id: GroupId, as_of: date | None, known_at: KnownAt) -> History:
        """Return the whole history at once."""
        replay = self._replays.facts(group_id, as_of=as_of, known_at=known_at)
        told = list(self.lines(group_id, replay))
        lines = [each for each, _ in told]
        last = told[-1][1] if told else Account()
        return History(
            group_id=group_id, as_of=as_of, known_at=replay.known_at, facts=lines, account=account_now(last)
        )

    def replay(self, group_id: GroupId, as_of: date | None, known_at: KnownAt) -> Replay:
        """Return the history, to be gone through once."""
        return self._replays.facts(group_id, as_of=as_of, known_at=known_at)

    def lines(self, group_id: GroupId, replay: Replay) -> Iterator[tuple[HistoryLine, Account]]:
        """Tell each fact, with the account after it."""
        figures = Account()
        for each in replay.facts:
            figures = account.evolve(figures, each.recorded, group_id)
            yield self._line(each), figures

    def _line(self, replayed: Replayed) -> HistoryLine:
        recorded = replayed.recorded
        context = recorded.context
        return HistoryLine(
            position=recorded.position,
            event_id=context.event_id,
            stream=recorded.stream,
            stream_id=recorded.originator_id,
            type=recorded.fact.TYPE,
            sentence=self._words.fact(recorded.fact.TYPE, clear_fields(recorded.fact)),
            occurred_on=recorded.fact.occurred_on,
            counts_on=replayed.counts_on,
            recorded_at=recorded.recorded_at,
            role=context.role,
            source=context.source,
            supersedes=context.supersedes,
            superseded_by=replayed.superseded_by,
        )


def account_now(figures: Account) -> AccountNow:
    """Return an account with what is due."""
    counted = {each.name: getattr(figures, each.name) for each in fields(figures)}
    return AccountNow(**counted, due_cents=figures.due_cents)
