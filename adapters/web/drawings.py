"""What people would rather look at than read: geometry only, drawn by the templates as SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 960
"""Units of every drawing; the page scales it."""
MARGIN = 24
LANE = 26
SHORTEST_DAYS = 30


@dataclass(frozen=True)
class Bar:
    """One step of a funnel."""

    label: str
    y: int
    width: float
    unknown_x: float
    unknown_width: float
    numerator: int
    denominator: int
    unknown: int


@dataclass(frozen=True)
class Mark:
    """One fact on a time line."""

    x: float
    y: int
    kind: str
    """Which phase: names the colour and the shape."""
    title: str


@dataclass(frozen=True)
class Tick:
    """A month of a time line."""

    x: float
    label: str


@dataclass(frozen=True)
class TimeLine:
    """Facts along time, a lane a phase."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    lanes: tuple[tuple[int, str], ...]
    height: int


def funnel(steps: Sequence[tuple[str, int, int, int]], *, left: int = 260, lane: int = 44) -> tuple[Bar, ...]:
    """Return a bar a step (label, numerator, denominator, unknown); the widest is the largest numerator."""
    largest = max((numerator + unknown for _, numerator, _, unknown in steps), default=0) or 1
    scale = (WIDTH - left - 150) / largest
    return tuple(
        Bar(
            label=label,
            y=row * lane,
            width=numerator * scale,
            unknown_x=left + numerator * scale,
            unknown_width=unknown * scale,
            numerator=numerator,
            denominator=denominator,
            unknown=unknown,
        )
        for row, (label, numerator, denominator, unknown) in enumerate(steps)
    )


def time_line(
    facts: Iterable[tuple[date, str, str]], lanes: Sequence[tuple[str, str]], *, left: int = 150
) -> TimeLine:
    """Return the marks of facts (day, lane, title) along a scale of months.

    Args:
        facts: the lane is the first of a pair of ``lanes``; facts of other lanes are left out.
        lanes: names and labels, from the top.
        left: where the scale begins.
    """
    rows = {name: row for row, (name, _) in enumerate(lanes)}
    shown = [fact for fact in facts if fact[1] in rows]
    first = min((day for day, _, _ in shown), default=date(2025, 1, 1)).replace(day=1)
    last = max((day for day, _, _ in shown), default=first)
    days = max((last - first).days, SHORTEST_DAYS)
    scale = (WIDTH - left - MARGIN) / days
    marks = tuple(
        Mark(left + (day - first).days * scale, MARGIN + rows[lane] * LANE, lane, title)
        for day, lane, title in shown
    )
    ticks = tuple(
        Tick(left + (month - first).days * scale, f"{month:%m/%Y}") for month in _months(first, days)
    )
    labels = tuple((MARGIN + row * LANE, label) for row, (_, label) in enumerate(lanes))
    return TimeLine(marks, ticks, labels, MARGIN * 2 + len(lanes) * LANE)


def _months(first: date, days: int) -> list[date]:
    """Return first days of months, as many as can be read beside each other."""
    last, found, month = first + timedelta(days=days), [], first
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found[:: len(found) // 12 + 1]
