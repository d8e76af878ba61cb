"""``log_id:epoch:position``: what a command answers, and what a query waits for."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID


class BadToken(ValueError):
    """Not a token of ours."""


@dataclass(frozen=True)
class Token:
    """A place in one history of one log."""

    log_id: UUID
    epoch: int
    position: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``Receipt.token`` wrote.

        Raises:
            BadToken: it did not write that.
        """
        try:
            log_id, epoch, position = text.split(":")
            return cls(UUID(log_id), int(epoch), int(position))
        except ValueError:
            raise BadToken from None

    def __str__(self) -> str:
        return f"{self.log_id}:{self.epoch}:{self.position}"
