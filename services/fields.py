"""What no field of a request may hold, whoever sends it: one such value, once stored, harms every reader."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum

from domain.nir import holds_nir
from domain.refusals import Refusal

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Days that the log takes, with room for the delays that are added to them."""
LARGEST = 2_000_000_000
"""Of any count, minutes or cents: what a column of four bytes takes."""
FREE_TEXTS = frozenset({"address", "label", "message", "organisation", "reason", "text", "waiver_reason"})
"""What one of them means when it is blank, its own decision says."""
LONGEST_TEXT = 4000
LONGEST_NAME = 200
"""Of any other text: an index takes it."""
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Control signs, halves of signs, and those that turn the direction of writing."""


@dataclass(frozen=True)
class WrongField:
    """A field of a request, and what is wrong with it: never what stands in it."""

    path: tuple[str | int, ...]
    code: str
    limits: Mapping[str, object] = field(default_factory=dict)


class FieldsAreWrong(Refusal):
    """Fields hold what cannot be: text that nobody can read, a day or a number out of this world."""

    TYPE = "fields-are-wrong"

    def __init__(self, *wrong: WrongField) -> None:
        """Keep which, and why."""
        super().__init__()
        self.wrong = wrong


def check_fields(*values: object, today: date) -> None:
    """Refuse a request whose values cannot be.

    Raises:
        FieldsAreWrong: with each of them.
    """
    wrong = [each for value in values for each in wrong_fields(value, today)]
    if wrong:
        raise FieldsAreWrong(*wrong)


def wrong_fields(value: object, today: date, path: tuple[str | int, ...] = ()) -> Iterator[WrongField]:
    """Return the fields of a request, inner ones included, that hold what cannot be."""
    match value:
        case Enum() | bool():
            return
        case str():
            yield from _of_text(value, path)
        case int():
            yield from _of_number(value, path)
        case date():
            yield from _of_day(value, today, path)
        case tuple() | list() | frozenset():
            for place, each in enumerate(value):
                yield from wrong_fields(each, today, (*path, place))
        case _ if is_dataclass(value):
            for each in fields(value):
                yield from wrong_fields(getattr(value, each.name), today, (*path, each.name))


def is_readable(text: str) -> bool:
    """Whether every sign can be stored and shown."""
    return UNREADABLE.search(text) is None


def _of_text(text: str, path: tuple[str | int, ...]) -> Iterator[WrongField]:
    is_free = bool(path) and path[-1] in FREE_TEXTS
    longest = LONGEST_TEXT if is_free else LONGEST_NAME
    if not is_readable(text):
        yield WrongField(path, "not-readable")
    elif not text.strip() and not is_free:
        yield WrongField(path, "blank")
    elif len(text) > longest:
        yield WrongField(path, "too-long", {"most": longest})
    elif holds_nir(text):
        yield WrongField(path, "nir")


def _of_number(number: int, path: tuple[str | int, ...]) -> Iterator[WrongField]:
    if abs(number) > LARGEST:
        yield WrongField(path, "too-large", {"most": LARGEST})


def _of_day(day: date, today: date, path: tuple[str | int, ...]) -> Iterator[WrongField]:
    if not EARLIEST <= day <= LATEST:
        yield WrongField(path, "no-such-year", {"earliest": EARLIEST, "latest": LATEST})
    elif day > today and path and path[-1] == "birth_date":
        yield WrongField(path, "born-later")
