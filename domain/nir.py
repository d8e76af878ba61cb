"""The French social-security number (NIR) is never kept: this finds it in any text, so that it is refused.

A NIR is a sex digit, a year, a month, a department, a commune, an order, and a control key of two digits that
people often leave out. Newcomers may have a temporary number (3, 4, 7, 8), a month above 12 (birth month
unknown) and department 99 (born abroad).
"""

import re
from unicodedata import normalize

_GAP = r"[ ._/-]{0,3}"
_PARTS = (
    "[123478]",
    "[0-9]{2}",
    "(?:0[1-9]|1[0-2]|[23][0-9]|4[0-2]|[5-9][0-9])",
    "(?:0[1-9]|[1-9][0-9]|2[AB])",
    "(?!000)[0-9]{3}",
    "(?!000)[0-9]{3}",
)

_WITHOUT_KEY = re.compile(f"(?<![0-9]){_GAP.join(_PARTS)}(?![0-9])")
"""Without a key to confirm it, the number must be written in its usual groups, or in one piece."""

_FIFTEEN = re.compile(f"(?<![0-9])(?=([123478](?:{_GAP}[0-9AB]){{14}})(?![0-9]))")
_WITH_KEY = re.compile(f"({''.join(_PARTS)})([0-9]{{2}})")


def holds_nir(text: str) -> bool:
    """Whether a text holds a NIR: 13 plausible signs in the usual groups, or 15 with the right key."""
    plain = normalize("NFKC", text).upper()
    return bool(_WITHOUT_KEY.search(plain)) or any(
        _key_is_right(found[1]) for found in _FIFTEEN.finditer(plain)
    )


def _key_is_right(written: str) -> bool:
    found = _WITH_KEY.fullmatch(re.sub(r"[^0-9AB]", "", written))
    if found is None:
        return False
    number = found[1].replace("2A", "19").replace("2B", "18")
    return 97 - int(number) % 97 == int(found[2])
