"""The Common European Framework of Reference for languages (CEFR), as the courses use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class CefrLevel(StrEnum):
    """Levels in ascending order, from below A1.1 (the FLI entry level) to C2."""

    BELOW_A1_1 = "below-A1.1"
    A1_1 = "A1.1"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def rank(self) -> int:
        """Place in the scale, 0 for the lowest."""
        return list(CefrLevel).index(self)

    def reaches(self, other: "CefrLevel") -> bool:
        """At this level or above the other one."""
        return self.rank >= other.rank


class Skill(StrEnum):
    """The four skills: CO, CE, EO, EE."""

    LISTENING = "listening"
    READING = "reading"
    SPEAKING = "speaking"
    WRITING = "writing"


@dataclass(frozen=True, kw_only=True)
class SkillLevels:
    """A level per skill; None says that the skill was not assessed."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    listening: CefrLevel | None
    reading: CefrLevel | None
    speaking: CefrLevel | None
    writing: CefrLevel | None

    def by_skill(self) -> Mapping[Skill, CefrLevel | None]:
        """The same levels, as a mapping."""
        return {skill: getattr(self, skill.value) for skill in Skill}
