"""The network's defaults, each of them configuration (domain rules 1, 7, 14)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Numbers that the network may change without touching a rule."""

    referral_valid_days: int = 30
    completion_share_bp: int = 8_000
