"""The network's defaults, each of them configuration (domain rules 1, 2, 7, 14)."""

from dataclasses import dataclass

from domain.levels import CefrLevel


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Numbers that the network may change without touching a rule."""

    referral_valid_days: int = 30
    completion_share_bp: int = 8_000
    entry_level: CefrLevel = CefrLevel.A2
    provisional_days: int = 90
    """How long a missing paper may be waited for."""
