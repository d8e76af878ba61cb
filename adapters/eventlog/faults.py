"""What can be wrong with a position of the log."""

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a position."""

    MISSING = "missing"
    """No fact has it, though something in the log says that one had."""
    UNREADABLE = "unreadable"
    ANOTHER_LOG = "another-log"
    EPOCH = "epoch-does-not-match"
    """Not the epoch that had begun by then, or the epoch began after another leaf."""
    UNKNOWN_FORMAT = "unknown-format"
    LEAF = "leaf-does-not-match"
    """The line is not the one that was hashed."""
    VERSION = "version-does-not-follow"
    """Not the next one of its stream, or the stream is of another kind."""
    TIME = "recorded-before-the-last"
    TAGS = "tags-do-not-match"
    """The index of tags says something else than the line."""
    BATCH = "batch-does-not-match"
    """It lies in no batch, or its batch was recorded at another instant."""
    COMMAND = "command-does-not-match"
    """A command's outcome names it and it is not of this command, or leaves it out though it is."""


class Altered(Exception):
    """A check failed."""

    def __init__(self, position: int, fault: Fault) -> None:
        """Keep where and what."""
        super().__init__(position, fault)
        self.position = position
        self.fault = fault
