"""The sheet as its readers see it: one line a learner, one countersignature a segment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from domain.attendance_sheet.sealing import Lacking, SheetSealed
from domain.attendance_sheet.signing import (
    LearnerMarkedAbsent,
    LearnerSigned,
    PresenceRecorded,
    SheetOpened,
    SignatureMissing,
    TrainerCountersigned,
)
from domain.calendar import ClockTimes, Segment, Subject, SubjectMinutes
from domain.facts import Fact
from domain.ids import PathId
from domain.refusals import Refusal, Unknown


class BeyondTheSheet(Refusal):
    """Arrival and leaving stand within the session's times."""

    TYPE = "beyond-the-sheet"
    field = "arrived_at"


class LeftBeforeArriving(Refusal):
    """A learner leaves after they arrive."""

    TYPE = "left-before-arriving"
    field = "left_at"


class NoSuchSegment(Refusal):
    """The sheet has no such segment."""

    TYPE = "no-such-segment"
    field = "segment"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What the sheet says of one learner: there or not, and signed or not."""

    presence: PresenceRecorded | None = None
    signature: LearnerSigned | SignatureMissing | None = None
    absence: LearnerMarkedAbsent | None = None

    @property
    def times(self) -> ClockTimes | None:
        """From arrival to leaving; None when not present."""
        if self.presence is None:
            return None
        return ClockTimes(starts_at=self.presence.arrived_at, ends_at=self.presence.left_at)

    @property
    def is_signed(self) -> bool:
        """The learner signed, whatever the method."""
        return isinstance(self.signature, LearnerSigned)


@dataclass(frozen=True, kw_only=True)
class Register:
    """The lines and the countersignatures."""

    opened: SheetOpened | None = None
    marks: Mapping[PathId, Mark] = field(default_factory=dict)
    countersigned: Mapping[int, TrainerCountersigned] = field(default_factory=dict)
    is_sealed: bool = False

    @property
    def opening(self) -> SheetOpened:
        """What the sheet was opened for.

        Raises:
            Unknown: it is not open.
        """
        if self.opened is None:
            raise Unknown(kind="attendance-sheet")
        return self.opened

    @property
    def segments(self) -> tuple[Segment, ...]:
        """As planned when the sheet was opened."""
        return self.opening.segments

    @property
    def expected(self) -> tuple[PathId, ...]:
        """Who had a seat that day."""
        return self.opening.expected

    @property
    def held_on(self) -> date:
        """The day of the session."""
        return self.opening.occurred_on

    @property
    def times(self) -> ClockTimes:
        """From the first segment's start to the last one's end."""
        return ClockTimes(starts_at=self.segments[0].times.starts_at, ends_at=self.segments[-1].times.ends_at)

    @property
    def present(self) -> Mapping[PathId, ClockTimes]:
        """Who was there and when, in the order of the sheet."""
        times = {path_id: self.mark(path_id).times for path_id in self.expected}
        return {path_id: there for path_id, there in times.items() if there is not None}

    @property
    def lacking(self) -> Lacking:
        """What keeps the sheet from being sealed."""
        return Lacking(
            unmarked=tuple(each for each in self.expected if self.mark(each) == Mark()),
            unsigned=tuple(each for each in self.present if self.mark(each).signature is None),
            segments=tuple(each for each in range(len(self.segments)) if each not in self.countersigned),
        )

    def is_held_by_qualified(self, segment: int) -> bool:
        """Whether who countersigned a segment may teach its subject (rule 5)."""
        countersigned = self.countersigned.get(segment)
        return countersigned is not None and countersigned.qualified

    def mark(self, path_id: PathId) -> Mark:
        """Return what the sheet says of a learner, an empty mark at first."""
        return self.marks.get(path_id, Mark())


def evolve(register: Register, fact: Fact) -> Register:
    """Return the state after one more fact."""
    match fact:
        case SheetOpened():
            return Register(opened=fact)
        case PresenceRecorded() | LearnerMarkedAbsent() | LearnerSigned() | SignatureMissing():
            mark = _marked(register.mark(fact.path_id), fact)
            return replace(register, marks={**register.marks, fact.path_id: mark})
        case TrainerCountersigned():
            return replace(register, countersigned={**register.countersigned, fact.segment: fact})
        case SheetSealed():
            return replace(register, is_sealed=True)
        case _:
            return register


def segment_of(register: Register, index: int) -> Segment:
    """Return a segment by its index.

    Raises:
        NoSuchSegment: below 0, or beyond the last one.
    """
    if not 0 <= index < len(register.segments):
        raise NoSuchSegment(segment=index)
    return register.segments[index]


def minutes_within(register: Register, times: ClockTimes) -> SubjectMinutes:
    """Return the minutes of each subject that somebody followed between two times.

    Raises:
        LeftBeforeArriving: the times are reversed, or the same.
        BeyondTheSheet: a time outside the session, or none of its segments was followed.
    """
    if times.minutes <= 0:
        raise LeftBeforeArriving
    sheet = register.times
    followed = SubjectMinutes(
        french=_followed(register, Subject.FRENCH, times), code=_followed(register, Subject.CODE, times)
    )
    if times.starts_at < sheet.starts_at or sheet.ends_at < times.ends_at or not followed.total:
        raise BeyondTheSheet(starts_at=sheet.starts_at, ends_at=sheet.ends_at)
    return followed


def _marked(
    mark: Mark, fact: PresenceRecorded | LearnerMarkedAbsent | LearnerSigned | SignatureMissing
) -> Mark:
    match fact:
        case PresenceRecorded():
            # The signature is for the half-day: it stands when the times alone are corrected.
            return Mark(presence=fact, signature=mark.signature)
        case LearnerMarkedAbsent():
            return Mark(absence=fact)
        case LearnerSigned() | SignatureMissing():
            return replace(mark, signature=fact)


def _shared_minutes(one: ClockTimes, other: ClockTimes) -> int:
    starts_at, ends_at = max(one.starts_at, other.starts_at), min(one.ends_at, other.ends_at)
    return max(0, ClockTimes(starts_at=starts_at, ends_at=ends_at).minutes)


def _followed(register: Register, subject: Subject, times: ClockTimes) -> int:
    return sum(
        _shared_minutes(segment.times, times) for segment in register.segments if segment.subject is subject
    )
