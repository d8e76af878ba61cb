"""The first morning's sheet is sealed; Amina had left an hour earlier, and it is corrected."""

from datetime import date

from domain.attendance_sheet.sealing import SheetCorrected, SheetException, SheetSealed
from domain.calendar import SubjectMinutes
from domain.facts import Fact
from domain.learner_path.attendance import FundingException
from tests.support.envelopes import sealed
from tests.support.examples.ids import GROUP, LATE_PATH, PATH

SHEET_SEALED = SheetSealed(
    occurred_on=date(2025, 2, 4),
    attended_minutes=270,
    fundable_minutes=180,
    exceptions=(SheetException(path_id=LATE_PATH, code=FundingException.SIGNATURE_MISSING),),
    content_hash="367e1336329e3bfb08c6103551e3a5f50752320001bc03a288fcbe319fb0bf16",
)
SHEET_CORRECTED = SheetCorrected(
    occurred_on=date(2025, 2, 4),
    path_id=PATH,
    before=SubjectMinutes(french=120, code=60),
    after=SubjectMinutes(french=120),
    approver="account-7",
    decided_on=date(2025, 2, 6),
    reason=sealed("A", "Partie à onze heures, la formatrice s’en souvient.", GROUP),
)

EXAMPLES: tuple[Fact, ...] = (SHEET_SEALED, SHEET_CORRECTED)
