"""A morning of three hours, credited by its sheet; then taken back by a correction."""

from datetime import date, time

from domain.calendar import ClockTimes, HalfDay, SubjectMinutes
from domain.facts import Fact
from domain.learner_path.attendance import FundingException, HoursCredited, HoursCreditReversed
from tests.support.examples.ids import CREDIT, GROUP, OTHER_SHEET, SHEET

HOURS_CREDITED = HoursCredited(
    occurred_on=date(2025, 2, 4),
    sheet_id=SHEET,
    group_id=GROUP,
    half_day=HalfDay.AM,
    times=ClockTimes(starts_at=time(9), ends_at=time(12)),
    minutes=SubjectMinutes(french=120, code=60),
    fundable=SubjectMinutes(french=120, code=60),
    exceptions=(),
)
HOURS_CREDITED_WITH_EXCEPTION = HoursCredited(
    occurred_on=date(2025, 2, 4),
    sheet_id=OTHER_SHEET,
    group_id=GROUP,
    half_day=HalfDay.PM,
    times=ClockTimes(starts_at=time(13, 30), ends_at=time(16, 30)),
    minutes=SubjectMinutes(code=180),
    fundable=SubjectMinutes(),
    exceptions=(FundingException.SIGNATURE_MISSING,),
)
HOURS_CREDIT_REVERSED = HoursCreditReversed(
    occurred_on=date(2025, 2, 4),
    sheet_id=SHEET,
    group_id=GROUP,
    credit=CREDIT,
    minutes=SubjectMinutes(french=120, code=60),
    fundable=SubjectMinutes(french=120, code=60),
)

EXAMPLES: tuple[Fact, ...] = (HOURS_CREDITED, HOURS_CREDITED_WITH_EXCEPTION, HOURS_CREDIT_REVERSED)
