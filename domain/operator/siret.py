"""The number of an establishment in the French register (SIRET)."""

import re

from domain.refusals import Refusal

FOURTEEN_DIGITS = re.compile(r"\d{14}", re.ASCII)


class NotASiret(Refusal):
    """A SIRET has fourteen digits, and its key must be right."""

    TYPE = "not-a-siret"
    field = "siret"


def check_siret(siret: str) -> None:
    """Refuse what cannot be a SIRET.

    Raises:
        NotASiret: not fourteen digits, or the key of Luhn (ISO/IEC 7812-1) is wrong.
    """
    if not FOURTEEN_DIGITS.fullmatch(siret) or _luhn_sum(siret) % 10:
        raise NotASiret


def _luhn_sum(digits: str) -> int:
    """Sum the digits from the right, every second one doubled and its own digits added."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled)
