"""Why the relay does not send: a code for ``status``, and a sentence with its remedy."""

from collections.abc import Sequence

from adapters.messaging.topics import Difference


class RelayRefuses(Exception):
    """Nothing more is sent, and nothing was skipped, until somebody acts."""

    def __init__(self, code: str, french: str, english: str) -> None:
        """Say why, and what to do."""
        super().__init__(french)
        self.code = code
        self.french = french
        self.english = english


def topics_differ(found: Sequence[Difference]) -> RelayRefuses:
    """A topic is missing, or is not as it must be."""
    return RelayRefuses(
        "topics-differ",
        "\n".join(each.french for each in found),
        "\n".join(each.english for each in found),
    )


def another_history() -> RelayRefuses:
    """The log is not the one that the topics hold the beginning of."""
    return RelayRefuses(
        "another-history",
        "Ce journal n’est pas celui que les topics contiennent (autre journal, autre époque, ou autre fait à"
        " la même position) : refaites les topics (suppression, puis « integracode topics apply »),"
        " ou choisissez un autre INTEGRACODE_TOPIC_PREFIX.",
        "This log is not the one that the topics hold (another log, epoch, or fact at the same position):"
        " make the topics again (delete, then `integracode topics apply`), or choose another"
        " INTEGRACODE_TOPIC_PREFIX.",
    )


def too_large(position: int) -> RelayRefuses:
    """A fact does not fit into a record."""
    return RelayRefuses(
        "fact-too-large",
        f"Le fait à la position {position} dépasse la taille qu’un topic accepte : rien n’est envoyé"
        " à partir de lui. Prenez une version dont max.message.bytes est plus grand, et rétablissez les"
        " topics.",
        f"The fact at position {position} is larger than a topic takes: nothing is sent from there on. Take a"
        " release with a greater max.message.bytes, and set the topics right.",
    )


def unknown_stream(stream: str) -> RelayRefuses:
    """A newer release wrote to the log."""
    return RelayRefuses(
        "unknown-stream",
        f"Le journal contient des faits de « {stream} », que cette version ne connaît pas :"
        " prenez-en une plus récente.",
        f"The log has facts of `{stream}`, which this release does not know: take a newer one.",
    )


def unreadable_fact() -> RelayRefuses:
    """A fact that would be public is of a newer version, or not what its type promises."""
    return RelayRefuses(
        "unreadable-fact",
        "Un fait à publier ne se lit pas avec cette version : prenez-en une plus récente,"
        " ou lancez « integracode verify log ».",
        "A fact to be published cannot be read by this release: take a newer one,"
        " or run `integracode verify log`.",
    )


def fenced() -> RelayRefuses:
    """Another relay writes to the same topics, and it is not one of this log's."""
    return RelayRefuses(
        "fenced",
        "Un relais d’un autre journal envoie aux mêmes topics : arrêtez-le, ou choisissez un autre"
        " INTEGRACODE_TOPIC_PREFIX.",
        "A relay of another log sends to the same topics: stop it, or choose another"
        " INTEGRACODE_TOPIC_PREFIX.",
    )
