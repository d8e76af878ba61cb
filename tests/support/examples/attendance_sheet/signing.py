"""The first morning's sheet: Amina was there and signed, Yonas came late and did not, Olha was absent."""

from datetime import date, time

from domain.attendance_sheet.signing import (
    AbsenceCode,
    LearnerMarkedAbsent,
    LearnerSigned,
    MissingSignatureReason,
    PresenceRecorded,
    SheetOpened,
    SignatureMethod,
    SignatureMissing,
    TrainerCountersigned,
)
from domain.calendar import HalfDay, SubjectMinutes
from domain.facts import Fact
from tests.support.examples.funded_group.sessions import FRENCH_THEN_CODE
from tests.support.examples.ids import (
    ABSENT_PATH,
    GROUP,
    INSTRUCTOR,
    LATE_PATH,
    OPERATOR,
    PATH,
    SESSION,
    TRAINER,
)

DAY = date(2025, 2, 4)

SHEET_OPENED = SheetOpened(
    occurred_on=DAY,
    operator_id=OPERATOR,
    group_id=GROUP,
    session_id=SESSION,
    half_day=HalfDay.AM,
    segments=FRENCH_THEN_CODE,
    expected=(PATH, LATE_PATH, ABSENT_PATH),
)
PRESENCE_RECORDED = PresenceRecorded(
    occurred_on=DAY,
    path_id=PATH,
    arrived_at=time(9),
    left_at=time(12),
    minutes=SubjectMinutes(french=120, code=60),
)
LATE_PRESENCE_RECORDED = PresenceRecorded(
    occurred_on=DAY,
    path_id=LATE_PATH,
    arrived_at=time(10, 30),
    left_at=time(12),
    minutes=SubjectMinutes(french=30, code=60),
)
LEARNER_SIGNED = LearnerSigned(occurred_on=DAY, path_id=PATH, method=SignatureMethod.PAPER)
SIGNATURE_MISSING = SignatureMissing(
    occurred_on=DAY, path_id=LATE_PATH, reason=MissingSignatureReason.LEFT_BEFORE_SIGNING
)
LEARNER_MARKED_ABSENT = LearnerMarkedAbsent(
    occurred_on=DAY, path_id=ABSENT_PATH, code=AbsenceCode.APPOINTMENT
)
FRENCH_COUNTERSIGNED = TrainerCountersigned(occurred_on=DAY, segment=0, trainer_id=TRAINER, qualified=True)
CODE_COUNTERSIGNED = TrainerCountersigned(occurred_on=DAY, segment=1, trainer_id=INSTRUCTOR, qualified=True)

EXAMPLES: tuple[Fact, ...] = (
    SHEET_OPENED,
    PRESENCE_RECORDED,
    LEARNER_SIGNED,
    LATE_PRESENCE_RECORDED,
    SIGNATURE_MISSING,
    LEARNER_MARKED_ABSENT,
    FRENCH_COUNTERSIGNED,
    CODE_COUNTERSIGNED,
)
