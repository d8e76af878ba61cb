"""French first; English for who asks for it."""

from functools import cache

from fastapi import Request

from adapters.words import LANGUAGES, Language, Words

COOKIE = "language"


@cache
def words_in(language: Language) -> Words:
    """Return the words of a language, read once."""
    return Words(language)


def language_of(request: Request) -> Language:
    """Return the language chosen on the pages, else the first that ``Accept-Language`` prefers of ours."""
    chosen = request.cookies.get(COOKIE) or preferred(request.headers.get("accept-language", ""))
    return "en" if chosen == "en" else "fr"


def words_of(request: Request) -> Words:
    """Return the words in which to answer."""
    return words_in(language_of(request))


def preferred(header: str) -> Language:
    """Return the language of ours with the greatest weight; French when none is named, or both alike.

    >>> preferred("de, en-GB;q=0.8, fr;q=0.5")
    'en'
    """
    weights = dict.fromkeys(LANGUAGES, 0.0)
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _weight(weight))
    return max(LANGUAGES, key=weights.__getitem__)


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0
