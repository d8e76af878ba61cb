"""Words of a spreadsheet without what people write differently: accents, case, punctuation."""

import re
from unicodedata import combining, normalize

_BETWEEN_WORDS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return the bare words of a text.

    >>> plain(" Date d’Orientation : ")
    'date d orientation'
    >>> plain("PRÉNOM")
    'prenom'
    """
    letters = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return _BETWEEN_WORDS.sub(" ", letters.casefold()).strip()
