"""From a sheet's line to the credit on a learner's path, wherever else the same person may be."""

from datetime import date
from uuid import UUID

from domain.attendance_sheet import crediting
from domain.attendance_sheet.sheet import AttendanceSheet
from domain.calendar import ClockTimes
from domain.facts import Erased
from domain.funded_group.group import FundedGroup
from domain.ids import EventId, PathId, SheetId
from domain.learner_path import attendance
from domain.learner_path.attendance import FundingException, HoursCredited
from domain.learner_path.path import LearnerPath
from services.whereabouts import Booking
from services.work import Work

PERSON_PRESENCE = "person-presence"
"""Key: ``person key:day``. Owners: bookings by paths, of the same person at one operator or at several."""


def credit_of(work: Work, sheet: AttendanceSheet, path_id: PathId, times: ClockTimes) -> HoursCredited:
    """Return what a sheet credits to a learner there at these times, and hold the person at them."""
    path = work.load(LearnerPath, path_id)
    group = work.load(FundedGroup, sheet.group_id)
    day = sheet.register.held_on
    funding = crediting.funding_on(path.training, sheet.group_id, group.seat.call_ref, day)
    around = {
        FundingException.OUTSIDE_GRANT_PERIOD: group.planning.is_outside_grant_period(day),
        FundingException.SAME_PERSON_ELSEWHERE: _hold(work, sheet, path, times),
    }
    exceptions = (
        *crediting.of_sheet(sheet.register, path_id, times),
        *crediting.OF_FUNDING[funding],
        *crediting.raised(around),
    )
    return crediting.credit(sheet.register, SheetId(sheet.id), times, exceptions)


def follow_person(work: Work, before: LearnerPath, person_key: str) -> None:
    """Hold the person under a new key at the times of each credit: who they are was written down anew.

    A credit that another path of this person has the times of is flagged (rule 4). After an erasure, what was
    credited ``before`` stays apart from the person: nothing finds them again.
    """
    if before.contact.identity is not None and _person_key(work, before) is None:
        return
    for event, credit in before.attendance.live.items():
        let_go(work, before, credit)
        if _book(work, person_key, before.id, credit.occurred_on, credit.times):
            _flag(work, before.id, event, credit)


def let_go(work: Work, path: LearnerPath, credit: HoursCredited) -> None:
    """Free the person from the times of a credit that is taken back."""
    key = _person_key(work, path)
    if key is not None:
        booking = Booking(holder=path.id, times=credit.times)
        work.release(PERSON_PRESENCE, f"{key}:{credit.occurred_on}", str(booking))


def _hold(work: Work, sheet: AttendanceSheet, path: LearnerPath, times: ClockTimes) -> bool:
    """Hold the person at these times; say whether another path has them already (rule 4)."""
    key = _person_key(work, path)
    return key is not None and _book(work, key, path.id, sheet.register.held_on, times)


def _book(work: Work, person_key: str, holder: UUID, day: date, times: ClockTimes) -> bool:
    day_key = f"{person_key}:{day}"
    booking = Booking(holder=holder, times=times)
    is_elsewhere = booking.clashes(work.owners(PERSON_PRESENCE, day_key))
    work.claim(PERSON_PRESENCE, day_key, str(booking))
    return is_elsewhere


def _flag(work: Work, path_id: UUID, event: EventId, credit: HoursCredited) -> None:
    """Credit the same minutes anew, not fundable while the person is elsewhere at these times."""
    path = work.load(LearnerPath, path_id)
    if anew := attendance.flag(credit, FundingException.SAME_PERSON_ELSEWHERE):
        taken_back = attendance.reverse(path.attendance, event, on=credit.occurred_on)
        work.record(work.record(path, taken_back, supersedes=event), anew)


def _person_key(work: Work, path: LearnerPath) -> str | None:
    if path.contact.identity is None:
        return None
    opened = work.open(path.contact.identity.person_key, str)
    return None if isinstance(opened, Erased) else opened
