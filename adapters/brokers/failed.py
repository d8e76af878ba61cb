"""What a person is told when Kafka cannot be started here."""

from typing import Final

CAUSES: Final = {
    "Address already in use": (
        "son port est pris par un autre programme",
        "its port is taken by another program",
    ),
    "No space left on device": ("le disque est plein : faites de la place", "the disk is full: make room"),
    "OutOfMemoryError": ("il manque de mémoire", "it lacks memory"),
    "insufficient memory": ("la machine manque de mémoire", "the machine lacks memory"),
    "Permission denied": ("son dossier lui est fermé", "its folder is closed to it"),
    "AccessDeniedException": ("son dossier lui est fermé", "its folder is closed to it"),
}
"""What Kafka and Java write before they end, and what it means."""


class KafkaFailed(Exception):
    """Kafka could not be started; the message says why and what to do, in French, then in English."""

    def __init__(self, french: str, english: str, *, said: str = "") -> None:
        super().__init__("\n".join(part for part in (french, english, said) if part))


def cause(said: str) -> tuple[str, str]:
    """Return why a node ended, in French and in English, after its last words."""
    known = (meant for words, meant in CAUSES.items() if words in said)
    return next(known, ("ses derniers mots suivent", "its last words follow"))
