"""The whole of an attendance sheet: the register and its seal."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from domain.attendance_sheet import register, sealing
from domain.attendance_sheet.register import Register
from domain.attendance_sheet.sealing import Seal
from domain.facts import Fact, Recorded, Tag
from domain.ids import GroupId, OperatorId
from domain.streams import Stream


@dataclass(frozen=True, kw_only=True)
class AttendanceSheet(Stream):
    """A group, a day, a half-day: from opening to seal, and its corrections."""

    STREAM: ClassVar[str] = "attendance-sheet"

    register: Register = field(default_factory=Register)
    seal: Seal = field(default_factory=Seal)

    @property
    def operator_id(self) -> OperatorId | None:
        """The operator of the group."""
        return self.register.opened.operator_id if self.register.opened else None

    @property
    def group_id(self) -> GroupId:
        """The group whose half-day it is."""
        return self.register.opening.group_id

    @property
    def tags(self) -> frozenset[Tag]:
        """The group and the sheet itself."""
        if self.register.opened is None:
            return frozenset()
        return frozenset({Tag(f"group:{self.group_id}"), Tag(f"sheet:{self.id}")})

    def evolve(self, recorded: Recorded[Fact]) -> Self:
        """Hand the fact to the register and to the seal."""
        fact = recorded.fact
        return replace(
            self,
            version=recorded.originator_version,
            began_on=self.began_on or fact.occurred_on,
            register=register.evolve(self.register, fact),
            seal=sealing.evolve(self.seal, fact),
        )
