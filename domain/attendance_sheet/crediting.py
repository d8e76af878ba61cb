"""What a sheet credits to a learner, and what keeps it from being fundable (rules 2, 4, 5 and 8)."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.attendance_sheet.register import Register, minutes_within
from domain.calendar import ClockTimes, SubjectMinutes
from domain.ids import GroupId, PathId, SheetId
from domain.learner_path.attendance import FundingException, HoursCredited
from domain.learner_path.enrolment import Funding, Training

OF_FUNDING: Mapping[Funding, tuple[FundingException, ...]] = {
    Funding.FUNDABLE: (),
    Funding.WAITING: (FundingException.ELIGIBILITY_WAITING,),
    Funding.NOT_FUNDABLE: (FundingException.NOT_ELIGIBLE,),
}
"""Rule 2: a provisional or ineligible learner may attend; the funder waits, or does not pay."""


def funding_on(training: Training, group_id: GroupId, call_ref: str, day: date) -> Funding:
    """Return what a learner's minutes in a group of a call are worth; nothing without a place that day."""
    stays = (stay for stay in training.stays if stay.group_id == group_id and stay.covers(day))
    return next((stay.funding_by(call_ref) for stay in stays), Funding.NOT_FUNDABLE)


def of_sheet(register: Register, path_id: PathId, times: ClockTimes) -> tuple[FundingException, ...]:
    """Return what the sheet itself lacks for a learner's minutes to be fundable (rule 5)."""
    followed = [i for i, segment in enumerate(register.segments) if segment.times.overlaps(times)]
    return raised(
        {
            FundingException.SIGNATURE_MISSING: not register.mark(path_id).is_signed,
            FundingException.TRAINER_NOT_QUALIFIED: not all(map(register.is_held_by_qualified, followed)),
        }
    )


def raised(conditions: Mapping[FundingException, bool]) -> tuple[FundingException, ...]:
    """Return the exceptions whose condition holds."""
    return tuple(exception for exception, holds in conditions.items() if holds)


def credit(
    register: Register, sheet_id: SheetId, times: ClockTimes, exceptions: Sequence[FundingException]
) -> HoursCredited:
    """Return the credit of somebody there at these times: all attended; fundable without exception only."""
    minutes = minutes_within(register, times)
    return HoursCredited(
        occurred_on=register.held_on,
        sheet_id=sheet_id,
        group_id=register.opening.group_id,
        half_day=register.opening.half_day,
        times=times,
        minutes=minutes,
        fundable=SubjectMinutes() if exceptions else minutes,
        exceptions=tuple(exceptions),
    )
