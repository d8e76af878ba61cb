"""What is drawn for each learner: how they come in, how they come, how they leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import TypeVar

from domain.learner_path.eligibility import EligibilityOutcome
from domain.learner_path.enrolment import DropOutReason
from domain.learner_path.referral import Channel, ReferrerKind
from domain.levels import CefrLevel, SkillLevels

T = TypeVar("T")

RELIABILITY = (0.98, 0.96, 0.94, 0.92, 0.9, 0.87)
"""How often somebody comes."""
DROPS_OUT = 0.16
JOINS_LATE = 0.08

REFERRERS: Mapping[ReferrerKind, int] = {
    ReferrerKind.OFII: 34,
    ReferrerKind.FRANCE_TRAVAIL: 22,
    ReferrerKind.SOCIAL_SERVICE: 14,
    ReferrerKind.RECEPTION_CENTRE: 10,
    ReferrerKind.LOCAL_MISSION: 8,
    ReferrerKind.ASSOCIATION: 8,
    ReferrerKind.SELF: 4,
}
CHANNELS: Mapping[Channel, int] = {
    Channel.EMAIL: 40,
    Channel.PLATFORM: 25,
    Channel.PHONE: 20,
    Channel.VISIT: 10,
    Channel.POST: 5,
}
OUTCOMES: Mapping[EligibilityOutcome, int] = {
    EligibilityOutcome.ELIGIBLE: 84,
    EligibilityOutcome.PROVISIONAL: 9,
    EligibilityOutcome.NOT_ELIGIBLE: 7,
}
DROP_OUT_REASONS: Mapping[DropOutReason, int] = {
    DropOutReason.JOB: 30,
    DropOutReason.LOST_CONTACT: 25,
    DropOutReason.MOVED: 18,
    DropOutReason.SCHEDULE: 17,
    DropOutReason.OTHER: 10,
}


class Entry(Enum):
    """How somebody stands at the gate."""

    AT_LEVEL = "at-level"
    ABOVE = "above"
    BELOW_IN_WRITING = "below-in-writing"


ENTRIES: Mapping[Entry, int] = {Entry.AT_LEVEL: 78, Entry.ABOVE: 12, Entry.BELOW_IN_WRITING: 10}

A1, A2, B1 = CefrLevel.A1, CefrLevel.A2, CefrLevel.B1
LEVELS: Mapping[Entry, SkillLevels] = {
    Entry.AT_LEVEL: SkillLevels(listening=A2, reading=A2, speaking=A2, writing=A2),
    Entry.ABOVE: SkillLevels(listening=B1, reading=A2, speaking=B1, writing=A2),
    Entry.BELOW_IN_WRITING: SkillLevels(listening=A2, reading=A2, speaking=A2, writing=A1),
}
REDIRECTED_LEVELS = SkillLevels(listening=A1, reading=CefrLevel.A1_1, speaking=A1, writing=None)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What was drawn for somebody who takes a seat."""

    referrer: ReferrerKind
    channel: Channel
    outcome: EligibilityOutcome
    entry: Entry
    reliability: float
    drop_out: DropOutReason | None
    drops_at: float
    """Share of the half-days held by then."""
    joins_late: bool


def draw(random: Random, weights: Mapping[T, int]) -> T:
    """Return one of the keys, as often as its weight says."""
    return random.choices(list(weights), weights=list(weights.values()))[0]


def profile_of(random: Random) -> Profile:
    """Draw a profile."""
    return Profile(
        referrer=draw(random, REFERRERS),
        channel=draw(random, CHANNELS),
        outcome=draw(random, OUTCOMES),
        entry=draw(random, ENTRIES),
        reliability=random.choice(RELIABILITY),
        drop_out=draw(random, DROP_OUT_REASONS) if random.random() < DROPS_OUT else None,
        drops_at=random.uniform(0.15, 0.65),
        joins_late=random.random() < JOINS_LATE,
    )
