"""The network's defaults, each of them configuration (domain rules 1, 2, 7, 14)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.learner_path.rule_sets import RULE_SETS, RuleSet
from domain.levels import CefrLevel


def no_holiday(_day: date, _department: str) -> bool:
    """Know of no public holiday."""
    return False


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Numbers that the network may change without touching a rule."""

    referral_valid_days: int = 30
    completion_share_bp: int = 8_000
    entry_level: CefrLevel = CefrLevel.A2
    rule_sets: tuple[RuleSet, ...] = RULE_SETS
    """What each call asks."""
    provisional_days: int = 90
    """How long a missing paper may be waited for."""
    is_public_holiday: Callable[[date, str], bool] = no_holiday
    """Whether a day is a public holiday in a department (rule 6)."""
