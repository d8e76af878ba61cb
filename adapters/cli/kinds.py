"""What a file that is imported holds, as the command line names it."""

from enum import StrEnum


class Kind(StrEnum):
    """A list or a grid; the example files bear these names."""

    REFERRALS = "orientations"
    ATTENDANCE = "emargement"
