"""The first morning, two hours of French and one of code; and an afternoon that snow prevented."""

from datetime import date, time

from domain.calendar import ClockTimes, HalfDay, Segment, Subject
from domain.facts import Fact
from domain.funded_group.sessions import (
    CancellationReason,
    Mode,
    SessionCancelled,
    SessionFlag,
    SessionScheduled,
)
from tests.support.examples.ids import INSTRUCTOR, OTHER_SESSION, SESSION, TRAINER

FRENCH_THEN_CODE = (
    Segment(
        times=ClockTimes(starts_at=time(9), ends_at=time(11)), subject=Subject.FRENCH, trainer_id=TRAINER
    ),
    Segment(
        times=ClockTimes(starts_at=time(11), ends_at=time(12)), subject=Subject.CODE, trainer_id=INSTRUCTOR
    ),
)
CODE = (
    Segment(
        times=ClockTimes(starts_at=time(13, 30), ends_at=time(16, 30)),
        subject=Subject.CODE,
        trainer_id=INSTRUCTOR,
    ),
)
SESSION_SCHEDULED = SessionScheduled(
    occurred_on=date(2025, 1, 20),
    session_id=SESSION,
    session_on=date(2025, 2, 4),
    half_day=HalfDay.AM,
    segments=FRENCH_THEN_CODE,
    mode=Mode.IN_PERSON,
    flags=(SessionFlag.NO_GRANT_YET,),
)
AFTERNOON_SCHEDULED = SessionScheduled(
    occurred_on=date(2025, 1, 20),
    session_id=OTHER_SESSION,
    session_on=date(2025, 2, 4),
    half_day=HalfDay.PM,
    segments=CODE,
    mode=Mode.HYBRID,
    flags=(),
)
SESSION_CANCELLED = SessionCancelled(
    occurred_on=date(2025, 2, 3), session_id=OTHER_SESSION, reason=CancellationReason.WEATHER
)

EXAMPLES: tuple[Fact, ...] = (SESSION_SCHEDULED, AFTERNOON_SCHEDULED, SESSION_CANCELLED)
