"""What a decision answers when the world, or the asker's rights, say no."""

from typing import ClassVar


class Refusal(Exception):
    """Something that cannot be true, or that this person may not do; each one's docstring is its message.

    TYPE keys the words in each language; the values fill their placeholders, and are never personal.
    """

    TYPE: ClassVar[str]
    field: ClassVar[str | None] = None
    """The field of the request that the person should look at, if one is to blame."""

    def __init__(self, **values: object) -> None:
        """Keep the values that the sentence needs."""
        super().__init__(self.TYPE)
        self.values = values


class Unknown(Refusal):
    """Nothing of this kind has this id; a file of another operator answers the same."""

    TYPE = "unknown"


class InTheFuture(Refusal):
    """A day that has not come yet in Paris."""

    TYPE = "in-the-future"
    field = "on"


class BeforeThePath(Refusal):
    """A day before the learner's path began."""

    TYPE = "before-the-path"
    field = "on"
