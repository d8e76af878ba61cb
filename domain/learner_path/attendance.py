"""Minutes of a learner, credited by sealed sheets: attended, and apart, fundable (rules 4 and 8)."""

from dataclasses import dataclass
from enum import StrEnum

from domain.calendar import ClockTimes, HalfDay, SubjectMinutes
from domain.facts import Fact
from domain.ids import EventId, GroupId, SheetId


class FundingException(StrEnum):
    """Why attended minutes are not fundable, until the exception is lifted."""

    SIGNATURE_MISSING = "signature-missing"
    TRAINER_NOT_QUALIFIED = "trainer-not-qualified"
    NOT_ELIGIBLE = "not-eligible"
    ELIGIBILITY_WAITING = "eligibility-waiting"
    SAME_PERSON_ELSEWHERE = "same-person-elsewhere"
    OUTSIDE_GRANT_PERIOD = "outside-grant-period"


@dataclass(frozen=True, kw_only=True)
class HoursCredited(Fact):
    """Minutes followed at one half-day, from its sealed sheet."""

    TYPE = "learner-path.hours-credited"
    sheet_id: SheetId
    group_id: GroupId
    half_day: HalfDay
    times: ClockTimes
    """From arrival to leaving, as judged for overlaps."""
    minutes: SubjectMinutes
    fundable: SubjectMinutes
    exceptions: tuple[FundingException, ...]


@dataclass(frozen=True, kw_only=True)
class HoursCreditReversed(Fact):
    """A correction takes a credit back, whole; a right one may follow in the same transaction."""

    TYPE = "learner-path.hours-credit-reversed"
    sheet_id: SheetId
    group_id: GroupId
    credit: EventId
    """The event of the credit that is taken back."""
    minutes: SubjectMinutes
    fundable: SubjectMinutes


FACTS = (HoursCredited, HoursCreditReversed)
